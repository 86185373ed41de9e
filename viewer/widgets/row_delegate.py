"""What delegates that paint their own rows have in common: the colours of now, one height for all rows."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from viewer.theme import Themes


class RowDelegate(QStyledItemDelegate):
    """Rows have one height, so that long lists scroll without measuring."""

    least_size: ClassVar[QSize]
    """Least width, and the height of every row, in pixels."""

    def __init__(self, themes: Themes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.least_size
