"""What is done with statements beyond reading them: imports, versions, groups, re-analysis, sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.model import Statement, Version
from viewer.actions import Actions
from viewer.archive_watch import ArchiveWatch
from viewer.dialogs.source import SourceDialog
from viewer.i18n import number
from viewer.import_work import ImportWork
from viewer.ports import CoreLike
from viewer.reading import Reading
from viewer.reanalysing import Reanalysing
from viewer.shell import Shell
from viewer.theme import Themes
from viewer.works import Works


class Desk(QObject):
    """Makes the rooms of these dialogs and wires them to the window."""

    def __init__(
        self,
        core: CoreLike,
        themes: Themes,
        window: QWidget,
        *,
        commands: Actions,
        shell: Shell,
        archive: ArchiveWatch,
        reading: Reading,
        imports: ImportWork,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._shell = shell
        self._archive = archive
        self._reading = reading
        self._imports = imports
        self.works = Works(core, themes, window)
        self.reanalysing = Reanalysing(core, window)
        self.source: SourceDialog | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of these rooms do."""
        return {
            "imports": self._imports.reports.open,
            "pause_import": self._imports.importing.toggle_pause,
            "stop_import": self._imports.importing.cancel,
            "groups": self.works.open_groups,
            "separate": self.works.separate,
            "compare": self.works.compare_open,
            "source": self.open_source,
            "reanalyse": self._reanalyse,
            "next_version": partial(self._go, 1),
            "previous_version": partial(self._go, -1),
        }

    def wire(self) -> None:
        """Ties the rooms to the panes and to each other."""
        works, reader, reading = self.works, self._shell.reader, self._reading
        works.versions_changed.connect(self._show_versions)
        works.proposals_changed.connect(self._show_count)
        works.statement_requested.connect(reading.open)
        self._imports.reports.statement_requested.connect(reading.open)
        self.reanalysing.statement_requested.connect(reading.open)
        reader.version_requested.connect(reading.open)
        reader.compare_requested.connect(works.compare_open)
        reader.source_requested.connect(self.open_source)
        self._archive.statements_changed.connect(works.count)
        self._archive.statements_changed.connect(works.ask_versions)
        importing = self._imports.importing
        for signal in (importing.started, importing.finished, importing.failed):
            signal.connect(lambda _: self._allow_import_deeds())
        self._allow_import_deeds()
        self._show_state()

    def archive_opened(self) -> None:
        """Another archive is open, or the same one anew."""
        can_write = self._archive.can_write
        self.works.archive_opened(can_write=can_write)
        self._imports.reports.archive_opened(can_write=can_write)
        self.reanalysing.close()
        if self._reading.statement is None:
            self.follow(None)

    def follow(self, statement: Statement | None) -> None:
        """This statement is read now."""
        self.works.follow(statement)
        self._show_state()

    def show_archive(self) -> None:
        """The archive can be written to, or not."""
        self._show_state()

    def open_source(self) -> None:
        """Shows where the open statement came from."""
        statement = self._reading.statement
        if statement is not None:
            self.source = SourceDialog(statement, self._window)
            self.source.open_under(self._shell.reader.header.info)

    def _reanalyse(self) -> None:
        info = self._archive.info
        total = info.statements if info else 0
        self.reanalysing.open(self._reading.statement, total, can_write=self._archive.can_write)

    def _go(self, step: int) -> None:
        following = self._shell.reader.header.siblings.following(step)
        if following is not None:
            self._reading.open(following)

    def _show_versions(self, statement: str, versions: tuple[Version, ...]) -> None:
        shown = self._shell.reader.statement
        if shown is not None and shown.id == statement:
            self._shell.reader.show_versions(versions)
        self._show_state()

    def _show_count(self, waiting: int) -> None:
        """A quiet number: nobody is made to decide."""
        many = f" ({number(waiting)})" if waiting else ""
        self._commands["groups"].setText(f"Possible duplicates and translations{many}…")

    def _show_state(self) -> None:
        """Which of the actions can be done now."""
        commands, info = self._commands, self._archive.info
        can_write = self._archive.can_write
        reading = self._reading.statement is not None
        related = len(self.works.versions) > 1
        enabled = {
            "imports": info is not None,
            "groups": info is not None,
            "reanalyse": info is not None and info.statements > 0,
            "source": reading,
            "compare": reading and related,
            "next_version": reading and related,
            "previous_version": reading and related,
            "separate": reading and related and can_write,
        }
        for action, on in enabled.items():
            commands[action].setEnabled(on)

    def _allow_import_deeds(self) -> None:
        for action in ("pause_import", "stop_import"):
            self._commands[action].setEnabled(self._imports.importing.running)
