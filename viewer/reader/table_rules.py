"""Fine lines of tables: under every row, and between cells that do not stand in columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.reader.document import TABLE_ROW
from viewer.reader.geometry import Laid
from viewer.reader.page import Page
from viewer.theme import Theme


def paint_rules(painter: QPainter, places: Iterable[Laid], page: Page, theme: Theme) -> None:
    """Paints in page coordinates, under the words."""
    painter.setPen(QPen(QColor(theme.border), 1.0))
    for place in places:
        sort = place.block.blockFormat().intProperty(TABLE_ROW)
        if not sort:
            continue
        y = round(place.rect.bottom()) + 2.5  # in the room between the rows
        painter.drawLine(QLineF(page.left, y, page.right, y))
        if sort > 1:
            _paint_partings(painter, place, theme)


def _paint_partings(painter: QPainter, place: Laid, theme: Theme) -> None:
    """A stroke in the middle of every tab."""
    text, layout = place.block.text(), place.block.layout()
    painter.save()
    painter.setPen(QPen(QColor(theme.bar), 1.4))
    at = text.find("\t")
    while at >= 0:
        line = layout.lineForTextPosition(at)
        if line.isValid():
            left: Any = line.cursorToX(at)  # typed as a number, but the position comes back beside it
            right: Any = line.cursorToX(at + 1)
            x = place.origin.x() + (float(left[0]) + float(right[0])) / 2
            top = place.origin.y() + line.y() + line.ascent() - 0.8 * place.px
            painter.drawLine(QLineF(x, top, x, top + place.px))
        at = text.find("\t", at + 1)
    painter.restore()
