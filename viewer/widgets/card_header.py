"""The clickable head of a card: a code in the accent colour, then a title that may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from db.model import Span
from viewer.theme import Themes, ui_font
from viewer.widgets.text_lines import Look, draw_lines, lines_height

_MARGIN = 3
_MOST_LINES = 4


class CardHeader(QAbstractButton):
    """A button to the keyboard and to screen readers. `set_words` gives what it shows."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._code = self._rest = ""
        self._open = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, code: str, rest: str, *, is_open: bool) -> None:
        self._code, self._rest, self._open = code, rest, is_open
        self.setText(f"{code} {rest}")
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text, look, spans = self._words()
        return round(lines_height(text, look, self._lines(), width - 2 * _MARGIN, spans)) + 2 * _MARGIN

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._themes.current.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        text, look, spans = self._words()
        width = self.width() - 2 * _MARGIN
        draw_lines(painter, QPointF(_MARGIN, _MARGIN), width, text, look, self._lines(), spans)
        painter.end()

    def _lines(self) -> int:
        return _MOST_LINES if self._open else 1

    def _words(self) -> tuple[str, Look, list[Span]]:
        theme = self._themes.current
        font = ui_font(13, 600) if self._open else ui_font(12)
        look = Look(font=font, colour=theme.text, mark_text=theme.accent, mark_weight=700)
        gap = "  " if self._code and self._rest else ""
        return f"{self._code}{gap}{self._rest}", look, [Span(0, len(self._code))]
