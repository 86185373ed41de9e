"""Imports and exports as a person starts them: choosing, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from db.model import Failure, ImportReport, Statement
from resources.messages import sentence
from viewer.dialogs.export import ExportDialog, Scope
from viewer.dialogs.import_panel import ImportPanel
from viewer.dialogs.import_report import ImportReportDialog
from viewer.importing import Importing
from viewer.ports import CoreLike
from viewer.searching import Asked


def dropped_paths(mime: QMimeData) -> list[str]:
    """The files and folders of a drag; nothing where it holds anything that is not on this machine."""
    urls = mime.urls() if mime.hasUrls() else []
    return [url.toLocalFile() for url in urls] if all(url.isLocalFile() for url in urls) else []


def documents_folder() -> Path:
    """Where a person's documents lie."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def scopes_of(statement: Statement | None, asked: Asked, total: int) -> list[Scope]:
    """What may be exported now, the narrowest first."""
    scopes = []
    if statement is not None:
        scopes.append(Scope(f"This statement: {statement.title[:70]}", ids=(statement.id,)))
    if asked.query.strip() or asked.filters:
        scopes.append(Scope(f"The results of this search ({total})", query=asked.as_query()))
    return [*scopes, Scope("All annotations of the archive")]


class ImportWork(QObject):
    """Importing by dialog and by dropping."""

    def __init__(self, core: CoreLike, panel: ImportPanel, window: QWidget) -> None:
        super().__init__(window)
        self._core = core
        self._window = window
        self._panel = panel
        self._report: ImportReport | None = None
        self._folder = str(documents_folder())
        self.importing = Importing(core, self)
        self.dialog: ImportReportDialog | None = None
        self.importing.started.connect(lambda _: panel.show_started())
        self.importing.progressed.connect(panel.show_progress)
        self.importing.finished.connect(self._finished)
        self.importing.failed.connect(self._failed)
        panel.cancel_requested.connect(self.importing.cancel)
        panel.report_requested.connect(self.show_report)

    def choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Import files", self._folder)
        self.take(chosen)

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "Import a folder", self._folder)
        self.take([chosen] if chosen else [])

    def take(self, paths: Sequence[str]) -> None:
        """Imports files and folders."""
        if paths:
            self._folder = str(Path(paths[0]).parent)
            self.importing.take(paths)

    def make_sample(self) -> None:
        """Makes the sample archive where there is none, and goes over to it."""
        self._panel.show_started()
        self._panel.what.setText("Opening the sample archive…")
        self._core.make_sample(lambda _: self._panel.hide(), self._panel.show_progress)

    def show_report(self) -> None:
        if self._report is not None:
            self.dialog = ImportReportDialog(self._report, self._window)
            self.dialog.show()

    def _finished(self, report: ImportReport) -> None:
        self._report = report
        self._panel.show_report(report)

    def _failed(self, failure: Failure) -> None:
        self._panel.show_failed(sentence(failure.code, failure.params))


class ExportWork(QObject):
    """Exporting by dialog."""

    def __init__(self, core: CoreLike, window: QWidget) -> None:
        super().__init__(window)
        self._core = core
        self._window = window
        self._folder = documents_folder()
        self.dialog: ExportDialog | None = None

    def open_dialog(self, statement: Statement | None, asked: Asked, total: int) -> None:
        """Asks what is to be exported, how and where to."""
        self.dialog = ExportDialog(scopes_of(statement, asked, total), self._folder, self._window)
        self.dialog.export_requested.connect(self._export)
        self.dialog.show()

    def _export(self, arguments: dict[str, object]) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._folder = Path(str(arguments["output"])).parent
        number = self._core.call(
            "export",
            arguments,
            done=dialog.show_report,
            failed=dialog.show_failure,
            progress=dialog.show_progress,
        )
        dialog.finished.connect(lambda _: self._core.cancel(number))
