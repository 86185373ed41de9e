"""The strip beside the scroll bar: where hits, notes and citations are in the whole statement."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from db.model import Colour, ReferenceStatus
from viewer.reader.layers import Layers
from viewer.theme import Theme

WIDTH = 12
EDGE = 8
_REACH = 5


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark: `position` in the document; `left`, `width` and `height` in pixels of the strip."""

    position: int
    left: float
    width: float
    height: float
    colour: str
    says: str


class Strip(QWidget):
    """Marks for the whole statement, at the height they have in it. A click goes to the nearest."""

    position_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: list[Tick] = []
        self._positions: list[int] = []
        self._length = 1
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Where hits, notes and citations are")

    def show_layers(self, layers: Layers, length: int, theme: Theme) -> None:
        """Takes the marks of the layers; `length` is that of the document."""
        self._ticks = sorted(ticks_of(layers, theme), key=lambda tick: tick.position)
        self._positions = [tick.position for tick in self._ticks]
        self._length = max(1, length)
        counts = {
            "hits": len(layers.hits),
            "annotations": len(layers.annotations),
            "citations": len(layers.references),
        }
        self.setAccessibleDescription(", ".join(f"{count} {what}" for what, count in counts.items()))
        self.update()

    def y_of(self, position: int) -> float:
        """The height in the strip of a document position."""
        return EDGE + (self.height() - 2 * EDGE) * position / self._length

    def position_of(self, y: float) -> int:
        """The document position at a height of the strip; the nearest mark's where one is near."""
        share = (y - EDGE) / max(1, self.height() - 2 * EDGE)
        tick = self._near(y)
        return tick.position if tick else round(min(max(share, 0.0), 1.0) * self._length)

    def _near(self, y: float) -> Tick | None:
        share = (y - EDGE) / max(1, self.height() - 2 * EDGE)
        at = bisect_left(self._positions, share * self._length)
        near = self._ticks[max(0, at - 1) : at + 1]
        best = min(near, key=lambda tick: abs(self.y_of(tick.position) - y), default=None)
        return best if best and abs(self.y_of(best.position) - y) <= _REACH else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.position_asked.emit(self.position_of(event.position().y()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            tick = self._near(event.pos().y())
            QToolTip.showText(event.globalPos(), tick.says if tick else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        drawn: set[tuple[int, float]] = set()
        for tick in self._ticks:
            y = round(self.y_of(tick.position))
            if (y, tick.left) in drawn:
                continue
            drawn.add((y, tick.left))
            left = WIDTH - tick.left - tick.width if mirrored else tick.left
            painter.fillRect(QRectF(left, y - tick.height / 2, tick.width, tick.height), QColor(tick.colour))


def ticks_of(layers: Layers, theme: Theme) -> list[Tick]:
    """The marks: hits broad and thin, annotations broad and thick, citations narrow, at the side."""
    found = theme.annotation[Colour.AMBER].bar  # the ground of hits is too faint for a thin line
    ticks = [Tick(piece.start, 1, 7, 2.0, found, "Search hit") for piece in layers.hits.pieces]
    ticks += [Tick(piece.start, 1, 7, 2.0, theme.accent, "Mention") for piece in layers.highlighted.pieces]
    ticks += [
        Tick(
            piece.start,
            1,
            7,
            5.0,
            theme.annotation[piece.source.colour].bar,
            piece.source.note[:80] or "Marked",
        )
        for piece in layers.annotations.pieces
    ]
    ticks += [
        Tick(piece.start, 8.5, 2.5, 5.0, theme.reference, piece.source.text[:80])
        for piece in layers.references.pieces
        if piece.source.status is not ReferenceStatus.UNRESOLVED
    ]
    return ticks
