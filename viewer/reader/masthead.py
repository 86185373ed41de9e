"""The line with kind, issuer, date and place under the title; the title too where the text has none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextDocument, QTextLayout, QTextOption

from db.model import BlockRole, Statement
from viewer.i18n import date_text, word
from viewer.offsets import Offsets
from viewer.reader.document import META_ROOM, STYLES, font_of
from viewer.reader.geometry import laid
from viewer.reader.page import Page
from viewer.theme import Theme, ui_font

TOP = 18
"""Pixels above the first line of the page."""

_BETWEEN = "  ·  "


def meta_text(statement: Statement) -> str:
    """ "Press release · Special Procedures · 5 June 2025 · Geneva", of the facts that are known."""
    date = date_text(statement.date) if statement.date else None
    facts = (word("kind", statement.kind), statement.issuer, date, statement.place)
    return _BETWEEN.join(fact for fact in facts if fact)


class Masthead:
    """Knows where the line belongs: under the title in the text, or under a title of its own."""

    def __init__(self, statement: Statement, offsets: Offsets, px: int) -> None:
        titles = [
            block for block in statement.blocks if block.role is BlockRole.TITLE and block.end > block.start
        ]
        self.in_text = bool(titles)
        self._after = offsets.to_utf16(max(titles[0].end - 1, 0)) if titles else -1
        self._title = statement.title
        self._meta = meta_text(statement)
        self._px = px

    def room(self, page: Page) -> int:
        """Pixels to leave free above the text."""
        return TOP if self.in_text else TOP + round(self._title_height(page)) + META_ROOM + 10

    def paint(self, painter: QPainter, document: QTextDocument, page: Page, theme: Theme) -> None:
        """Paints in page coordinates."""
        if self.in_text:
            place = laid(document, document.findBlock(self._after))
            top = place.origin.y() + place.block.layout().boundingRect().bottom() + 8
        else:
            top = TOP + self._paint_title(painter, page, theme) + 8
        painter.setFont(ui_font(12, 500))
        painter.setPen(QColor(theme.muted))
        side = Qt.AlignmentFlag.AlignRight if page.mirrored else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(self._meta, Qt.TextElideMode.ElideRight, page.column)
        side |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(page.left, top, page.column, 20), side, shown)

    def _title_layout(self, page: Page) -> QTextLayout:
        layout = QTextLayout(self._title, font_of(STYLES[BlockRole.TITLE], self._px))
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if page.mirrored else Qt.LayoutDirection.LayoutDirectionAuto
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(page.column)
            line.setPosition(QPointF(0, y))
            y += line.height() * 1.05
        layout.endLayout()
        return layout

    def _title_height(self, page: Page) -> float:
        return self._title_layout(page).boundingRect().height()

    def _paint_title(self, painter: QPainter, page: Page, theme: Theme) -> float:
        layout = self._title_layout(page)
        painter.setPen(QColor(theme.text))
        layout.draw(painter, QPointF(page.left, TOP))
        return layout.boundingRect().height()
