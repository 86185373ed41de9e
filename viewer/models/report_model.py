"""The files of an import as an item model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model import FileOutcome, FileStatus, ImportReport
from resources.messages import sentence
from viewer.i18n import word

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("File", "What happened", "Statements", "Remarks")


def remarks(outcome: FileOutcome) -> str:
    """Why a file failed, and what may have been lost, in sentences."""
    said = [sentence(outcome.error.code, outcome.error.params)] if outcome.error else []
    said += [sentence(code, {"name": outcome.path, "path": outcome.path}) for code in outcome.warnings]
    return " ".join(said)


class ReportModel(QAbstractTableModel):
    """One row a file; `only_failed` leaves out those that went well."""

    def __init__(self, report: ImportReport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = report.files
        self._shown = list(report.files)

    def only_failed(self, on: bool) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if not on or each.status == FileStatus.FAILED]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

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
        outcome = self._shown[index.row()]
        cells = (
            outcome.path,
            word("import_status", outcome.status),
            str(outcome.statements or (1 if outcome.id else "")),
            remarks(outcome),
        )
        return cells[index.column()]
