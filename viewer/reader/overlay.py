"""Paints the layers under the words: grounds, bars and underlines. The document itself is never touched.

Colour is never the only sign: each kind of entity has a dash pattern of its own, each colour of annotation
a pattern of its bar, and the current hit an outline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument

from db.model import Annotation, AnnotationState, Colour, EntityKind, Reference, ReferenceStatus
from viewer.reader.geometry import Box, Laid, boxes, visible
from viewer.reader.layers import Layers, Piece
from viewer.reader.page import Page
from viewer.reader.page_marks import PageMark, paint_pages
from viewer.reader.table_rules import paint_rules
from viewer.theme import Theme

SOLID: tuple[float, ...] = ()
ENTITY_DASHES: dict[EntityKind, tuple[float, ...]] = {
    EntityKind.COUNTRY: (1.2, 1.8),
    EntityKind.PLACE: (1.2, 3.2),
    EntityKind.ORGANIZATION: (4.5, 2.0),
    EntityKind.PERSON: (7.0, 2.0, 1.4, 2.0),
    EntityKind.ROLE: (8.0, 3.0),
    EntityKind.DATE: (1.0, 5.0),
    EntityKind.TREATY: (5.0, 1.6, 1.2, 1.6, 1.2, 1.6),
    EntityKind.SYMBOL: (2.6, 2.6),
}
"""Pattern of each kind, in widths of the pen: dots for places, dashes for organisations, and so on."""

REFERENCE_DASHES: dict[ReferenceStatus, tuple[float, ...]] = {
    ReferenceStatus.RESOLVED: SOLID,
    ReferenceStatus.CANDIDATES: (6.0, 2.6),
    ReferenceStatus.UNRESOLVED: (3.0, 4.0),
}
BAR_DASHES: dict[Colour, tuple[float, ...]] = {
    Colour.AMBER: SOLID,
    Colour.GREEN: (3.2, 1.2),
    Colour.BLUE: (1.2, 1.2),
    Colour.VIOLET: (4.0, 1.2, 1.2, 1.2),
}
"""Patterns of the bars beside annotated passages and notes, in widths of the bar."""


@dataclass(slots=True)
class Scene:
    """What is painted now. `flash` is a passage and how strong it still glows (0 to 1)."""

    theme: Theme
    page: Page
    layers: Layers = field(default_factory=Layers)
    current_hit: int = -1
    active: str | None = None
    focused: Piece[Reference] | None = None
    flash: tuple[int, int, float] | None = None
    pages: Sequence[PageMark] = ()


def paint(painter: QPainter, document: QTextDocument, scene: Scene, top: float, bottom: float) -> None:
    """Paints what lies between two heights of the page; the painter is in page coordinates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    places = list(visible(document, top, bottom))
    paint_pages(painter, places, scene.pages, scene.page, scene.theme)
    paint_rules(painter, places, scene.page, scene.theme)
    band = (top - 40, bottom + 40)
    for place in places:
        _Paragraph(painter, scene, place, band).grounds()
    for place in places:
        _Paragraph(painter, scene, place, band).underlines()


def paint_bar(painter: QPainter, rect: QRectF, colour: Colour, theme: Theme) -> None:
    """A bar of an annotation's colour, in its pattern."""
    x = rect.center().x()
    pen = QPen(QColor(theme.annotation[colour].bar), rect.width())
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if BAR_DASHES[colour] else Qt.PenCapStyle.RoundCap)
    if BAR_DASHES[colour]:
        pen.setDashPattern(BAR_DASHES[colour])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, rect.top() + 1.5, x, rect.bottom() - 1.5))


class _Paragraph:
    """The layers over one paragraph."""

    def __init__(self, painter: QPainter, scene: Scene, place: Laid, band: tuple[float, float]) -> None:
        self._painter = painter
        self._scene = scene
        self._theme = scene.theme
        self._place = place
        self._band = band
        self._start, self._end = place.seen(*band)

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        return boxes(self._place, start, end, *self._band)

    def grounds(self) -> None:
        layers, start, end = self._scene.layers, self._start, self._end
        for quotation in layers.quotations.between(start, end):
            self._quotation(quotation.start, quotation.end)
        for annotation in layers.annotations.between(start, end):
            self._annotation(annotation)
        for highlighted in layers.highlighted.between(start, end):
            self._highlighted(highlighted.start, highlighted.end)
        for hit in layers.hits.between(start, end):
            self._hit(hit)
        if self._scene.flash:
            self._flash(*self._scene.flash)
        if self._scene.focused:
            self._focus(self._scene.focused)

    def underlines(self) -> None:
        layers, start, end = self._scene.layers, self._start, self._end
        for mention in layers.mentions.between(start, end):
            kind = mention.source.kind
            width = 1.0 if kind is EntityKind.ROLE else 1.4  # roles are long: a heavy line would shout
            self._line(mention, self._theme.entity[kind], width, ENTITY_DASHES[kind])
        for reference in layers.references.between(start, end):
            status = reference.source.status
            self._line(reference, self._theme.reference, 1.6, REFERENCE_DASHES.get(status, SOLID))

    def _fill(self, box: Box, colour: str, *, grow: float = 1.0, outline: str = "") -> None:
        self._painter.setPen(QPen(QColor(outline), 1.2) if outline else Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawRoundedRect(box.rect.adjusted(-grow, -grow / 2, grow, grow / 2), 3, 3)

    def _hit(self, hit: Piece[int]) -> None:
        now = hit.source == self._scene.current_hit
        for box in self._boxes(hit.start, hit.end):
            if now:
                self._fill(box, self._theme.hit_current, outline=self._theme.concordance)
            else:
                self._fill(box, self._theme.hit)

    def _annotation(self, piece: Piece[Annotation]) -> None:
        mark = self._theme.annotation[piece.source.colour]
        unsure = piece.source.state is AnnotationState.REVIEW
        found = list(self._boxes(piece.start, piece.end))
        for box in found:
            self._fill(box, mark.fill if not unsure else self._theme.base, grow=2.0)
            if unsure or piece.source.id == self._scene.active:
                self._outline(box, mark.bar, dashed=unsure)
        if found:
            self._bar(found, piece.source.colour)

    def _outline(self, box: Box, colour: str, *, dashed: bool) -> None:
        pen = QPen(QColor(colour), 1.2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box.rect.adjusted(-2, -1, 2, 1), 3, 3)

    def _bar(self, found: list[Box], colour: Colour) -> None:
        top, bottom = found[0].rect.top() - 1, found[-1].rect.bottom() + 1
        rect = QRectF(self._scene.page.bar_x(), top, 3.0, bottom - top)
        paint_bar(self._painter, rect, colour, self._theme)

    def _quotation(self, start: int, end: int) -> None:
        found = list(self._boxes(start, end))
        if not found:
            return
        x = self._scene.page.quotation_x()
        self._painter.setPen(QPen(QColor(self._theme.bar), 1.4))
        self._painter.drawLine(QLineF(x, found[0].rect.top(), x, found[-1].rect.bottom()))

    def _highlighted(self, start: int, end: int) -> None:
        for box in self._boxes(start, end):
            self._fill(box, self._theme.accent_soft, grow=2.0, outline=self._theme.accent)

    def _flash(self, start: int, end: int, strength: float) -> None:
        ground, ring = QColor(self._theme.accent), QColor(self._theme.accent)
        ground.setAlphaF(0.25 * strength)
        ring.setAlphaF(strength)
        for box in self._boxes(start, end):
            self._painter.setPen(QPen(ring, 1.5))
            self._painter.setBrush(ground)
            self._painter.drawRoundedRect(box.rect.adjusted(-3, -2, 3, 2), 4, 4)

    def _focus(self, piece: Piece[Reference]) -> None:
        for box in self._boxes(piece.start, piece.end):
            self._fill(box, self._theme.accent_soft, grow=2.5, outline=self._theme.accent)

    def _line(
        self,
        piece: Piece[object],
        colour: str,
        width: float,
        dashes: tuple[float, ...],
    ) -> None:
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(dashes)
        self._painter.setPen(pen)
        for box in self._boxes(piece.start, piece.end):
            y = box.baseline + (0.5 if box.tall else 0.27) * box.px + (2.2 if piece.nested else 0.0)
            self._painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))
