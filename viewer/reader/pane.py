"""The reader: one statement with everything that is known of it, and what a person writes on it.

Everything outside speaks in code points of the canonical text; the page speaks UTF-16. The two meet here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from db.model import Annotation, Statement, Version
from viewer.offsets import Offsets
from viewer.reader.document import build, is_rtl
from viewer.reader.flash import Flash
from viewer.reader.header import HeaderBar
from viewer.reader.hits import Hits
from viewer.reader.layers import Layer, Layers, Piece, annotation_layer, hit_layer, layers_of
from viewer.reader.margin import Margin
from viewer.reader.masthead import Masthead
from viewer.reader.notice import NoText
from viewer.reader.overlay import Scene
from viewer.reader.page import page_of
from viewer.reader.page_marks import marks_of
from viewer.reader.reading_view import ReadingView
from viewer.reader.remarks import Remarks
from viewer.reader.selecting import Selecting
from viewer.reader.strip import Strip
from viewer.theme import Themes
from viewer.widgets.basics import column, line, row

USUAL_SIZE = 16
SIZES = (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32)
"""Sizes of the text in pixels."""

_PLACE = 0.38
"""How far down the window a passage is put that was gone to."""


class ReaderPane(QFrame):
    """Shows one statement. Tells with its signals what a person asks for; changes nothing by itself.

    Positions in all methods and signals are code points of the statement's text.
    """

    annotate_requested = Signal(int, int, str, bool)
    note_changed = Signal(str, str, list)
    colour_changed = Signal(str, str)
    remove_requested = Signal(str)
    annotation_activated = Signal(str)
    reference_activated = Signal(str, str)
    entity_activated = Signal(str, str)
    copy_citation_requested = Signal(int, int)
    back_requested = Signal()
    forward_requested = Signal()
    text_size_changed = Signal(int)
    version_requested = Signal(str)
    compare_requested = Signal()
    source_requested = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName("Statement")
        self._themes = themes
        self._statement: Statement | None = None
        self._offsets = Offsets("")
        self._hits = Hits()
        self._size = USUAL_SIZE
        scene = Scene(themes.current, page_of(600, 500, mirrored=False))
        self.header = HeaderBar(themes)
        self.view = ReadingView(scene, self)
        self.strip = Strip()
        self.margin = Margin(themes, self.view)
        self.selecting = Selecting(themes, self.view, self)
        self.popup = self.selecting.popup
        self._flash = Flash(self.view)
        self.remarks = Remarks(themes)
        self.notice = NoText()
        self._body = QWidget()
        self._between = row(self.view, self.strip, margins=(1, 0, 3, 0), spacing=0)
        self._body.setLayout(self._between)
        self.setLayout(column(self.header, line(), self.remarks, self._body, self.notice, spacing=0))
        self.view.true_text = self._true_text
        self.setFocusProxy(self.view)
        self._connect()
        self.view.wear(themes.current)

    def _connect(self) -> None:
        view, header, margin = self.view, self.header, self.margin
        header.back_requested.connect(self.back_requested)
        header.forward_requested.connect(self.forward_requested)
        header.next_hit_requested.connect(self.next_hit)
        header.previous_hit_requested.connect(self.previous_hit)
        header.larger_requested.connect(self.larger_text)
        header.smaller_requested.connect(self.smaller_text)
        header.usual_size_requested.connect(lambda: self.set_text_size(USUAL_SIZE))
        header.popup_wanted.connect(self.selecting.allow)
        header.source_requested.connect(self.source_requested)
        header.siblings.version_requested.connect(self.version_requested)
        header.siblings.compare_requested.connect(self.compare_requested)
        self.notice.source_requested.connect(self.source_requested)
        view.reference_chosen.connect(self.reference_activated)
        view.entity_chosen.connect(self.entity_activated)
        view.annotation_chosen.connect(self._activate)
        view.dismissed.connect(self._dismiss)
        view.hit_asked.connect(self._step)
        self.selecting.annotate_requested.connect(self.annotate_requested)
        self.selecting.citation_requested.connect(self.copy_citation_requested)
        margin.note_saved.connect(self.note_changed)
        margin.colour_chosen.connect(self.colour_changed)
        margin.remove_asked.connect(self.remove_requested)
        margin.chosen.connect(self._mark_active)
        self.strip.position_asked.connect(lambda position: self.view.scroll_to(position, part=_PLACE))
        self._themes.changed.connect(self._wear)

    # what is shown

    @property
    def statement(self) -> Statement | None:
        """The statement that is open."""
        return self._statement

    def show_statement(
        self,
        statement: Statement,
        hits: Sequence[tuple[int, int]] = (),
        at: tuple[int, int] | None = None,
    ) -> None:
        """Opens a statement with its hits, at a passage: `at`, else the first hit, else the beginning."""
        self.margin.clear()
        self._statement = statement
        self._offsets = self.selecting.offsets = Offsets(statement.text)
        self.selecting.awaited = None
        scene = self.view.scene
        scene.layers = layers_of(statement, self._offsets)
        scene.active, scene.focused, scene.flash = None, None, None
        scene.pages = marks_of(statement, self._offsets)
        self._show_around(statement)
        self._build()
        self.view.scroll_to(0)
        self.header.show_title(statement.title, statement.language)
        self.view.setAccessibleDescription(
            f"{statement.title}. Tab steps through the citations, Enter opens one."
        )
        self.set_hits(hits)
        self.margin.show_annotations(scene.layers.annotations)
        self._open_at(at)

    def _show_around(self, statement: Statement | None) -> None:
        """What is said of the text, and what is said where there is none."""
        silent = statement is not None and not statement.text.strip()
        self.notice.show_statement(statement if silent else None)
        self.remarks.show_statement(None if silent else statement)
        self._body.setHidden(silent)
        self.setFocusProxy(self.notice if silent else self.view)
        self.header.siblings.show_versions((), "")

    def show_versions(self, versions: Sequence[Version]) -> None:
        """The languages and versions of the open statement, itself among them."""
        if self._statement is not None:
            self.header.siblings.show_versions(versions, self._statement.id)

    def _open_at(self, at: tuple[int, int] | None) -> None:
        if at is not None:
            self._hits.choose_at(*at)
            self._show_hits()
            self.jump_to(*at)
        elif self._hits:
            self._hits.current = 0
            self._show_hits()
            first = self._units(*self._hits.spans[0])
            if not self.view.is_in_sight(*first):
                self.view.scroll_to(first[0], part=_PLACE)

    def _build(self) -> None:
        """Makes the page anew, for another statement, size or theme."""
        statement = self._statement
        if statement is None:
            return
        document = build(statement, self._themes.current, self._size, self.view)
        mirrored = is_rtl(statement)
        masthead = Masthead(statement, self._offsets, self._size)
        self.view.show_page(document, masthead, self._size, mirrored=mirrored)
        self._body.setLayoutDirection(self.view.layoutDirection())
        self._between.activate()
        self._show_strip()

    def clear(self) -> None:
        """Shows no statement."""
        self.margin.clear()
        self._statement = None
        self._offsets = self.selecting.offsets = Offsets("")
        self._hits = Hits()
        self.view.scene.layers = Layers()
        self.view.scene.pages = ()
        self._show_around(None)
        self.view.clear_page()
        self.header.show_title("", "")
        self._show_hits()
        self.popup.hide()

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Other hits over the same statement; none of them is current yet."""
        self._hits = Hits(hits)
        self.view.scene.layers.hits = hit_layer(self._hits.spans, self._offsets)
        self._show_hits()

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """The annotations as they are now. One that was just asked for with a note is opened for writing.

        Those of other statements are passed over: an answer may come after one has turned the page.
        """
        if self._statement is None:
            return
        annotations = [each for each in annotations if each.statement == self._statement.id]
        before = {piece.source.id for piece in self.view.scene.layers.annotations.pieces}
        layer = annotation_layer(annotations, self._offsets)
        self.view.scene.layers.annotations = layer
        self.margin.show_annotations(layer)
        self._show_strip()
        self.view.viewport().update()
        if self.selecting.awaited:
            start, end, tags = self.selecting.awaited
            for each in annotations:
                if each.id not in before and (each.start, each.end) == (start, end):
                    self.selecting.awaited = None
                    self.margin.open_note(each.id, write=True, tags=tags)
                    break

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Names for identifiers of documents, for the tool tips: ``ilo:C087`` to its title."""
        self.view.labels = dict(labels)

    def set_history(self, can_back: bool, can_forward: bool) -> None:
        """Whether there is something to go back or forward to."""
        self.header.show_history(can_back=can_back, can_forward=can_forward)

    def set_trail(self, trail: Sequence[str]) -> None:
        """The way that led here ("Results"), before the title."""
        if self._statement:
            self.header.show_title(self._statement.title, self._statement.language, tuple(trail))

    # going about

    def jump_to(self, start: int, end: int) -> None:
        """Brings a passage to the middle of the window and lets it glow for a moment."""
        if self._statement is None:
            return
        first, last = self._units(start, end)
        self.view.scroll_to(first, part=_PLACE)
        cursor = self.view.textCursor()
        cursor.setPosition(first)
        self.selecting.put(cursor)
        self._flash.begin(first, max(last, first + 1))

    def next_hit(self) -> None:
        """Goes to the next hit, from the last to the first."""
        self._step(1)

    def previous_hit(self) -> None:
        """Goes to the hit before, from the first to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        reading = self._offsets.to_code_point(self.view.top_position()) if self._statement else 0
        hit = self._hits.step(by, reading)
        if hit is None:
            return
        self._show_hits()
        first, last = self._units(*hit)
        if not self.view.is_in_sight(first, last):
            self.view.scroll_to(first, part=_PLACE)

    @property
    def current_hit(self) -> int:
        """Which hit is current, from 0; -1 is none."""
        return self._hits.current

    def highlight_mentions(self, spans: Sequence[tuple[int, int]]) -> None:
        """Lights up passages (the mentions of one entity) until Esc or others are given; one is shown."""
        pieces: list[Piece[None]] = [
            Piece(*self._units(start, end), None) for start, end in spans if start < end
        ]
        self.view.scene.layers.highlighted = Layer(pieces)
        self._show_strip()
        self.view.viewport().update()
        if pieces and not any(self.view.is_in_sight(piece.start, piece.end) for piece in pieces):
            top = self.view.top_position()
            following = next((piece for piece in pieces if piece.start >= top), pieces[0])
            self.view.scroll_to(following.start, part=_PLACE)

    # the selection

    def selection(self) -> tuple[int, int] | None:
        """The selected passage."""
        return self.selecting.span() if self._statement else None

    def request_annotation(self, colour: str = "amber", *, note: bool = False, tags: bool = False) -> None:
        """Asks to mark the selected passage; `note` or `tags` open it for writing as soon as it is there."""
        self.selecting.request(colour, note=note, tags=tags)

    def _dismiss(self) -> None:
        self.popup.hide()
        self.margin.close_note()
        if len(self.view.scene.layers.highlighted):
            self.highlight_mentions(())

    # annotations

    def open_note(self, annotation_id: str) -> None:
        """Opens the note of an annotation for writing."""
        self._mark_active(annotation_id)
        self.margin.open_note(annotation_id, write=True)

    def _activate(self, annotation_id: str) -> None:
        self.margin.open_note(annotation_id)
        self._mark_active(annotation_id)

    def _mark_active(self, annotation_id: str) -> None:
        self.view.scene.active = annotation_id
        self.view.viewport().update()
        self.annotation_activated.emit(annotation_id)

    # looks

    @property
    def text_size(self) -> int:
        """Pixels of the body text."""
        return self._size

    def set_text_size(self, px: int) -> None:
        """Sets the body text in another size; what was at the top stays there."""
        px = min(SIZES, key=lambda size: abs(size - px))
        if px != self._size:
            self._size = px
            self._rebuild()
            self.text_size_changed.emit(px)

    def larger_text(self) -> None:
        self.set_text_size(SIZES[min(SIZES.index(self._size) + 1, len(SIZES) - 1)])

    def smaller_text(self) -> None:
        self.set_text_size(SIZES[max(SIZES.index(self._size) - 1, 0)])

    def _rebuild(self) -> None:
        """Makes the page anew and keeps place and selection."""
        if self._statement is None:
            return
        reading = self.view.top_position() if self.view.scrolled > 0 else None
        old = self.view.textCursor()
        anchor, position = old.anchor(), old.position()
        self._build()
        cursor = self.view.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.selecting.put(cursor)
        if reading is not None:
            self.view.scroll_to(reading)

    def _wear(self) -> None:
        self.view.wear(self._themes.current)
        self._rebuild()
        self._show_strip()
        self.strip.update()

    def _show_hits(self) -> None:
        self.view.scene.current_hit = self._hits.current
        self.header.show_hits(self._hits.current, len(self._hits))
        self._show_strip()
        self.view.viewport().update()

    def _show_strip(self) -> None:
        self.strip.show_layers(self.view.scene.layers, self._offsets.units, self._themes.current)

    def _units(self, start: int, end: int) -> tuple[int, int]:
        return self._offsets.to_utf16(start), self._offsets.to_utf16(end)

    def _true_text(self, start: int, end: int) -> str:
        """The canonical words of document positions."""
        if self._statement is None:
            return ""
        return self._statement.text[self._offsets.to_code_point(start) : self._offsets.to_code_point(end)]
