"""What an import did, file by file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableView,
    QWidget,
)

from db.model import ImportReport
from viewer.dialogs.import_panel import outcome_line
from viewer.models.report_model import ReportModel
from viewer.widgets.basics import column, label, row


class ImportReportDialog(QDialog):
    """A table with a filter for what failed; it does not block the window."""

    def __init__(self, report: ImportReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import report")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.report = ReportModel(report, self)
        self.table = QTableView()
        self.table.setObjectName("plain")
        self.table.setModel(self.report)
        self.table.setAccessibleName("Imported files")
        self.table.setWordWrap(True)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        for column_, width in enumerate((270, 110, 90)):
            header.resizeSection(column_, width)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.failed_only = QCheckBox("Only what failed")
        self.failed_only.setEnabled(report.failed > 0)
        self.failed_only.toggled.connect(self.report.only_failed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        head = row(label(outcome_line(report), "heading"), None, self.failed_only)
        self.setLayout(column(head, self.table, row(None, buttons), margins=(16, 14, 16, 12), spacing=10))
        self.resize(880, 480)
