"""The found statements as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.model import Hit
from viewer.i18n import counted, date_text, word

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = int(Qt.ItemDataRole.UserRole)
META_ROLE = HIT_ROLE + 1


def meta_line(hit: Hit) -> str:
    """Date, issuer or kind, language: the line under a title."""
    parts = [date_text(hit.date, short=True), hit.issuer or (word("kind", hit.kind) if hit.kind else "")]
    parts.append(hit.language.upper() if hit.language != "und" else "")
    if hit.hit_count:
        parts.append(counted(hit.hit_count, "hit"))
    return " · ".join(part for part in parts if part)


class ResultsModel(QAbstractTableModel):
    """One row a statement. `more_wanted` asks for the next page when the view comes to the end."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._total = 0

    def show(self, hits: Sequence[Hit], total: int) -> None:
        """Shows the first page of an answer."""
        self.beginResetModel()
        self._hits, self._total = list(hits), total
        self.endResetModel()

    def extend(self, hits: Sequence[Hit]) -> None:
        """Adds a further page; an empty page means that there is no more."""
        if not hits:
            self._total = len(self._hits)
            return
        first = len(self._hits)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self._hits.extend(hits)
        self.endInsertRows()

    def hit(self, row: int) -> Hit:
        return self._hits[row]

    def row_of(self, statement: str) -> int:
        """The row of a statement, or -1."""
        return next((row for row, hit in enumerate(self._hits) if hit.id == statement), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == META_ROLE:
            return meta_line(hit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.title}, {meta_line(hit)}. {hit.snippet}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return hit.title
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._hits) < self._total

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self.more_wanted.emit()
