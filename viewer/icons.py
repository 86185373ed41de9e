"""The program's own icons: SVGs in resources/icons, drawn in the colour asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import listing, read_text

_SCALES = (1, 2)


def names() -> frozenset[str]:
    """The names of all icons."""
    return frozenset(path.rsplit("/", 1)[-1].removesuffix(".svg") for path in listing("icons", ".svg"))


@cache
def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon of that name in that colour (``#rrggbb``), `size` pixels square, crisp at 1x and 2x."""
    svg = read_text(f"icons/{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(svg.encode())
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(_drawn(renderer, size, scale))
    return made


def _drawn(renderer: QSvgRenderer, size: int, scale: int) -> QPixmap:
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
