"""Paints an entity: a dot in its colour, name, role or kind in words, and how often it is named."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from viewer.i18n import word
from viewer.icons import icon
from viewer.models.entities_model import COUNT_ROLE, ENTITY_ROLE
from viewer.models.layers import NamedEntity
from viewer.theme import Theme, ui_font
from viewer.widgets.row_delegate import RowDelegate

ROW_HEIGHT = 25
_COUNT_WIDTH = 34
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class EntityDelegate(RowDelegate):
    """Turns round where the window is read from the right."""

    least_size = QSize(120, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._themes.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(QRectF(option.rect), 5, 5)
        room = _Room(QRectF(option.rect), option.direction == Qt.LayoutDirection.RightToLeft)
        count = str(index.data(COUNT_ROLE))
        entity = index.data(ENTITY_ROLE)
        if isinstance(entity, NamedEntity):
            _paint_entity(painter, theme, room, entity)
        else:
            painter.setFont(ui_font(11, 600))
            painter.setPen(QColor(theme.muted))
            is_open = bool(option.state & QStyle.StateFlag.State_Open)
            folded = "left" if room.right_to_left else "right"
            chevron = icon("down" if is_open else folded, theme.muted, 12)
            chevron.paint(painter, room.part(3, 12).toRect())
            painter.drawText(room.part(20, room.width - 62), _MIDDLE | room.leading, index.data())
        painter.setFont(ui_font(11))
        painter.setPen(QColor(theme.muted))
        painter.drawText(
            room.part(room.width - _COUNT_WIDTH - 6, _COUNT_WIDTH), _MIDDLE | room.trailing, count
        )
        painter.restore()


class _Room:
    """A row, measured from its leading edge."""

    def __init__(self, rect: QRectF, right_to_left: bool) -> None:
        self._rect = rect
        self.right_to_left = right_to_left
        self.width = rect.width()
        self.leading = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        self.trailing = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight

    def part(self, left: float, width: float) -> QRectF:
        x = self._rect.right() - left - width if self.right_to_left else self._rect.left() + left
        return QRectF(x, self._rect.top(), max(0.0, width), self._rect.height())


def _paint_entity(painter: QPainter, theme: Theme, room: _Room, entity: NamedEntity) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.entity[entity.kind]))
    dot = room.part(20, 10)
    painter.drawEllipse(QPointF(dot.center().x(), dot.center().y()), 4, 4)
    space = room.width - 36 - _COUNT_WIDTH - 10
    painter.setFont(ui_font(12, 500))
    painter.setPen(QColor(theme.text))
    name = painter.fontMetrics().elidedText(entity.name, Qt.TextElideMode.ElideRight, int(space))
    used = painter.fontMetrics().horizontalAdvance(name)
    painter.drawText(room.part(36, space), _MIDDLE | room.leading, name)
    if space - used < 40:
        return
    about = entity.role or word("entity_one", entity.kind)
    painter.setFont(ui_font(11))
    painter.setPen(QColor(theme.faint))
    about = painter.fontMetrics().elidedText(about, Qt.TextElideMode.ElideRight, int(space - used - 8))
    painter.drawText(room.part(44 + used, space - used - 8), _MIDDLE | room.leading, about)
