"""The search box with what goes wrong in a query, and the chips of what narrows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from db.model import Failure
from resources.messages import sentence
from viewer.i18n import word
from viewer.icons import icon
from viewer.theme import Themes
from viewer.widgets.basics import column, label, row
from viewer.widgets.flow import FlowLayout

_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}
_ABOUT_THE_PLACE = 24
"""How much of a long query is shown on either side of where it cannot be read."""


class SearchBox(QLineEdit):
    """Signals: `move_requested` (rows, down is positive), `open_requested` (Enter)."""

    move_requested = Signal(int)
    open_requested = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self.setPlaceholderText('Search: words, "a phrase", country:, ilo:C087…')
        self.setAccessibleName("Search statements")
        self.setAccessibleDescription("Up and Down move in the results, Enter opens one.")
        self.setMinimumHeight(34)
        self.setAcceptDrops(False)  # a file dropped here is to be imported, not written out
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction("Clear the search", self)
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        themes.changed.connect(self._paint)
        self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.move_requested.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _paint(self) -> None:
        self._glass.setIcon(icon("search", self._themes.current.accent))
        self._cross.setIcon(icon("close", self._themes.current.muted))


def marked_place(query: str, position: int) -> str:
    """The part of a query around a position (code points) as HTML, what cannot be read underlined."""
    position = max(0, min(position, len(query)))
    begin, end = max(0, position - _ABOUT_THE_PLACE), min(len(query), position + _ABOUT_THE_PLACE)
    before, bad, after = query[begin:position], query[position : position + 1], query[position + 1 : end]
    dots = ("…" if begin else "", "…" if end < len(query) else "")
    return f"{dots[0]}{escape(before)}<b><u>&nbsp;{escape(bad)}&nbsp;</u></b>{escape(after)}{dots[1]}"


class QueryTrouble(QWidget):
    """Says why a query cannot be read, where, and what to search for instead (`suggested`)."""

    suggested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.message = label("", "danger", wrap=True)
        self.place = QLabel()
        self.place.setObjectName("muted")
        self.place.setTextFormat(Qt.TextFormat.RichText)
        self.instead = QPushButton()
        self.instead.setObjectName("link")
        self._suggestion = ""
        self.instead.clicked.connect(lambda: self.suggested.emit(self._suggestion))
        self.setLayout(column(self.message, self.place, row(self.instead, None), spacing=2))
        self.hide()

    def show_failure(self, failure: Failure) -> None:
        said = sentence(failure.code, failure.params)
        self.message.setText(said)
        query, position = str(failure.params.get("query") or ""), failure.params.get("position")
        self.place.setVisible(bool(query) and isinstance(position, int))
        if isinstance(position, int):
            self.place.setText(marked_place(query, position))
        self._suggestion = str(failure.params.get("suggestion") or "")
        self.instead.setText(f"Search for {self._suggestion}")
        self.instead.setVisible(bool(self._suggestion))
        self.setAccessibleName(said)
        self.show()


class Chips(QWidget):
    """What narrows the search; a click takes one away (`removed`: facet, value), or all (`cleared`)."""

    removed = Signal(str, str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_filters(self, filters: Mapping[str, Sequence[str]], label_of: Callable[[str, str], str]) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for facet, values in filters.items():
            for value in values:
                self._add_filter(facet, value, label_of(facet, value))
        if self.buttons:
            self._add("Clear all", "quiet_chip", "Clear all filters", self.cleared.emit)
        self.setVisible(bool(self.buttons))
        self.updateGeometry()

    def _add_filter(self, facet: str, value: str, name: str) -> None:
        told = f"Remove {word('facet', facet)}: {name}"
        self._add(f"{name}  ✕", "chip", told, lambda: self.removed.emit(facet, value))

    def _add(self, text: str, style: str, told: str, then: Callable[[], object]) -> None:
        button = QPushButton(text)
        button.setObjectName(style)
        button.setToolTip(told)
        button.setAccessibleName(told)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False: then())
        self.buttons.append(button)
        self._flow.addWidget(button)
