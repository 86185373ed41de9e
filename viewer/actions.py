"""Every action of the window as data, and the `QAction`s made of it. Shortcuts stand only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QWidget

from viewer.icons import icon
from viewer.theme import Themes


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: `id` for the program, `text` and `group` for people, `shortcuts` as Qt writes them."""

    id: str
    text: str
    group: str
    icon: str | None = None
    shortcuts: tuple[str, ...] = ()


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("search", "Go to the search box", "Search", "search", ("Ctrl+K", "Ctrl+L")),
    ActionSpec("clear_search", "Clear the search", "Search", "close", ("Ctrl+Shift+K",)),
    ActionSpec("next_hit", "Next hit", "Search", "down", ("F3",)),
    ActionSpec("previous_hit", "Previous hit", "Search", "up", ("Shift+F3",)),
    ActionSpec("back", "Back", "Reading", "back", ("Alt+Left",)),
    ActionSpec("forward", "Forward", "Reading", "forward", ("Alt+Right",)),
    ActionSpec("larger", "Larger text", "Reading", "text_size", ("Ctrl++", "Ctrl+=")),
    ActionSpec("smaller", "Smaller text", "Reading", "text_size", ("Ctrl+-",)),
    ActionSpec("next_version", "Next language or version", "Reading", "right", ("F7",)),
    ActionSpec("previous_version", "Previous language or version", "Reading", "left", ("Shift+F7",)),
    ActionSpec("compare", "Compare versions…", "Reading", "compare", ("Ctrl+D",)),
    ActionSpec("source", "Source of this statement", "Reading", "info", ("Ctrl+I",)),
    ActionSpec("note", "Note on the selected passage", "Annotations", "note", ("N",)),
    ActionSpec("mark", "Mark the selected passage", "Annotations", "bookmark", ("M",)),
    ActionSpec("undo", "Undo", "Annotations", "back", ("Ctrl+Z",)),
    ActionSpec("redo", "Redo", "Annotations", "forward", ("Ctrl+Shift+Z",)),
    ActionSpec("import_files", "Import files…", "Archive", "import", ("Ctrl+O",)),
    ActionSpec("import_folder", "Import a folder…", "Archive", "folder", ("Ctrl+Shift+O",)),
    ActionSpec("imports", "Imports…", "Archive", "import", ("Ctrl+Shift+I",)),
    ActionSpec("pause_import", "Pause the import, or go on", "Archive", "pause", ("F9",)),
    ActionSpec("stop_import", "Stop the import", "Archive", "close", ("Shift+F9",)),
    ActionSpec("groups", "Possible duplicates and translations…", "Archive", "groups", ("Ctrl+Shift+G",)),
    ActionSpec("separate", "Take this statement out of its versions", "Archive", "separate"),
    ActionSpec("reanalyse", "Analyse again…", "Archive", "again", ("Ctrl+Shift+R",)),
    ActionSpec("export", "Export excerpts…", "Archive", "export", ("Ctrl+E",)),
    ActionSpec("open_archive", "Open another archive…", "Archive", "archive", ("Ctrl+Shift+A",)),
    ActionSpec("sample", "Open the sample archive", "Archive", "archive"),
    ActionSpec("quit", "Quit", "Archive", "close", ("Ctrl+Q",)),
    ActionSpec("pane_search", "Search and results", "Panes", "right", ("Alt+1",)),
    ActionSpec("pane_reader", "Statement", "Panes", "right", ("Alt+2",)),
    ActionSpec("pane_entities", "Entities", "Panes", "right", ("Alt+3",)),
    ActionSpec("pane_references", "ILO cross-references", "Panes", "right", ("Alt+4",)),
    ActionSpec("pane_annotations", "My annotations", "Panes", "right", ("Alt+5",)),
    ActionSpec("next_pane", "Next pane", "Panes", "right", ("F6",)),
    ActionSpec("previous_pane", "Previous pane", "Panes", "left", ("Shift+F6",)),
    ActionSpec("toggle_left", "Show or hide the search", "Panes", "panel_left", ("F4",)),
    ActionSpec("toggle_right", "Show or hide the side column", "Panes", "panel_right", ("F8",)),
    ActionSpec("palette", "Commands", "Help", "commands", ("Ctrl+Shift+P",)),
    ActionSpec("theme", "Light or dark", "Help", "moon", ("Ctrl+Shift+D",)),
    ActionSpec("shortcuts", "All shortcuts", "Help", "info", ("F1", "?")),
    ActionSpec("about", "About Muniment", "Help", "info"),
)


class Actions(QObject):
    """The actions of one window, by id."""

    def __init__(self, themes: Themes, window: QWidget) -> None:
        super().__init__(window)
        self._themes = themes
        self._made: dict[str, QAction] = {}
        for spec in ACTIONS:
            self._made[spec.id] = self._make(spec, window)
        themes.changed.connect(self._paint)
        self._paint()

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{spec.text} ({spec.shortcuts[0]})" if spec.shortcuts else spec.text)
        window.addAction(action)
        return action

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def connect_all(self, slots: dict[str, Callable[[], object]]) -> None:
        """Ties each action to what it does."""
        for action_id, slot in slots.items():
            self._made[action_id].triggered.connect(lambda _checked=False, slot=slot: slot())

    def follow(self, stack: QUndoStack) -> None:
        """Lets undo and redo say what they would do, and be asked for only when there is something."""
        for action, can in ((self["undo"], stack.canUndoChanged), (self["redo"], stack.canRedoChanged)):
            action.setEnabled(False)
            can.connect(action.setEnabled)
        # methods, not lambdas: Qt lets go of them by itself when the window is taken down
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)

    def _name_undo(self, what: str) -> None:
        self["undo"].setText(f"Undo {what}".strip())

    def _name_redo(self, what: str) -> None:
        self["redo"].setText(f"Redo {what}".strip())

    def _paint(self) -> None:
        for spec in ACTIONS:
            if spec.icon:
                self._made[spec.id].setIcon(icon(spec.icon, self._themes.current.muted))
