"""A round button that stands for a colour; its number and its name say which, beside the colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.model import Colour
from viewer.reader.describe import colour_name
from viewer.theme import Themes, ui_font

COLOURS: tuple[Colour, ...] = tuple(Colour)


class ColourButton(QAbstractButton):
    """One of the colours a passage can be marked with."""

    def __init__(self, themes: Themes, colour: Colour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self._themes = themes
        self._under = False
        number = COLOURS.index(colour) + 1
        self._number = str(number)
        self.setToolTip(f"{colour_name(colour)} ({number})")
        self.setAccessibleName(f"Mark {colour_name(colour).lower()}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(22, 24)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._under = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        chosen = self.isChecked() or self._under or self.hasFocus()
        painter.setPen(QPen(QColor(theme.text), 1.4) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.annotation[self.colour].bar))
        painter.drawEllipse(centre, 8.0, 8.0)
        painter.setFont(ui_font(10, 700))
        painter.setPen(_readable_on(theme.annotation[self.colour].bar, theme.text, theme.base))
        painter.drawText(
            QRectF(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignCenter, self._number
        )


def _readable_on(ground: str, *choices: str) -> QColor:
    """The one of several colours that stands out most from its ground."""
    light = _luminance(QColor(ground))

    def contrast(colour: QColor) -> float:
        other = _luminance(colour)
        return (max(light, other) + 0.05) / (min(light, other) + 0.05)

    return max((QColor(choice) for choice in choices), key=contrast)


def _luminance(colour: QColor) -> float:
    """Relative luminance as the WCAG 2 define it, by the usual power of 2.2."""
    return float(
        0.2126 * colour.redF() ** 2.2 + 0.7152 * colour.greenF() ** 2.2 + 0.0722 * colour.blueF() ** 2.2
    )
