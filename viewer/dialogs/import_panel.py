"""How far an import is, without taking the window hostage; afterwards what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QWidget

from db.model import ImportReport
from db.progress import Progress
from resources.messages import sentence
from viewer.i18n import counted, number, size_text, word
from viewer.pace import Pace, share_of, time_text
from viewer.theme import Themes
from viewer.widgets.basics import ElidedLabel, IconButton, column, label, row

_STEPS = 1000
_BAR_WIDTH = 190


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


def counts_line(progress: Progress) -> str:
    """ "1,204 of 5,000 files · 12 MB of 34 MB", of what is known."""
    done = number(progress.done)
    of = f"{done} of {number(progress.total)}" if progress.total else done
    parts = [f"{of} {progress.unit}"]
    if progress.bytes_total:
        parts.append(f"{size_text(progress.bytes_done)} of {size_text(progress.bytes_total)}")
    return " · ".join(parts)


class ImportPanel(QFrame):
    """A bar at the foot of the window. Its signals are wishes; `pause_requested` also wishes to go on."""

    cancel_requested = Signal()
    pause_requested = Signal()
    report_requested = Signal()
    password_requested = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Import")
        self._pace = Pace()
        self._waiting = 0
        self._what = ""
        self.what = label("", "heading")
        self.figures = ElidedLabel()
        self.item = ElidedLabel("", "faint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName("Import progress")
        self.percent = label("", "muted")
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("100 %") + 4)
        self.left = label("", "faint")
        self.pause_button = self._button("Pause", self.pause_requested)
        self.cancel_button = self._button("Stop", None)
        self.cancel_button.clicked.connect(self._cancel)
        self.password_button = self._button("Give a password…", self.password_requested)
        self.report_button = self._button("Show report", self.report_requested)
        self.close_button = IconButton(themes, "close", "Close the import bar")
        self.close_button.clicked.connect(self.hide)
        self._lay_out()
        self.hide()

    def _button(self, text: str, signal: object) -> QPushButton:
        made = QPushButton(text)
        if signal is not None:
            made.clicked.connect(signal)
        return made

    def _lay_out(self) -> None:
        heading = row(self.what, self.figures, spacing=10)
        heading.setStretch(1, 1)
        said = column(heading, self.item, spacing=1)
        self.gauge = QWidget()
        bar = row(self.bar, self.percent, spacing=8)
        self.gauge.setLayout(column(bar, self.left, spacing=1))
        buttons = (self.pause_button, self.cancel_button, self.password_button, self.report_button)
        layout = row(said, self.gauge, *buttons, self.close_button, margins=(12, 6, 8, 6), spacing=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_started(self, what: str = "Importing…") -> None:
        self._pace.begin()
        self._what = what
        self.what.setText(what)
        self.figures.show_text("")
        self.item.show_text("")
        self.left.setText("")
        self.percent.setText("")
        self.bar.setRange(0, 0)
        self.show_paused(False)
        self._set_running(True)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Shows what is done and in all, what is worked on, and how long it will take once that is known."""
        self._pace.step(progress)
        share = share_of(progress)
        self.what.setText("Paused" if progress.paused else word("stage", progress.stage))
        self.figures.show_text(counts_line(progress))
        found = [f"{counted(progress.statements, 'statement')} stored"] if progress.statements else []
        found += [f"{number(progress.failed)} failed"] if progress.failed else []
        found += [f"{counted(self._waiting, 'import')} waiting"] if self._waiting else []
        self.item.show_text(" · ".join([*found, progress.item] if progress.item else found))
        self.bar.setRange(0, 0 if share is None else _STEPS)
        if share is not None:
            self.bar.setValue(int(_STEPS * share))
        self.percent.setText("" if share is None else f"{int(100 * share)} %")
        left = None if progress.paused else self._pace.left
        self.left.setText("" if left is None else f"{time_text(left)} left")

    def show_waiting(self, waiting: int) -> None:
        """How many imports come after this one."""
        self._waiting = waiting

    def show_paused(self, paused: bool) -> None:
        """Whether the import was told to wait; files under way are finished first."""
        self.pause_button.setText("Go on" if paused else "Pause")
        if paused:
            self.what.setText("Paused")
            self.left.setText("")
        elif self.what.text() == "Paused":
            self.what.setText(self._what)

    def show_report(self, report: ImportReport) -> None:
        self._set_running(False)
        self.what.setText("Import stopped" if report.cancelled else "Import finished")
        self.figures.show_text(outcome_line(report))
        self.item.show_text(" ".join(sentence(code, {}) for code in report.notices))
        self.item.setVisible(bool(report.notices))
        self.report_button.setVisible(bool(report.files or report.run))

    def offer_password(self, files: int) -> None:
        """Some files of the import are locked."""
        self.item.show_text(f"{counted(files, 'file')} cannot be opened without a password.")
        self.item.show()
        self.password_button.show()

    def show_failed(self, said: str) -> None:
        self._set_running(False)
        self.what.setText("Import failed")
        self.figures.show_text(said)
        self.report_button.hide()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.pause_button.setEnabled(False)
        self.what.setText("Stopping…")
        self.cancel_requested.emit()

    def _set_running(self, running: bool) -> None:
        for part in (self.gauge, self.cancel_button, self.pause_button, self.item):
            part.setVisible(running)
        for button in (self.cancel_button, self.pause_button):
            button.setEnabled(True)
        self.password_button.hide()
        self.report_button.setVisible(not running)
        self.close_button.setVisible(not running)
