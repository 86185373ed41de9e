"""Where the columns of a table stand whose cells are parted by tabs."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

_BETWEEN = 22.0
"""Pixels between the longest cell of a column and the next column."""

_MEASURED_ROWS = 200
_WIDEST = 29.0
"""Of the reading size: a table wider than the column of text cannot stand in columns."""


def columns_of(text: str, font: QFont, px: int) -> list[float]:
    """Where every column but the first begins, in pixels from where lines begin.

    Empty where the cells are too long to stand in columns.
    """
    metrics = QFontMetricsF(font)
    widths: list[float] = []
    for line in text.split("\n")[:_MEASURED_ROWS]:
        for at, cell in enumerate(line.split("\t")):
            if at == len(widths):
                widths.append(0.0)
            if len(cell) > 4 * _WIDEST:
                return []
            widths[at] = max(widths[at], metrics.horizontalAdvance(cell))
    stops: list[float] = []
    at_x = 0.0
    for width in widths[:-1]:
        at_x += width + _BETWEEN
        stops.append(at_x)
    whole = at_x + (widths[-1] if widths else 0.0)
    return stops if whole <= _WIDEST * px else []
