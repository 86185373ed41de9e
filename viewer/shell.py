"""The parts of the window and where they stand. Knows no core and decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from db.model import ArchiveInfo
from viewer.actions import Actions
from viewer.dialogs.import_panel import ImportPanel
from viewer.focus import FocusRing, Stop
from viewer.panes.search_pane import SearchPane
from viewer.panes.side_column import SideColumn
from viewer.panes.start_pane import StartPane
from viewer.reader.pane import ReaderPane
from viewer.theme import Themes
from viewer.widgets.banners import Banners
from viewer.widgets.basics import column
from viewer.widgets.top_bar import TopBar
from viewer.window_state import SidePanels

_LEAST_MIDDLE = 380
_SIDE_SHARE, _SIDE_LEAST, _SIDE_MOST = 0.22, 272, 370
"""How wide the side columns are as long as nobody has drawn them: of the window, and in pixels."""


class Shell(QWidget):
    """Top bar, banners, the three columns, and the import bar."""

    def __init__(self, themes: Themes, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("root")
        self.banners = Banners(themes)
        self.top = TopBar(themes, actions)
        self.search = SearchPane(themes)
        self.reader = ReaderPane(themes)
        self.start = StartPane(themes)
        self.side = SideColumn(themes)
        self.import_panel = ImportPanel(themes)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.start)
        self.middle.addWidget(self.reader)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self._drawn = False
        self.columns.splitterMoved.connect(lambda *_: self.keep_columns())
        self._lay_out()
        self.panels = SidePanels(self.search, self.side, self)
        self.panels.changed.connect(lambda left, right: self.top.show_panels(left=left, right=right))
        self.ring = FocusRing(
            [
                Stop(self.search, self.focus_search),
                Stop(self.middle, self.focus_middle),
                Stop(self.side.sections[0], self.focus_entities),
                Stop(self.side.sections[1], self.focus_references),
                Stop(self.side.sections[2], self.focus_annotations),
            ]
        )

    def _lay_out(self) -> None:
        for pane in (self.search, self.middle, self.side):
            self.columns.addWidget(pane)
        self.columns.setStretchFactor(1, 1)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(8)
        self.middle.setMinimumWidth(_LEAST_MIDDLE)
        layout = column(
            self.top, self.banners, self.columns, self.import_panel, margins=(10, 8, 10, 2), spacing=8
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def splitters(self) -> dict[str, QSplitter]:
        """The splitters whose places are remembered."""
        return {
            "columns": self.columns,
            "search": self.search.splitter,
            "side": self.side.splitter,
        }

    def fit(self, width: int) -> None:
        """The window has this width (pixels) now."""
        self.panels.fit(width)
        if not self._drawn:
            side = max(_SIDE_LEAST, min(_SIDE_MOST, round(width * _SIDE_SHARE)))
            sides = [side, side if not self.side.isHidden() else 0]
            self.columns.setSizes([sides[0], width - sum(sides), sides[1]])

    def keep_columns(self) -> None:
        """The columns have the widths a person gave them."""
        self._drawn = True

    def show_middle(self, info: ArchiveInfo | None, *, reading: bool) -> None:
        """The statement that is read, or how to begin."""
        self.middle.setCurrentWidget(self.reader if reading else self.start)
        if info is None:
            self.start.show_opening()
        elif info.statements == 0:
            self.start.show_empty()
        else:
            self.start.show_ready()

    def choose_reference(self, document: str) -> None:
        """Shows what is known of a cited document."""
        self._unfold(1)
        self.side.references.choose(document)

    def choose_entity(self, key: str) -> None:
        """Shows an entity by its id or name."""
        self._unfold(0)
        self.side.entities.choose(key)

    def focus_search(self) -> None:
        self.panels.show_left()
        self.search.focus_box()

    def focus_middle(self) -> None:
        shown = self.reader if self.middle.currentWidget() is self.reader else self.start
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_entities(self) -> None:
        self._unfold(0)
        self.side.entities.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_references(self) -> None:
        self._unfold(1)
        self.side.references.focus_first()

    def focus_annotations(self) -> None:
        self._unfold(2)
        self.side.annotations.focus_list()

    def _unfold(self, section: int) -> None:
        self.panels.show_right()
        self.side.sections[section].set_folded(False)
