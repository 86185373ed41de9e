"""The window over a core: one block wires the panes, which do not know each other."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow

from db.model import ArchiveInfo, DocumentCard, Failure, Hit, SearchResults, Statement
from resources.messages import sentence
from viewer.actions import Actions
from viewer.annotating import Annotating
from viewer.archive_watch import ArchiveWatch
from viewer.citing import Citing
from viewer.desk import Desk
from viewer.dialogs.about import AboutDialog
from viewer.dialogs.palette import CommandPalette
from viewer.dialogs.shortcuts import ShortcutsDialog
from viewer.errors import ErrorPresenter
from viewer.import_work import ImportWork
from viewer.ports import CoreLike
from viewer.reading import Reading
from viewer.searching import Searching
from viewer.shell import Shell
from viewer.theme import Themes
from viewer.widgets.basics import label
from viewer.window_state import WindowState
from viewer.working import ExportWork, dropped_paths

_HINTS = "Next pane F6 · Next hit F3 · Note N · All shortcuts ?"
_SIZE = (1680, 1050)
_LEAST = (720, 480)
_MESSAGE_MS = 4000


class MainWindow(QMainWindow):
    """Signals: `searched`, the results of a search are shown; `read`, a statement is shown."""

    searched = Signal()
    read = Signal()

    def __init__(self, core: CoreLike, themes: Themes, settings: QSettings) -> None:
        super().__init__()
        self._core = core
        self._state = WindowState(settings)
        self._total = 0
        self._labels: dict[str, str] = {}
        self.themes = themes
        self.commands = Actions(themes, self)
        self.shell = Shell(themes, self.commands)
        self.errors = ErrorPresenter(self.shell.banners, self)
        self.archive = ArchiveWatch(core, self.shell.banners, self)
        self.searching = Searching(core, self)
        self.reading = Reading(core, self)
        self.citing = Citing(core, self)
        self.annotating = Annotating(
            core, self.archive, self.reading, self.shell.reader, self.shell.side.annotations, self
        )
        self.imports = ImportWork(core, themes, self.shell.import_panel, self.shell.banners, self)
        self.exports = ExportWork(core, self)
        self.desk = Desk(
            core,
            themes,
            self,
            commands=self.commands,
            shell=self.shell,
            archive=self.archive,
            reading=self.reading,
            imports=self.imports,
        )
        self._lay_out()
        self._wire()
        self._wire_actions()
        self._restore()
        self._show_archive()
        self.shell.search.box.setFocus()

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.setCentralWidget(self.shell)
        self.status = label()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 10, 2)
        bar.addWidget(self.status)
        bar.addPermanentWidget(label(_HINTS))
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)

    # all wiring

    def _wire(self) -> None:
        self._wire_search()
        self._wire_reading()
        self._wire_archive()

    def _wire_search(self) -> None:
        search, searching = self.shell.search, self.searching
        search.typed.connect(searching.type)
        search.chosen.connect(searching.toggle)
        search.cleared.connect(searching.clear_filters)
        search.order_wanted.connect(searching.sort_by)
        search.more_wanted.connect(searching.more)
        search.suggested.connect(searching.ask)
        search.opened.connect(self._open_hit)
        search.enter_pressed.connect(self._open_typed)
        searching.asked.connect(search.show_asked)
        searching.arrived.connect(self._show_results)
        searching.continued.connect(search.show_more)
        searching.failed.connect(search.show_failure)

    def _wire_reading(self) -> None:
        reader, side, reading, citing = self.shell.reader, self.shell.side, self.reading, self.citing
        reading.opened.connect(self._show_statement)
        reading.moved.connect(reader.jump_to)
        reading.history_changed.connect(self._show_history)
        reading.hits_changed.connect(reader.set_hits)
        reading.failed.connect(self.errors.show)
        reader.back_requested.connect(reading.back)
        reader.forward_requested.connect(reading.forward)
        reader.reference_activated.connect(lambda document, _: self.shell.choose_reference(document))
        reader.entity_activated.connect(lambda _, key: self.shell.choose_entity(key))
        reader.copy_citation_requested.connect(self._copy_citation)
        side.entities.passage_requested.connect(reader.jump_to)
        side.entities.mentions_shown.connect(reader.highlight_mentions)
        side.references.passage_requested.connect(self._go_to_passage)
        side.references.statement_requested.connect(lambda which, a, z: reading.open(which, (a, z)))
        side.references.query_requested.connect(self.searching.ask)
        side.references.documents_shown.connect(citing.describe)
        side.references.citing_wanted.connect(citing.ask_citing)
        citing.described.connect(self._describe)
        citing.cited.connect(side.references.show_citing)

    def _wire_archive(self) -> None:
        archive, start, imports = self.archive, self.shell.start, self.imports
        archive.opened.connect(self._archive_opened)
        archive.info_changed.connect(lambda _: self._show_archive())
        archive.statements_changed.connect(self.searching.ask_now)
        archive.statements_changed.connect(self.shell.side.references.ask_again)
        self._core.failed.connect(self._show_failure)
        self._core.restarted.connect(self.citing.ask_again)
        start.import_requested.connect(imports.choose_files)
        start.folder_requested.connect(imports.choose_folder)
        start.archive_requested.connect(self._choose_archive)
        start.sample_requested.connect(imports.make_sample)
        start.query_requested.connect(self.searching.ask)

    def _wire_actions(self) -> None:
        shell, reader, stack = self.shell, self.shell.reader, self.annotating.marking.stack
        self.commands.connect_all(
            {
                "search": shell.focus_search,
                "clear_search": partial(self.searching.ask, ""),
                "next_hit": reader.next_hit,
                "previous_hit": reader.previous_hit,
                "back": self.reading.back,
                "forward": self.reading.forward,
                "larger": reader.larger_text,
                "smaller": reader.smaller_text,
                "note": partial(reader.request_annotation, note=True),
                "mark": reader.request_annotation,
                "undo": stack.undo,
                "redo": stack.redo,
                "import_files": self.imports.choose_files,
                "import_folder": self.imports.choose_folder,
                "export": self._export,
                "open_archive": self._choose_archive,
                "sample": self.imports.make_sample,
                "quit": self.close,
                **self.desk.slots(),
                "pane_search": shell.focus_search,
                "pane_reader": shell.focus_middle,
                "pane_entities": shell.focus_entities,
                "pane_references": shell.focus_references,
                "pane_annotations": shell.focus_annotations,
                "next_pane": partial(shell.ring.step, 1),
                "previous_pane": partial(shell.ring.step, -1),
                "toggle_left": shell.panels.toggle_left,
                "toggle_right": shell.panels.toggle_right,
                "palette": self._open_palette,
                "theme": self._switch_theme,
                "shortcuts": self._open_shortcuts,
                "about": self._open_about,
            }
        )
        self.commands.follow(stack)
        self.desk.wire()

    # the archive

    def _archive_opened(self, info: ArchiveInfo, another: bool) -> None:
        if another:
            self.reading.forget()
            self.annotating.forget()
            self.shell.reader.clear()
            self.shell.side.show_statement(None)
            self._read_last(info)
        else:
            self.reading.reload()
        self.desk.archive_opened()
        self.searching.ask_now()
        self.annotating.refresh()

    def _read_last(self, info: ArchiveInfo) -> None:
        last = self._state.text(f"last/{info.lineage}")
        if last and info.statements:
            self.reading.open(last)

    def _show_archive(self) -> None:
        """Counts, names, and what can be done in the archive as it is."""
        name = self.archive.name()
        self.status.setText(self.archive.status_line())
        self.shell.top.archive.setText(name)
        self.setWindowTitle(f"{name} – Muniment" if name else "Muniment")
        for action in ("import_files", "import_folder", "note", "mark"):
            self.commands[action].setEnabled(self.archive.can_write)
        self.shell.start.allow_import(self.archive.can_write)
        self.commands["export"].setEnabled(self.archive.info is not None)
        self.desk.show_archive()
        self._show_middle()

    def _show_failure(self, failure: Failure) -> None:
        """A failure nobody else tells; before an archive is open, it says why there is none."""
        if self.archive.info is not None:
            self.errors.show(failure)
        else:
            self.shell.start.show_failed(sentence(failure.code, failure.params))
            self.status.setText("No archive is open")

    def _show_middle(self) -> None:
        self.shell.show_middle(self.archive.info, reading=self.reading.statement is not None)

    def _choose_archive(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Open another archive")
        if chosen:
            self._core.open_archive(Path(chosen))

    # searching and reading

    def _show_results(self, results: SearchResults) -> None:
        self._total = results.total
        self.shell.search.show_results(results, self.searching.state)
        self.reading.search_is(self.searching.state.query)
        if self.reading.statement is not None:
            self.shell.search.choose_statement(self.reading.statement.id)
        self.searched.emit()

    def _open_hit(self, hit: Hit) -> None:
        self.reading.open(hit.id)

    def _open_typed(self) -> None:
        """Enter opens what was typed: the first of its results as soon as they are here."""
        view = self.shell.search.view
        if self.searching.waiting:
            self.searched.connect(view.open_first, Qt.ConnectionType.SingleShotConnection)
            self.searching.ask_now()
        else:
            view.open_current()

    def _go_to_passage(self, start: int, end: int) -> None:
        if self.reading.statement is not None:
            self.reading.open(self.reading.statement.id, (start, end))

    def _show_statement(
        self, statement: Statement, at: tuple[int, int] | None, hits: list[tuple[int, int]]
    ) -> None:
        shell = self.shell
        shell.reader.show_statement(statement, hits, at)
        shell.reader.set_trail(("Results",) if shell.search.model.row_of(statement.id) >= 0 else ())
        shell.side.show_statement(statement)
        self.annotating.follow(statement)
        self.desk.follow(statement)
        shell.search.choose_statement(statement.id)
        self._remember(statement)
        self._show_middle()
        self.read.emit()

    def _show_history(self, back: bool, forward: bool) -> None:
        self.shell.reader.set_history(back, forward)
        self.commands["back"].setEnabled(back)
        self.commands["forward"].setEnabled(forward)

    def _describe(self, document: str, card: DocumentCard) -> None:
        self.shell.side.references.describe(document, card)
        self._labels[document] = card.title
        self.shell.reader.set_labels(self._labels)

    def _copy_citation(self, start: int, end: int) -> None:
        statement = self.reading.statement
        if statement is None:
            return
        quote = statement.text[start:end].strip()

        def done(citation: str) -> None:
            QGuiApplication.clipboard().setText(f"“{quote}” — {citation}")
            self.statusBar().showMessage("Copied with its citation.", _MESSAGE_MS)

        self._core.call("citation", {"id": statement.id, "start": start, "end": end}, done=done)

    # other actions

    def _export(self) -> None:
        self.exports.open_dialog(self.reading.statement, self.searching.state, self._total)

    def _open_palette(self) -> None:
        CommandPalette(self.commands, self).open_at_top_of(self)

    def _open_shortcuts(self) -> None:
        ShortcutsDialog(self).show()

    def _open_about(self) -> None:
        AboutDialog(self.archive.info.path if self.archive.info else "", self).show()

    def _switch_theme(self) -> None:
        self.themes.switch("light" if self.themes.current.name == "dark" else "dark")
        self._state.settings.setValue("theme", self.themes.choice)

    # remembering

    def _restore(self) -> None:
        if "columns" in self._state.restore(self, self.shell.splitters(), self.shell.panels):
            self.shell.keep_columns()
        reader = self.shell.reader
        reader.set_text_size(self._state.number("reader/size", reader.text_size))
        reader.text_size_changed.connect(lambda px: self._state.settings.setValue("reader/size", px))

    def _remember(self, statement: Statement) -> None:
        if self.archive.info is not None:
            self._state.settings.setValue(f"last/{self.archive.info.lineage}", statement.id)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shell.fit(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.archive.can_write and dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.imports.take(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.save(self, self.shell.splitters(), self.shell.panels)
        super().closeEvent(event)
