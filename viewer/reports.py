"""The imports dialog over the core: earlier runs, their files page by page, and what is done about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.model import FileOutcome, ImportOptions, ImportRun, RunState
from viewer.dialogs.imports import ImportsDialog
from viewer.dialogs.passwords import PasswordDialog
from viewer.i18n import counted
from viewer.importing import Importing
from viewer.models.outcomes_model import PAGE
from viewer.models.runs_model import sources_text
from viewer.ports import CoreLike
from viewer.widgets.banners import Banners


class Reports(QObject):
    """`statement_requested` asks to read a statement of a report."""

    statement_requested = Signal(str)

    def __init__(self, core: CoreLike, importing: Importing, banners: Banners, window: QWidget) -> None:
        super().__init__(window)
        self._core = core
        self._importing = importing
        self._banners = banners
        self._window = window
        self._question = 0
        self._can_write = False
        self._dialog: ImportsDialog | None = None
        self.password: PasswordDialog | None = None
        importing.finished.connect(lambda report: self._refresh(report.run))
        importing.failed.connect(lambda _: self._refresh(None))

    @property
    def dialog(self) -> ImportsDialog | None:
        """The dialog, while it is open."""
        return self._dialog

    def archive_opened(self, *, can_write: bool) -> None:
        """Another archive, or the same one anew: what was cut off in it can go on."""
        self._can_write = can_write
        self._banners.take_away("cut_off")
        if self._dialog is not None:
            self._dialog.close()
        if can_write:
            self._core.call("imports.runs", {}, done=self._offer_going_on)

    def open(self, run: int | None = None, *, failed_only: bool = False) -> None:
        """Shows the imports, at a run."""
        dialog = self._dialog
        if dialog is None:
            dialog = self._dialog = self._made()
        if failed_only:
            dialog.show_failed_only()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self._refresh(run)

    def ask_password(self, run: int, paths: Sequence[str]) -> None:
        """Asks for a password and tries those files of the run again with it."""
        if not paths:
            return
        self.password = PasswordDialog(paths, self._dialog or self._window)
        self.password.given.connect(
            lambda given: self._importing.retry(run, paths, ImportOptions(passwords=(given,)))
        )
        self.password.show()

    def _made(self) -> ImportsDialog:
        dialog = ImportsDialog(self._window, can_write=self._can_write)
        dialog.files.wanted.connect(self._fetch)
        dialog.retry_requested.connect(self._importing.retry)
        dialog.go_on_requested.connect(self._importing.go_on)
        dialog.password_requested.connect(self.ask_password)
        dialog.forget_requested.connect(self._forget)
        dialog.save_requested.connect(
            lambda run, path: self._core.call(
                "imports.save", {"run": run, "path": path}, done=lambda _: self._saved(path)
            )
        )
        dialog.statement_requested.connect(self.statement_requested)
        dialog.destroyed.connect(self._closed)
        return dialog

    def _closed(self) -> None:
        self._dialog = None

    def _refresh(self, run: int | None) -> None:
        if self._dialog is None:
            return

        def done(runs: Sequence[ImportRun]) -> None:
            if self._dialog is not None:
                self._dialog.show_runs(runs, run)

        self._core.call("imports.runs", {}, done=done, channel="imports.runs")

    def _fetch(self, offset: int) -> None:
        """Asks for a page; one of another run or filter that comes late is passed over."""
        dialog = self._dialog
        if dialog is None or dialog.run is None:
            return
        self._question += 1
        arguments = {"run": dialog.run.run, **dialog.asked(), "limit": PAGE, "offset": offset}
        self._core.call(
            "imports.outcomes", arguments, done=self._taker(self._question), channel="imports.outcomes"
        )

    def _taker(self, question: int) -> Callable[[Sequence[FileOutcome]], None]:
        def done(page: Sequence[FileOutcome]) -> None:
            if question == self._question and self._dialog is not None:
                self._dialog.add_page(page)

        return done

    def _forget(self, run: int) -> None:
        self._core.call("imports.forget", {"run": run}, done=lambda _: self._refresh(None))

    def _saved(self, path: str) -> None:
        if self._dialog is not None:
            self._dialog.remark.setText(f"The report was saved: {path}")

    def _offer_going_on(self, runs: Sequence[ImportRun]) -> None:
        cut = [run for run in runs if run.state is RunState.CUT_OFF]
        if not cut or self._importing.running:
            return
        run = max(cut, key=lambda each: each.run)
        others = f" {counted(len(cut) - 1, 'other')} too: see Imports." if len(cut) > 1 else ""
        self._banners.tell(
            "cut_off",
            f"The import of {sources_text(run)} was cut off after {counted(run.outcomes, 'file')}. "
            f"What it had stored is kept.{others}",
            icon_name="import",
            action="Go on",
            then=lambda: self._go_on(run.run),
            decline="Not now",
        )

    def _go_on(self, run: int) -> None:
        self._banners.take_away("cut_off")
        self._importing.go_on(run)
