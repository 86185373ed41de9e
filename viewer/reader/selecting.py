"""What is done with selected words: the popup beside them, and the wishes that come of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.offsets import Offsets
from viewer.reader.popup import SelectionPopup
from viewer.reader.reading_view import ReadingView
from viewer.theme import Themes


class Selecting(QObject):
    """Follows the selection of the page. Its signals speak in code points of the text in `offsets`."""

    annotate_requested = Signal(int, int, str, bool)
    citation_requested = Signal(int, int)

    def __init__(self, themes: Themes, view: ReadingView, pane: QWidget) -> None:
        super().__init__(pane)
        self.offsets = Offsets("")
        self.popup = SelectionPopup(themes, pane)
        self.awaited: tuple[int, int, bool] | None = None
        """A passage that is to be marked and noted (or, where true, tagged): its note opens by itself."""
        self._view = view
        self._pane = pane
        self._allowed = True
        self.popup.command.connect(self.run)
        view.command.connect(self.run)
        view.released.connect(self.offer)
        view.selectionChanged.connect(self.offer)
        view.moved.connect(self.offer)
        view.relaid.connect(self.offer)
        view.installEventFilter(self)

    def span(self) -> tuple[int, int] | None:
        """The selected passage."""
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return self.offsets.to_code_point(start), self.offsets.to_code_point(end)

    def run(self, command: str) -> None:
        """Does what was chosen for the selection: a colour's name, ``note``, ``tag`` or ``cite``."""
        chosen = self.span()
        if chosen is None:
            return
        if command == "cite":
            self.popup.hide()
            self.citation_requested.emit(*chosen)
        elif command in ("note", "tag"):
            self.request(note=command == "note", tags=command == "tag")
        else:
            self.request(command)

    def request(self, colour: str = "amber", *, note: bool = False, tags: bool = False) -> None:
        """Asks to mark the selected passage."""
        chosen = self.span()
        if chosen is None:
            return
        self.awaited = (*chosen, tags) if note or tags else None
        cursor = self._view.textCursor()
        cursor.clearSelection()
        self.put(cursor)
        self.popup.hide()
        self.annotate_requested.emit(*chosen, colour, note or tags)

    def put(self, cursor: QTextCursor) -> None:
        """Sets the caret without scrolling to it."""
        at = self._view.scrolled
        self._view.setTextCursor(cursor)
        self._view.verticalScrollBar().setValue(at)

    def offer(self) -> None:
        """Shows the popup beside the selection, or takes it away."""
        cursor = self._view.textCursor()
        wanted = self._allowed and cursor.hasSelection() and not self._view.is_dragging
        words = self._view.rects(cursor.selectionStart(), cursor.selectionEnd()) if wanted else []
        if not words:
            self.popup.hide()
            return
        viewport = self._view.viewport()
        corner = viewport.mapTo(self._pane, QPoint(0, 0))
        on_pane = [QRectF(rect).translated(corner.x(), corner.y()) for rect in words]
        self.popup.place(on_pane, viewport.rect().translated(corner))

    def allow(self, allowed: bool) -> None:
        """Whether the popup is offered at all."""
        self._allowed = allowed
        self.offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self.popup.hide()
        return super().eventFilter(watched, event)
