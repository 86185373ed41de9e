"""Search and results: box, filters, facets, and the list of what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from db.model import Failure, SearchResults, SortOrder
from viewer.i18n import counted, number
from viewer.models.results_model import ResultsModel
from viewer.panes.facets import Facets
from viewer.panes.results_view import ResultsView
from viewer.panes.search_box import Chips, QueryTrouble, SearchBox
from viewer.searching import Asked
from viewer.theme import Themes
from viewer.widgets.basics import column, label, line, row

_ORDERS = {SortOrder.RELEVANCE: "Relevance", SortOrder.DATE: "Newest first"}


class SearchPane(QFrame):
    """The left pane.

    Signals:
        typed: the text of the box changed. chosen: a facet value was chosen or not.
        cleared: all filters are to go. order_wanted: another order is wanted (`SortOrder`).
        more_wanted: the end of the list is near. opened: a statement was chosen (`Hit`).
        enter_pressed: what is typed is to be opened. suggested: another query was chosen.
    """

    typed = Signal(str)
    chosen = Signal(str, str, bool)
    cleared = Signal()
    order_wanted = Signal(object)
    more_wanted = Signal()
    opened = Signal(object)
    enter_pressed = Signal()
    suggested = Signal(str)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Search and results")
        self.box = SearchBox(themes)
        self.trouble = QueryTrouble()
        self.chips = Chips()
        self.facets = Facets(themes)
        self.model = ResultsModel(self)
        self.view = ResultsView(themes, self.model)
        self.count = label()
        self.sort_button = QToolButton()
        self._orders: dict[SortOrder, QAction] = {}
        self._make_sort_menu()
        self.nothing = _NothingFound()
        self._list = QStackedWidget()
        self._list.addWidget(self.view)
        self._list.addWidget(self.nothing)
        self._lay_out()
        self._wire()

    def show_asked(self, asked: Asked) -> None:
        """Shows what is asked: the text, the filters, the order."""
        if self.box.text().strip() != asked.query.strip():
            self.box.blockSignals(True)
            self.box.setText(asked.query)
            self.box.blockSignals(False)
        self.chips.show_filters(asked.filters, self.facets.label_of)
        self._asked = asked
        self._orders[asked.order].setChecked(True)
        self.sort_button.setText(f"{_ORDERS[asked.order]} ▾")
        self.sort_button.setAccessibleName(f"Order: {_ORDERS[asked.order]}")

    def show_results(self, results: SearchResults, asked: Asked) -> None:
        """Shows the first page of an answer."""
        self.trouble.hide()
        kept = self.view.chosen()
        self.model.show(results.hits, results.total)
        self.view.scrollToTop()
        if kept is not None:
            self.view.choose(self.model.row_of(kept.id))
        self.facets.show_facets(results.facets, asked.filters)
        self.chips.show_filters(asked.filters, self.facets.label_of)
        self.show_asked(asked)
        self.count.setText(_count_line(results, asked))
        self._list.setCurrentWidget(self.view if results.hits else self.nothing)
        self.nothing.show_reason(asked, results.suggestion)

    def show_more(self, results: SearchResults) -> None:
        """Shows a further page."""
        self.model.extend(results.hits)

    def show_failure(self, failure: Failure) -> None:
        """Says why the query cannot be read; the last results stay."""
        self.trouble.show_failure(failure)

    def choose_statement(self, statement: str) -> None:
        """Shows which of the results is being read."""
        self.view.choose(self.model.row_of(statement))

    def focus_box(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _make_sort_menu(self) -> None:
        menu, group = QMenu(self.sort_button), QActionGroup(self)
        for order, text in _ORDERS.items():
            action = QAction(text, self, checkable=True)
            action.triggered.connect(lambda _=False, order=order: self.order_wanted.emit(order))
            group.addAction(action)
            menu.addAction(action)
            self._orders[order] = action
        self.sort_button.setObjectName("quiet")
        self.sort_button.setMenu(menu)
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.show_asked(Asked())

    def _lay_out(self) -> None:
        facets = QScrollArea()
        facets.setWidget(self.facets)
        facets.setWidgetResizable(True)
        facets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        facets.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = column(self.box, self.trouble, self.chips, spacing=8, margins=(12, 0, 12, 0))
        counted_row = row(self.count, None, self.sort_button, margins=(14, 6, 10, 2))
        found = QWidget()
        found.setLayout(column(line(), counted_row, self._list, spacing=0))
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(facets)
        self.splitter.addWidget(found)
        self.splitter.setSizes([250, 600])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setHandleWidth(4)
        self.setLayout(column(head, line(), self.splitter, spacing=8, margins=(1, 10, 1, 4)))
        self.setMinimumWidth(250)

    def _wire(self) -> None:
        self.box.textChanged.connect(self.typed)
        self.box.move_requested.connect(self.view.move_by)
        self.box.open_requested.connect(self.enter_pressed)
        self.trouble.suggested.connect(self.suggested)
        self.nothing.suggested.connect(self.suggested)
        self.nothing.cleared.connect(self.cleared)
        self.chips.removed.connect(lambda facet, value: self.chosen.emit(facet, value, False))
        self.chips.cleared.connect(self.cleared)
        self.facets.chosen.connect(self.chosen)
        self.model.more_wanted.connect(self.more_wanted)
        self.view.opened.connect(self.opened)


class _NothingFound(QWidget):
    """Says that nothing was found, and what could be tried."""

    suggested = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.message = label("", "muted", wrap=True)
        self.instead = QPushButton()
        self.unfilter = QPushButton("Search without the filters")
        for button in (self.instead, self.unfilter):
            button.setObjectName("link")
        self._suggestion = ""
        self.instead.clicked.connect(lambda: self.suggested.emit(self._suggestion))
        self.unfilter.clicked.connect(self.cleared)
        self.setLayout(
            column(
                self.message,
                row(self.instead, None),
                row(self.unfilter, None),
                None,
                margins=(16, 12, 16, 12),
            )
        )

    def show_reason(self, asked: Asked, suggestion: str | None) -> None:
        query = asked.query.strip()
        self.message.setText(
            f"No statement has “{query}”." if query else "There is no statement to show here."
        )
        self._suggestion = suggestion or ""
        self.instead.setText(f"Did you mean {self._suggestion}?")
        self.instead.setVisible(bool(suggestion))
        self.unfilter.setVisible(bool(asked.filters))


def _count_line(results: SearchResults, asked: Asked) -> str:
    if not asked.query.strip() and not asked.filters:
        return counted(results.total, "statement")
    return f"{counted(results.total, 'result')} · {number(max(1, round(results.elapsed_ms)))} ms"
