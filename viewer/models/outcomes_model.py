"""The files of an import as an item model that is filled page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.model import FileOutcome
from resources.messages import sentence
from viewer.i18n import counted, number, word

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("File", "What happened", "Statements", "Remarks")
PAGE = 200
"""Files asked for at a time: some screens full."""
LOCKED = frozenset({"pdf.encrypted", "zip.encrypted"})
"""Codes of files that a password opens here; other encrypted ones need the program that made them."""

OUTCOME_ROLE = Qt.ItemDataRole.UserRole


def is_locked(outcome: FileOutcome) -> bool:
    """Whether the file failed because nobody gave its password."""
    return outcome.error is not None and outcome.error.code in LOCKED


def remarks(outcome: FileOutcome) -> list[str]:
    """Why a file failed, and what may have been lost, as sentences."""
    said = [sentence(outcome.error.code, outcome.error.params)] if outcome.error else []
    params = {"name": outcome.path, "path": outcome.path, "count": outcome.undecodable}
    said += [sentence(code, params) for code in outcome.warnings]
    if outcome.undecodable:
        said.append(f"{counted(outcome.undecodable, 'place')} could not be read as text.")
    return said


class OutcomesModel(QAbstractTableModel):
    """One row a file. `wanted` asks for the page that begins at an offset; `add` gives it."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FileOutcome] = []
        self._whole = True
        self._asked = False

    def begin(self) -> None:
        """Empties the model and asks for its first page."""
        self.beginResetModel()
        self._rows = []
        self._whole, self._asked = False, True
        self.endResetModel()
        self.wanted.emit(0)

    def clear(self) -> None:
        """There is nothing to show."""
        self.beginResetModel()
        self._rows = []
        self._whole, self._asked = True, False
        self.endResetModel()

    def add(self, page: Sequence[FileOutcome]) -> None:
        """The page that was asked for; a short one is the last."""
        self._asked = False
        self._whole = len(page) < PAGE
        if page:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._rows += page
            self.endInsertRows()

    @property
    def is_whole(self) -> bool:
        """Whether there are no further pages."""
        return self._whole

    def outcome(self, row: int) -> FileOutcome:
        return self._rows[row]

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.wanted.emit(len(self._rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        outcome = self._rows[index.row()]
        if role == OUTCOME_ROLE:
            return outcome
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return cells_of(outcome)[index.column()]


def cells_of(outcome: FileOutcome) -> tuple[str, str, str, str]:
    """A row in words."""
    statements = outcome.statements or (1 if outcome.id else 0)
    return (
        outcome.path,
        word("import_status", outcome.status),
        number(statements) if statements else "",
        " ".join(remarks(outcome)),
    )
