"""The imports of the archive: what each did, file by file, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from db.model import FileOutcome, FileStatus, ImportRun, RunState
from viewer.i18n import word
from viewer.models.outcomes_model import OUTCOME_ROLE, OutcomesModel, cells_of, is_locked, remarks
from viewer.models.runs_model import RunsModel, run_line
from viewer.widgets.basics import close_box, column, label, row
from viewer.widgets.choice import Choice
from viewer.widgets.tables import PathDelegate, listing, table

_TYPING_MS = 150
_NO_RUNS = "Nothing was imported into this archive yet."
_NO_FILES = "No file of this import is like that."
_MOST_COPIED = 5000


class ImportsDialog(QDialog):
    """Does not block the window. Its signals are wishes; numbers are those of runs."""

    run_chosen = Signal(int)
    retry_requested = Signal(int, object)
    password_requested = Signal(int, object)
    go_on_requested = Signal(int)
    forget_requested = Signal(int)
    save_requested = Signal(int, str)
    statement_requested = Signal(str)

    def __init__(self, parent: QWidget, *, can_write: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Imports")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._can_write = can_write
        self.runs = RunsModel(self)
        self.files = OutcomesModel(self)
        self.list = listing(self.runs, "Imports")
        self.list.setMinimumWidth(170)
        self.table = table(self.files, "Files of the import", (250, 110, 84))
        self.table.setItemDelegateForColumn(0, PathDelegate(self.table))
        self.heading = label("", "heading", wrap=True)
        self.status = Choice("Show which files")
        self.status.addItem("All files", None)
        for status in FileStatus:
            self.status.addItem(word("import_status", status), str(status))
        self.contains = QLineEdit()
        self.contains.setPlaceholderText("Find in the names of the files")
        self.contains.setAccessibleName("Find in the names of the files")
        self.contains.setClearButtonEnabled(True)
        self.remark = label("", "muted", wrap=True)
        self.remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remark.setMinimumHeight(36)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.nothing = label(_NO_RUNS, "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.resize(1020, 560)

    def _make_buttons(self) -> None:
        self.open_button = self._button("Open the statement", self._open)
        self.retry_button = self._button("Try the selected again", self._retry_selected)
        self.retry_all_button = self._button("Try all that failed again", self._retry_all)
        self.password_button = self._button("Give a password…", self._give_password)
        self.go_on_button = self._button("Go on with this import", self._go_on)
        self.more = QPushButton("More")
        self.more.setAutoDefault(False)
        menu = QMenu(self.more)
        self.copy_action = QAction("Copy the selected rows", self)
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.triggered.connect(self._copy)
        self.table.addAction(self.copy_action)
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        menu.addAction(self.copy_action)
        self.save_action = menu.addAction("Save the report as CSV…", self._save)
        menu.addSeparator()
        self.forget_action = menu.addAction("Forget this report", self._forget)
        self.forget_action.setToolTip("The statements stay in the archive.")
        self.more.setMenu(menu)

    def _button(self, text: str, slot: object) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _lay_out(self) -> None:
        close = close_box(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.nothing)
        filters = row(self.status, self.contains, spacing=8)
        filters.setStretch(1, 1)
        deeds = row(self.open_button, self.retry_button, self.password_button, None, spacing=6)
        report = QWidget()
        inside = column(self.heading, filters, self._pages, self.remark, deeds, spacing=8)
        inside.setStretch(2, 1)
        report.setLayout(inside)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(report)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([240, 780])
        foot = row(self.retry_all_button, self.go_on_button, None, self.more, close, spacing=6)
        whole = column(split, foot, margins=(16, 14, 16, 12), spacing=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.files.begin)
        self.contains.textChanged.connect(lambda _: self._typing.start())
        self.status.currentIndexChanged.connect(lambda _: self.files.begin())
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._run_chosen(now))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        self.table.activated.connect(lambda _: self._open())
        self.files.rowsInserted.connect(lambda *_: self._show_page())
        self.files.modelReset.connect(self._show_page)

    # what is shown

    def show_runs(self, runs: Sequence[ImportRun], chosen: int | None = None) -> None:
        """The imports there are; `chosen`, else the one that was shown, else the newest is shown."""
        before = chosen if chosen is not None else self.run.run if self.run else None
        self.runs.show(runs)
        at = self.runs.row_of(before) if before is not None else -1
        if runs:
            self.list.setCurrentIndex(self.runs.index(max(0, at)))
        else:
            self.heading.setText("")
            self.files.clear()
            for button in (self.retry_all_button, self.go_on_button):
                button.hide()
        self.nothing.setText(_NO_FILES if runs else _NO_RUNS)
        for part in (self.list, self.status, self.contains, self.more):
            part.setEnabled(bool(runs))
        self._show_page()
        self._show_selected()

    @property
    def run(self) -> ImportRun | None:
        """The import whose files are shown."""
        index = self.list.currentIndex()
        return self.runs.run(index.row()) if index.isValid() else None

    def asked(self) -> dict[str, object]:
        """The filter, as arguments of the core's ``imports.outcomes``."""
        status = self.status.currentData()
        return {"statuses": [status] if status else None, "contains": self.contains.text().strip()}

    def add_page(self, page: Sequence[FileOutcome]) -> None:
        """Some more files of the run that is shown."""
        self.files.add(page)
        self._show_page()
        if not self.table.selectionModel().hasSelection() and self.files.rowCount():
            self.table.selectRow(0)

    def show_failed_only(self) -> None:
        self.status.setCurrentIndex(self.status.findData(str(FileStatus.FAILED)))

    def _show_page(self) -> None:
        empty = self.files.rowCount() == 0 and self.files.is_whole
        self._pages.setCurrentWidget(self.nothing if empty else self.table)

    def _run_chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        run = self.runs.run(index.row())
        self.heading.setText(run_line(run))
        self.run_chosen.emit(run.run)
        self.files.begin()
        idle = run.state is not RunState.RUNNING and self._can_write
        stopped = run.state in (RunState.CUT_OFF, RunState.CANCELLED)
        self.retry_all_button.setVisible(run.failed > 0)
        self.retry_all_button.setEnabled(idle)
        self.go_on_button.setVisible(stopped)
        self.go_on_button.setEnabled(idle)
        self.forget_action.setEnabled(idle)

    def selected(self) -> list[FileOutcome]:
        """The files that are selected."""
        rows = self.table.selectionModel().selectedRows()
        return [row_.data(OUTCOME_ROLE) for row_ in rows]

    def _show_selected(self) -> None:
        chosen = self.selected()
        self.remark.setText("\n".join(remarks(chosen[0])) if len(chosen) == 1 else "")
        self.open_button.setEnabled(len(chosen) == 1 and chosen[0].id is not None)
        failed = [each for each in chosen if each.status is FileStatus.FAILED]
        self.retry_button.setEnabled(bool(failed) and self._can_write)
        self.password_button.setVisible(any(map(is_locked, chosen)))
        self.password_button.setEnabled(self._can_write)
        self.copy_action.setEnabled(bool(chosen))

    # what is wished

    def _open(self) -> None:
        chosen = self.selected()
        if len(chosen) == 1 and chosen[0].id is not None:
            self.statement_requested.emit(chosen[0].id)

    def _retry_selected(self) -> None:
        if self.run is not None:
            paths = [each.path for each in self.selected() if each.status is FileStatus.FAILED]
            self.retry_requested.emit(self.run.run, paths)

    def _retry_all(self) -> None:
        if self.run is not None:
            self.retry_requested.emit(self.run.run, None)

    def _give_password(self) -> None:
        if self.run is not None:
            paths = [each.path for each in self.selected() if is_locked(each)]
            self.password_requested.emit(self.run.run, paths)

    def _go_on(self) -> None:
        if self.run is not None:
            self.go_on_requested.emit(self.run.run)

    def _forget(self) -> None:
        if self.run is not None:
            self.forget_requested.emit(self.run.run)

    def _save(self) -> None:
        if self.run is None:
            return
        name = f"import-{self.run.run}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the report", name, "CSV (*.csv)")
        if chosen:
            self.save_requested.emit(self.run.run, chosen if "." in chosen[-5:] else f"{chosen}.csv")

    def _copy(self) -> None:
        lines = ["\t".join(cells_of(each)) for each in self.selected()[:_MOST_COPIED]]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
