"""How far an import is, without taking the window hostage; afterwards what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton

from db.model import ImportReport
from db.progress import Progress
from viewer.i18n import counted, number, word
from viewer.theme import Themes
from viewer.widgets.basics import ElidedLabel, IconButton, label, row

_STEPS = 1000


def outcome_line(report: ImportReport) -> str:
    """What an import did, in one line."""
    parts = [f"{counted(report.imported, 'statement')} imported"]
    if report.updated:
        parts.append(f"{number(report.updated)} updated")
    if report.duplicates:
        parts.append(f"{number(report.duplicates)} already here")
    if report.failed:
        parts.append(f"{counted(report.failed, 'file')} failed")
    if report.cancelled:
        parts.append("stopped before the end")
    return " · ".join(parts)


class ImportPanel(QFrame):
    """A bar at the foot of the window. `cancel_requested` and `report_requested` are wishes."""

    cancel_requested = Signal()
    report_requested = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Import")
        self.what = label("", "heading")
        self.item = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(220)
        self.bar.setAccessibleName("Import progress")
        self.cancel_button = QPushButton("Stop")
        self.cancel_button.clicked.connect(self._cancel)
        self.report_button = QPushButton("Show report")
        self.report_button.clicked.connect(self.report_requested)
        self.close_button = IconButton(themes, "close", "Close the import bar")
        self.close_button.clicked.connect(self.hide)
        layout = row(
            self.what,
            self.item,
            self.bar,
            self.cancel_button,
            self.report_button,
            self.close_button,
            margins=(12, 6, 8, 6),
            spacing=10,
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_started(self) -> None:
        self.what.setText("Importing…")
        self.item.show_text("")
        self.bar.setRange(0, 0)
        self._set_running(True)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Shows files done and in all, and what is worked on."""
        total = progress.total
        done = number(progress.done)
        of = f"{done} of {number(total)}" if total else done
        self.what.setText(f"{word('stage', progress.stage)} {of} {progress.unit}")
        self.item.show_text(progress.item)
        self.bar.setRange(0, _STEPS if total else 0)
        if total:
            self.bar.setValue(min(_STEPS, _STEPS * progress.done // total))

    def show_report(self, report: ImportReport) -> None:
        self._set_running(False)
        self.what.setText("Import stopped" if report.cancelled else "Import finished")
        self.item.show_text(outcome_line(report))
        self.report_button.setVisible(bool(report.files))

    def show_failed(self, said: str) -> None:
        self._set_running(False)
        self.what.setText("Import failed")
        self.item.show_text(said)
        self.report_button.hide()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.what.setText("Stopping…")
        self.cancel_requested.emit()

    def _set_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.cancel_button.setVisible(running)
        self.cancel_button.setEnabled(True)
        self.report_button.setVisible(not running)
        self.close_button.setVisible(not running)
