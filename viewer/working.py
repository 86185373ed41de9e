"""Exports as a person starts them, and what they share with imports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from db.model import Statement
from viewer.dialogs.export import ExportDialog, Scope
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
