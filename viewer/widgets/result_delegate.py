"""Paints a found statement: title, a line about it, and a piece of its text with the hits marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from db.model import Span
from viewer.i18n import is_right_to_left
from viewer.models.results_model import HIT_ROLE, META_ROLE
from viewer.theme import Theme, ui_font
from viewer.widgets.row_delegate import RowDelegate
from viewer.widgets.text_lines import Look, draw_lines

ROW_HEIGHT = 112
_LEFT, _RIGHT = 16, 14


_BEFORE_HIT = 36
"""Characters shown before the first hit: a row is narrow, and the hit must stand in it."""


def from_first_hit(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """A snippet that begins shortly before its first hit, at a word, and the hits within that."""
    first = min((span.start for span in spans), default=0)
    begin = text.find(" ", first - _BEFORE_HIT, first) + 1 if first > _BEFORE_HIT else 0
    if begin == 0:
        return text, tuple(spans)
    shift = begin - 1  # a mark of omission takes the place of what is left out
    return "…" + text[begin:], tuple(Span(span.start - shift, span.end - shift) for span in spans)


class ResultDelegate(RowDelegate):
    """A statement that was found, in the direction of its own language."""

    least_size = QSize(200, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._themes.current
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hit = index.data(HIT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = is_right_to_left(hit.title)
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            _paint_selected(painter, rect, theme, focused=focused, right_to_left=right_to_left)
        else:
            painter.setPen(QColor(theme.border))
            painter.drawLine(rect.left() + _LEFT, rect.bottom(), rect.right() - _RIGHT, rect.bottom())
        self._paint_lines(painter, rect, index, theme)
        painter.restore()

    def _paint_lines(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        theme: Theme,
    ) -> None:
        hit = index.data(HIT_ROLE)
        width = rect.width() - _LEFT - _RIGHT
        at = QPointF(rect.left() + _LEFT, rect.top() + 9)
        title = Look(font=ui_font(13, 600), colour=theme.text, mark=theme.hit, mark_text=theme.text)
        at += QPointF(0, 1 + draw_lines(painter, at, width, hit.title, title, 2, hit.title_spans))
        meta = Look(font=ui_font(11), colour=theme.muted, at_right=is_right_to_left(hit.title))
        at += QPointF(0, 3 + draw_lines(painter, at, width, str(index.data(META_ROLE)), meta, 1))
        snippet = Look(font=ui_font(12), colour=theme.muted, mark=theme.hit, mark_text=theme.text)
        lines = 2 if at.y() + 36 <= rect.bottom() else 1
        text, spans = from_first_hit(hit.snippet, hit.snippet_spans)
        draw_lines(painter, at, width, text, snippet, lines, spans)


def _paint_selected(
    painter: QPainter, rect: QRect, theme: Theme, *, focused: bool, right_to_left: bool
) -> None:
    painter.setPen(QPen(QColor(theme.accent), 1) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent_soft))
    painter.drawRoundedRect(QRectF(rect.adjusted(4, 2, -4, -2)), 7, 7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    x = rect.right() - 7 if right_to_left else rect.left() + 4
    painter.drawRoundedRect(QRectF(x, rect.top() + 9, 3, rect.height() - 18), 1.5, 1.5)
