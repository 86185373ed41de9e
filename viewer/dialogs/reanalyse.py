"""Analysing again by the rules of today: first a look at what would change, then the change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from db.model import Failure, LayerChange, ReanalysisReport, Statement
from db.progress import Progress
from resources.messages import sentence
from viewer.i18n import counted, number, word
from viewer.models.changes_model import ChangesModel
from viewer.pace import Pace, share_of, time_text
from viewer.widgets.basics import close_box, column, label, row
from viewer.widgets.tables import table

_STAYS = (
    "The text and the originals are not touched. What people decided stays: annotations, links, and what was "
    "corrected, confirmed or rejected by hand."
)
_LOOK_FIRST = "“Look first” shows what would be gained and lost in each statement, and changes nothing."
_MOST_LINES = 2000


class ReanalyseDialog(QDialog):
    """Does not block the window. `requested` carries the ids (None is all) and whether to apply."""

    requested = Signal(object, bool)
    stop_requested = Signal()
    statement_requested = Signal(str)

    def __init__(self, statement: Statement | None, total: int, parent: QWidget, *, can_write: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Analyse again")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._statement = statement
        self._can_write = can_write
        self._applying = False
        self._pace = Pace()
        self.this = QRadioButton(f"This statement: {statement.title[:70]}" if statement else "")
        self.all = QRadioButton(f"All of the archive ({counted(total, 'statement')})")
        self._scopes = QButtonGroup(self)
        for button in (self.this, self.all):
            self._scopes.addButton(button)
        (self.this if statement else self.all).setChecked(True)
        self.this.setVisible(statement is not None)
        self._scopes.buttonToggled.connect(lambda *_: self._scope_changed())
        self.changes = ChangesModel(self)
        self.table = table(self.changes, "Statements that would change", (360, 70, 70))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName("What changes in the chosen statement")
        self.said = label("", "heading", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.left = label("", "faint")
        self.look = self._button("Look first", lambda: self._begin(apply=False))
        self.apply = self._button("Analyse again", lambda: self._begin(apply=True))
        self.stop = self._button("Stop", self._stop)
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda now, _: self._show_changes(now))
        self.table.activated.connect(self._open)
        self.resize(860, 580)
        self._set_running(False)
        self._show_found(False)

    def _button(self, text: str, slot: object) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _lay_out(self) -> None:
        self._found = QSplitter(Qt.Orientation.Vertical)
        self._found.addWidget(self.table)
        self._found.addWidget(self.details)
        self._found.setChildrenCollapsible(False)
        self._found.setSizes([240, 140])
        close = close_box(self)
        self._pages = QStackedWidget()
        before = label(_LOOK_FIRST, "faint", wrap=True)
        before.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(before)
        self._pages.addWidget(self._found)
        gauge = row(self.bar, self.left, spacing=8)
        gauge.setStretch(0, 1)
        whole = column(
            label("What is to be analysed by the rules of today", "heading"),
            self.this,
            self.all,
            label(_STAYS, "muted", wrap=True),
            self.said,
            gauge,
            self._pages,
            row(self.look, self.apply, self.stop, None, close, spacing=6),
            margins=(18, 16, 18, 12),
            spacing=9,
        )
        whole.setStretch(6, 1)
        self.setLayout(whole)

    # what is shown

    def show_progress(self, progress: Progress) -> None:
        self._pace.step(progress)
        share = share_of(progress)
        self.bar.setRange(0, 0 if share is None else 1000)
        self.bar.setValue(int(1000 * (share or 0.0)))
        of = f" of {number(progress.total)}" if progress.total else ""
        self.said.setText(f"{word('stage', progress.stage)} {number(progress.done)}{of} {progress.unit}")
        self.left.setText(f"{time_text(self._pace.left)} left" if self._pace.left is not None else "")

    def show_report(self, report: ReanalysisReport) -> None:
        """What was, or would be, gained and lost."""
        self._set_running(False)
        self.said.setText(report_line(report))
        self.changes.show(report.changed)
        self._show_found(bool(report.changed))
        if report.changed:
            self.table.selectRow(0)
        self.apply.setEnabled(self._can_write and not report.applied and report.differing > 0)

    def show_failure(self, failure: Failure) -> None:
        self._set_running(False)
        self.said.setText(sentence(failure.code, failure.params))

    def _show_found(self, found: bool) -> None:
        self._pages.setCurrentIndex(1 if found else 0)

    def _show_changes(self, index: QModelIndex) -> None:
        if index.isValid():
            self.details.setPlainText("\n".join(change_lines(self.changes.change(index.row()).changes)))

    # what is wished

    def _begin(self, *, apply: bool) -> None:
        chosen = self._statement if self.this.isChecked() else None
        self._applying = apply
        self._pace.begin()
        self._set_running(True)
        self.said.setText("Analysing…")
        self.requested.emit([chosen.id] if chosen is not None else None, apply)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.said.setText("Stopping…")
        self.stop_requested.emit()

    def _open(self, index: QModelIndex) -> None:
        self.statement_requested.emit(self.changes.change(index.row()).statement.id)

    def _scope_changed(self) -> None:
        """What was looked at was something else."""
        self.changes.show(())
        self._show_found(False)
        self.said.setText("")
        self.details.clear()
        self._set_running(False)

    def _set_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        self.left.setText("")
        self.stop.setVisible(running)
        self.stop.setEnabled(True)
        self.look.setEnabled(not running)
        self.apply.setEnabled(not running and self._can_write)
        for button in (self.this, self.all):
            button.setEnabled(not running)


def report_line(report: ReanalysisReport) -> str:
    """What came of it, in a sentence."""
    seen = counted(report.statements, "statement")
    if not report.differing:
        said = f"Nothing changes: {seen} looked at."
    else:
        changed = "changed" if report.applied else "would change"
        said = f"{number(report.differing)} of {seen} {changed}: "
        said += f"{number(report.gained)} found anew, {number(report.lost)} no longer found."
    return f"{said} Stopped before the end." if report.cancelled else said


def change_lines(changes: Sequence[LayerChange]) -> list[str]:
    """A line for everything gained (+) or lost (−)."""
    lines = []
    for each in changes[:_MOST_LINES]:
        words = " ".join(each.text.split())
        quoted = f"  “{words[:120]}”" if words else ""
        what = " ".join(each.what.split())
        lines.append(f"{'+' if each.gained else '−'}  {word('layer', each.layer)}: {what}{quoted}")
    return lines
