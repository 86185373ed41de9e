"""Text of a few lines with marked spans, for lists that paint their own rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from db.model import Span
from viewer.i18n import is_right_to_left
from viewer.offsets import Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the text looks; marked spans have another ground (`mark`), colour or weight."""

    font: QFont
    colour: str
    mark: str = ""
    mark_text: str = ""
    mark_weight: int = 0
    at_right: bool | None = None
    """On which side it stands; None is as the text's first letter says. Its direction is always its own."""


def one_line(text: str) -> str:
    """Line ends as spaces, one for one, so that offsets hold."""
    return text.translate({ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0x2028: " ", 0x2029: " "})


def utf16_ranges(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Spans in code points as (start, length) in UTF-16 units, as Qt counts."""
    offsets = Offsets(text)
    pairs = [(offsets.to_utf16(span.start), offsets.to_utf16(span.end)) for span in spans]
    return [(start, end - start) for start, end in pairs]


def draw_lines(
    painter: QPainter,
    at: QPointF,
    width: float,
    text: str,
    look: Look,
    lines: int,
    spans: Iterable[Span] = (),
) -> float:
    """Draws up to `lines` lines of `width` pixels in the text's own direction; gives the height they took.

    The last line ends in dots where there is more.
    """
    flat = one_line(text)
    shown, layout = _fitting(flat, look, lines, width, list(spans))
    painter.setPen(QColor(look.colour))
    layout.draw(painter, at)
    return shown


def lines_height(text: str, look: Look, lines: int, width: float, spans: Iterable[Span] = ()) -> float:
    """The height that `draw_lines` takes."""
    return _laid_out(one_line(text), look, lines, width, list(spans))[0]


def _fitting(text: str, look: Look, lines: int, width: float, spans: list[Span]) -> tuple[float, QTextLayout]:
    """The layout of the longest beginning that fits with its dots."""
    height, fitted, layout = _laid_out(text, look, lines, width, spans)
    offsets = Offsets(text)
    if fitted >= offsets.units:
        return height, layout
    limit = offsets.to_code_point(fitted)
    while limit > 0:
        cut = text[:limit].rstrip() + "…"
        kept = [Span(span.start, min(span.end, limit)) for span in spans if span.start < limit]
        height, fitted, layout = _laid_out(cut, look, lines, width, kept)
        if fitted >= Offsets(cut).units:
            break
        limit -= 1
    return height, layout


def _laid_out(
    text: str, look: Look, lines: int, width: float, spans: list[Span]
) -> tuple[float, int, QTextLayout]:
    """Height, UTF-16 units that found room, and the layout."""
    layout = QTextLayout(text, look.font)
    layout.setTextOption(_option(text, look))
    layout.setFormats(_formats(text, look, spans))
    layout.beginLayout()
    height, end = 0.0, 0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return height, end, layout


def _option(text: str, look: Look) -> QTextOption:
    rtl = is_right_to_left(text)
    at_right = rtl if look.at_right is None else look.at_right
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft)
    return option


def _formats(text: str, look: Look, spans: list[Span]) -> list[QTextLayout.FormatRange]:
    made = []
    for start, length in utf16_ranges(text, spans):
        style = QTextCharFormat()
        if look.mark:
            style.setBackground(QColor(look.mark))
        if look.mark_weight:
            style.setFontWeight(look.mark_weight)
        style.setForeground(QColor(look.mark_text or look.colour))
        each = QTextLayout.FormatRange()
        each.start, each.length, each.format = start, length, style
        made.append(each)
    return made
