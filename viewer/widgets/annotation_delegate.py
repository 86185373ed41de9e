"""Paints an annotation as a small card: bar in its colour, note, words marked, tags and day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from viewer.models.annotations_model import ANNOTATION_ROLE, META_ROLE
from viewer.theme import ui_font
from viewer.widgets.row_delegate import RowDelegate
from viewer.widgets.text_lines import Look, draw_lines

ROW_HEIGHT = 76


class AnnotationDelegate(RowDelegate):
    """A card for each annotation."""

    least_size = QSize(140, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._themes.current
        annotation = index.data(ANNOTATION_ROLE)
        card = QRectF(option.rect).adjusted(1, 3, -3, -3)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.border), 1))
        painter.setBrush(QColor(theme.base))
        painter.drawRoundedRect(card, 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.annotation[annotation.colour].bar))
        x = card.right() - 3.5 if rtl else card.left() + 0.5
        painter.drawRoundedRect(QRectF(x, card.top() + 6, 3, card.height() - 12), 1.5, 1.5)
        at, width = QPointF(card.left() + 12, card.top() + 6), card.width() - 22
        if annotation.note:
            note = Look(font=ui_font(12), colour=theme.text)
            at += QPointF(0, 1 + draw_lines(painter, at, width, annotation.note, note, 1))
        quote = Look(font=ui_font(11), colour=theme.muted)
        lines = 1 if annotation.note else 2
        at += QPointF(0, 2 + draw_lines(painter, at, width, f"“{annotation.quote}”", quote, lines))
        meta = Look(font=ui_font(11), colour=theme.faint)
        draw_lines(painter, at, width, str(index.data(META_ROLE)), meta, 1)
        painter.restore()
