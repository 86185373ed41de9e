"""Statements that may belong together, as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model import WorkGroup
from viewer.i18n import counted, percent_text, word

Index = QModelIndex | QPersistentModelIndex


class GroupsModel(QAbstractListModel):
    """Two lines a group: the first title, and what sort of group it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[WorkGroup] = []

    def show(self, groups: Sequence[WorkGroup]) -> None:
        """The most alike come first."""
        self.beginResetModel()
        self._groups = sorted(groups, key=lambda group: -group.score)
        self.endResetModel()

    def group(self, row: int) -> WorkGroup:
        return self._groups[row]

    def take(self, row: int) -> None:
        """A group leaves the list."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._groups[row]
        self.endRemoveRows()

    def row_of(self, group: str) -> int:
        return next((row for row, each in enumerate(self._groups) if each.id == group), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        group = self._groups[index.row()]
        title = group.statements[0].title if group.statements else "No statement left"
        sort = word("group_one", group.kind)
        return (
            f"{title}\n{sort} · {counted(len(group.statements), 'statement')} · {percent_text(group.score)}"
        )
