"""Places the notes beside their passages, none over another; without room for them, as markers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from db.model import Annotation, AnnotationState
from viewer.reader.layers import Layer, Piece
from viewer.reader.marker import MARKER, Marker
from viewer.reader.note_card import NoteCard
from viewer.reader.reading_view import ReadingView
from viewer.theme import Themes

BETWEEN = 8
_BESIDE = 60
"""Pixels above and below the window in which notes are already placed."""


@dataclass(slots=True)
class _Placed:
    widget: QWidget
    y: float
    height: int


class Margin(QObject):
    """The notes of one page. Heights are worked out from the top downwards, only as far as one has read."""

    note_saved = Signal(str, str, list)
    colour_chosen = Signal(str, str)
    remove_asked = Signal(str)
    chosen = Signal(str)

    def __init__(self, themes: Themes, view: ReadingView) -> None:
        super().__init__(view)
        self._themes = themes
        self._view = view
        self._pieces: list[Piece[Annotation]] = []
        self._cards: dict[str, NoteCard] = {}
        self._markers: dict[str, Marker] = {}
        self._placed: list[_Placed] = []
        self._next = 0
        self._busy = False
        self._open: str | None = None
        view.moved.connect(self.follow)
        view.relaid.connect(self.arrange)

    # what is written

    def show_annotations(self, layer: Layer[Annotation]) -> None:
        """Takes the annotations. A card that is being written in stays as it is."""
        self._pieces = list(layer.pieces)
        present = {piece.source.id for piece in self._pieces}
        for gone in [each for each in self._cards if each not in present]:
            self._drop(gone)
        for piece in self._pieces:
            if card := self._cards.get(piece.source.id):
                card.show_annotation(piece.source)
        for marker in self._markers.values():
            marker.deleteLater()
        self._markers.clear()
        self.arrange()

    def keep_open_note(self) -> None:
        """Whatever was being written is saved: nothing typed is lost by turning elsewhere."""
        for card in list(self._cards.values()):
            card.finish()

    def clear(self) -> None:
        self.keep_open_note()
        self._open = None
        self.show_annotations(Layer())

    def open_note(self, annotation_id: str, *, write: bool = False, tags: bool = False) -> NoteCard | None:
        """Shows the note of an annotation, also a folded or empty one; `write` begins to write in it."""
        piece = next((each for each in self._pieces if each.source.id == annotation_id), None)
        if piece is None:
            return None
        self._open = annotation_id
        card = self._card(piece.source)
        if write:
            card.begin(tags=tags)
        self.arrange()
        card.raise_()
        return card

    def close_note(self) -> None:
        """Folds the note that was opened, unless it is being written in."""
        if self._open and not self._is_written(self._open):
            self._open = None
            self.arrange()

    def card_of(self, annotation_id: str) -> NoteCard | None:
        return self._cards.get(annotation_id)

    def marker_of(self, annotation_id: str) -> Marker | None:
        return self._markers.get(annotation_id)

    def _is_written(self, annotation_id: str) -> bool:
        card = self._cards.get(annotation_id)
        return card is not None and card.is_editing

    def _drop(self, annotation_id: str) -> None:
        card = self._cards.pop(annotation_id)
        card.hide()
        card.deleteLater()
        if self._open == annotation_id:
            self._open = None

    def _card(self, annotation: Annotation) -> NoteCard:
        card = self._cards.get(annotation.id)
        if card is None:
            mirrored = self._view.scene.page.mirrored
            card = NoteCard(self._themes, annotation, self._view.viewport(), mirrored=mirrored)
            card.note_saved.connect(self.note_saved)
            card.colour_chosen.connect(self.colour_chosen)
            card.remove_asked.connect(self.remove_asked)
            card.chosen.connect(self.chosen)
            card.closed.connect(self._closed)
            card.resized.connect(self.arrange)
            self._cards[annotation.id] = card
        return card

    def _closed(self, annotation_id: str) -> None:
        if self._open == annotation_id:
            self._open = None
        self._view.setFocus()

    def _marker(self, annotation: Annotation) -> Marker:
        marker = self._markers.get(annotation.id)
        if marker is None:
            marker = Marker(self._themes, annotation, self._view.viewport())
            marker.clicked.connect(lambda _=False, each=annotation.id: self._toggle(each))
            self._markers[annotation.id] = marker
        return marker

    def _toggle(self, annotation_id: str) -> None:
        if self._open == annotation_id:
            self.close_note()
        else:
            self.chosen.emit(annotation_id)
            self.open_note(annotation_id)

    # where it stands

    def arrange(self) -> None:
        """Works out all places anew: the page was laid out, or a note changed its height."""
        self._placed.clear()
        self._next = 0
        self.follow()

    def follow(self) -> None:
        """Moves the notes to where their passages are now."""
        if self._busy:  # asking for a place may lay out more of the page, which calls again
            return
        self._busy = True
        try:
            self._extend()
            self._show_near()
            self._float()
        finally:
            self._busy = False

    def _has_room(self) -> bool:
        return self._view.scene.page.notes > 0

    def _wanted(self, annotation: Annotation) -> bool:
        unsure = annotation.state is AnnotationState.REVIEW
        written = bool(annotation.note or annotation.tags or unsure)
        return written or (self._has_room() and annotation.id == self._open)

    def _extend(self) -> None:
        """Places the notes down to the end of what is seen."""
        end = self._view.last_position(_BESIDE)
        while self._next < len(self._pieces) and self._pieces[self._next].start <= end:
            piece = self._pieces[self._next]
            self._next += 1
            if self._wanted(piece.source):
                self._append(piece)

    def _append(self, piece: Piece[Annotation]) -> None:
        page = self._view.scene.page
        widget: QWidget
        if self._has_room():
            card = self._card(piece.source)
            widget, height, between = card, card.height_at(page.notes), BETWEEN
        else:
            widget, height, between = self._marker(piece.source), MARKER, 1
        y = self._view.height_of(piece.start) - 3
        if self._placed:
            y = max(y, self._placed[-1].y + self._placed[-1].height + between)
        self._placed.append(_Placed(widget, y, height))

    def _show_near(self) -> None:
        view = self._view
        top, bottom = view.scrolled - _BESIDE, view.scrolled + view.viewport().height() + _BESIDE
        near: set[QWidget] = set()
        for placed in self._placed:
            if placed.y + placed.height >= top and placed.y <= bottom:
                near.add(placed.widget)
                x = view.scene.page.note_x(placed.widget.width())
                placed.widget.move(x, round(placed.y) - view.scrolled)
                placed.widget.resize(placed.widget.width(), placed.height)
                placed.widget.show()
        for widget in (*self._cards.values(), *self._markers.values()):
            if widget not in near:
                widget.hide()

    def _float(self) -> None:
        """Without room beside the text, the note that was opened lies over it, under its passage."""
        piece = next((each for each in self._pieces if each.source.id == self._open), None)
        if piece is None or self._has_room():
            return
        view = self._view
        card = self._card(piece.source)
        width = min(280, view.viewport().width() - 16)
        height = card.height_at(width)
        rects = view.rects(piece.start, piece.end)
        below = round(rects[-1].bottom()) + 6 if rects else view.viewport().height()
        if rects and below + height > view.viewport().height():
            below = max(4, round(rects[0].top()) - height - 6)
        x = 8 if view.scene.page.mirrored else view.viewport().width() - width - 8
        card.move(QPoint(x, below))
        card.resize(width, height)
        card.setVisible(bool(rects))
        card.raise_()
