"""A box to choose from that shows an arrow in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from viewer.icons import icon

_ARROW = 14
_EDGE = 8


class Choice(QComboBox):
    """The style sheet takes the platform's arrow away, which does not fit; this one is painted over."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = _EDGE if mirrored else self.width() - _EDGE - _ARROW
        place = QRect(x, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        painter = QPainter(self)
        icon("down", colour, _ARROW).paint(painter, place)
        painter.end()
