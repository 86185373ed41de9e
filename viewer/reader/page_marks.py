"""The pages of the original, numbered in the margin where each begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from db.model import Statement
from viewer.offsets import Offsets
from viewer.reader.geometry import Laid
from viewer.reader.page import Page
from viewer.theme import Theme, ui_font

_GAP = 20
"""Pixels between a number and the text: the bars of annotations stand there."""

_PX = 10


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page begins at a document position (UTF-16)."""

    position: int
    label: str


def marks_of(statement: Statement, offsets: Offsets) -> list[PageMark]:
    """The marks in the order of the text; white space at the top of a page is passed over."""
    text = statement.text
    marks = []
    for page in sorted(statement.pages, key=lambda each: each.start):
        at = page.start
        while at < len(text) and text[at].isspace():
            at += 1
        marks.append(PageMark(offsets.to_utf16(at), page.label))
    return marks


def paint_pages(
    painter: QPainter, places: Sequence[Laid], marks: Sequence[PageMark], page: Page, theme: Theme
) -> None:
    """Paints the numbers beside the paragraphs that are in sight; the painter is in page coordinates."""
    if not marks or not places:
        return
    positions = [mark.position for mark in marks]
    font = ui_font(_PX)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for place in places:
        low, high = bisect_left(positions, place.start), bisect_right(positions, place.end)
        for mark in marks[low:high]:
            line = place.block.layout().lineForTextPosition(mark.position - place.start)
            if not line.isValid():
                continue
            y = place.origin.y() + line.y()
            _paint_number(painter, metrics, mark.label, y + line.ascent(), page, theme)
            if mark.position > place.start:
                x: Any = line.cursorToX(mark.position - place.start)
                _paint_break(painter, place.origin.x() + float(x[0]), y, line.height(), theme)


def _paint_number(
    painter: QPainter, metrics: QFontMetricsF, label: str, baseline: float, page: Page, theme: Theme
) -> None:
    room = page.lead - _GAP - 2
    said = f"p. {label}" if metrics.horizontalAdvance(f"p. {label}") <= room else label
    said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
    left = page.right + _GAP if page.mirrored else page.left - _GAP - room
    side = Qt.AlignmentFlag.AlignLeft if page.mirrored else Qt.AlignmentFlag.AlignRight
    painter.setPen(QColor(theme.faint))
    box = QRectF(left, baseline - metrics.ascent(), room, metrics.height())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, said)


def _paint_break(painter: QPainter, x: float, top: float, height: float, theme: Theme) -> None:
    """Within a paragraph: a fine stroke before the first word of the page."""
    painter.setPen(QPen(QColor(theme.faint), 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(x - 2.0, top + 2, x - 2.0, top + height - 2))
