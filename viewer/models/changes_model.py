"""The statements that a new analysis changes, as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model import StatementChange
from viewer.i18n import number, word

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Statement", "Gained", "Lost", "In")


class ChangesModel(QAbstractTableModel):
    """One row a statement: how much is gained and lost, and in which layers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: list[StatementChange] = []

    def show(self, changes: Sequence[StatementChange]) -> None:
        self.beginResetModel()
        self._changes = list(changes)
        self.endResetModel()

    def change(self, row: int) -> StatementChange:
        return self._changes[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        each = self._changes[index.row()]
        gained = sum(change.gained for change in each.changes)
        lost = len(each.changes) - gained
        layers = ", ".join(word("layer", layer) for layer in dict.fromkeys(c.layer for c in each.changes))
        cells = (
            each.statement.title,
            f"+{number(gained)}" if gained else "",
            f"−{number(lost)}" if lost else "",
            layers,
        )
        return cells[index.column()]
