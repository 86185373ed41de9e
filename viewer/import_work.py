"""Imports as a person starts them: choosing, saying what columns hold, how far it is, what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db.model import (
    ColumnMapping,
    Failure,
    FileOutcome,
    FileStatus,
    ImportOptions,
    ImportReport,
    TablePreview,
)
from resources.messages import sentence
from viewer.dialogs.import_panel import ImportPanel
from viewer.dialogs.mapping import MappingDialog
from viewer.importing import Importing, Job
from viewer.models.outcomes_model import is_locked
from viewer.ports import CoreLike
from viewer.reports import Reports
from viewer.theme import Themes
from viewer.widgets.banners import Banners
from viewer.working import documents_folder

_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")
_MOST_LOCKED = 500
_STARTED = {
    "import_paths": "Importing…",
    "imports.retry": "Trying again…",
    "imports.go_on": "Going on…",
}


def is_table(path: str) -> bool:
    """Whether the name is that of a table whose columns are worth asking about."""
    return path.lower().removesuffix(".gz").endswith(_TABLES)


class ImportWork(QObject):
    """Importing by dialog and by dropping."""

    def __init__(
        self, core: CoreLike, themes: Themes, panel: ImportPanel, banners: Banners, window: QWidget
    ) -> None:
        super().__init__(window)
        self._core = core
        self._themes = themes
        self._window = window
        self._panel = panel
        self._report: ImportReport | None = None
        self._locked: list[str] = []
        self._folder = str(documents_folder())
        self._tables: deque[str] = deque()
        self._asking = False
        self.mapping: MappingDialog | None = None
        self.importing = Importing(core, self)
        self.reports = Reports(core, self.importing, banners, window)
        self._connect()

    def _connect(self) -> None:
        importing, panel = self.importing, self._panel
        importing.started.connect(self._started)
        importing.progressed.connect(panel.show_progress)
        importing.finished.connect(self._finished)
        importing.failed.connect(self._failed)
        importing.waiting_changed.connect(panel.show_waiting)
        importing.paused.connect(panel.show_paused)
        panel.cancel_requested.connect(importing.cancel)
        panel.pause_requested.connect(importing.toggle_pause)
        panel.report_requested.connect(self.show_report)
        panel.password_requested.connect(self._give_password)

    def choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Import files", self._folder)
        self.take(chosen)

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "Import a folder", self._folder)
        self.take([chosen] if chosen else [])

    def take(self, paths: Sequence[str]) -> None:
        """Imports files and folders. Tables among them are asked about first, one after the other."""
        if not paths:
            return
        self._folder = str(Path(paths[0]).parent)
        tables = [path for path in paths if is_table(path)]
        self.importing.take([path for path in paths if path not in tables])
        self._tables.extend(tables)
        self._ask_next()

    def make_sample(self) -> None:
        """Makes the sample archive where there is none, and goes over to it."""
        self._panel.show_started("Opening the sample archive…")
        self._core.make_sample(lambda _: self._panel.hide(), self._panel.show_progress)

    def show_report(self) -> None:
        """Shows what the last import did, what failed before all."""
        if self._report is not None:
            self.reports.open(self._report.run, failed_only=self._report.failed > 0)

    # tables

    def _ask_next(self) -> None:
        if self._asking or not self._tables:
            return
        self._asking = True
        path = self._tables.popleft()
        self._core.call(
            "imports.preview",
            {"path": path},
            done=lambda preview: self._ask(path, preview),
            failed=lambda _: self._without_asking(path),  # the report says what is wrong with the file
        )

    def _ask(self, path: str, preview: TablePreview | None) -> None:
        if preview is None or not preview.columns:
            self._without_asking(path)
            return
        self.mapping = MappingDialog(self._themes, preview, self._window)
        # what is imported is the path that was chosen: that of the preview is cleaned for showing
        self.mapping.confirmed.connect(lambda _, mapping: self._take_table(path, mapping))
        self.mapping.finished.connect(lambda _: self._asked())
        self.mapping.show()

    def _take_table(self, path: str, mapping: ColumnMapping) -> None:
        self.importing.take([path], ImportOptions(mapping=mapping))

    def _without_asking(self, path: str) -> None:
        self.importing.take([path])
        self._asked()

    def _asked(self) -> None:
        self._asking = False
        self.mapping = None
        self._ask_next()

    # what came of it

    def _started(self, job: Job) -> None:
        self._panel.show_started(_STARTED[job.operation])

    def _finished(self, report: ImportReport) -> None:
        self._report = report
        self._locked = []
        self._panel.show_report(report)
        self._found(report.files)
        failed_seen = sum(each.status is FileStatus.FAILED for each in report.files)
        if report.failed > failed_seen and report.run:
            self._look_for_locked(report.run)

    def _look_for_locked(self, run: int) -> None:
        """The report holds only the first files: are there locked ones among the others that failed?"""

        def done(outcomes: Sequence[FileOutcome]) -> None:
            if self._report is not None and self._report.run == run:
                self._found(outcomes)

        failed = {"statuses": [str(FileStatus.FAILED)], "contains": "", "limit": _MOST_LOCKED, "offset": 0}
        self._core.call("imports.outcomes", {"run": run, **failed}, done=done)

    def _found(self, outcomes: Sequence[FileOutcome]) -> None:
        locked = [each.path for each in outcomes if is_locked(each)]
        if locked and not self.importing.waiting:
            self._locked = locked
            self._panel.offer_password(len(locked))

    def _give_password(self) -> None:
        if self._report is not None:
            self.reports.ask_password(self._report.run, self._locked)

    def _failed(self, failure: Failure) -> None:
        self._panel.show_failed(sentence(failure.code, failure.params))
