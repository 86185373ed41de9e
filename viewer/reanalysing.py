"""Re-analysis as a person starts it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.model import Failure, ReanalysisReport, Statement
from viewer.dialogs.reanalyse import ReanalyseDialog
from viewer.ports import CoreLike


class Reanalysing(QObject):
    """`statement_requested` asks to read a statement that would change; closing the dialog stops the work."""

    statement_requested = Signal(str)

    def __init__(self, core: CoreLike, window: QWidget) -> None:
        super().__init__(window)
        self._core = core
        self._window = window
        self._number: int | None = None
        self._dialog: ReanalyseDialog | None = None

    @property
    def dialog(self) -> ReanalyseDialog | None:
        """The dialog, while it is open."""
        return self._dialog

    def open(self, statement: Statement | None, total: int, *, can_write: bool) -> None:
        """Asks what is to be analysed again; `total` statements are in the archive."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        dialog = self._dialog = ReanalyseDialog(statement, total, self._window, can_write=can_write)
        dialog.requested.connect(self._begin)
        dialog.stop_requested.connect(self._stop)
        dialog.statement_requested.connect(self.statement_requested)
        dialog.destroyed.connect(self._closed)
        dialog.show()

    def close(self) -> None:
        """Another archive was opened."""
        if self._dialog is not None:
            self._dialog.close()

    def _begin(self, ids: list[str] | None, apply: bool) -> None:
        dialog = self._dialog
        if dialog is None:
            return

        def done(report: ReanalysisReport) -> None:
            self._number = None
            if self._dialog is dialog:
                dialog.show_report(report)

        def failed(failure: Failure) -> None:
            self._number = None
            if self._dialog is dialog:
                dialog.show_failure(failure)

        def progress(step: object) -> None:
            if self._dialog is dialog:
                dialog.show_progress(step)  # type: ignore[arg-type]  # a `Progress`, by the port's signature

        arguments = {"ids": ids, "apply": apply}
        self._number = self._core.call("reanalyse", arguments, done=done, failed=failed, progress=progress)

    def _stop(self) -> None:
        if self._number is not None:
            self._core.cancel(self._number)

    def _closed(self) -> None:
        self._dialog = None
        self._stop()
