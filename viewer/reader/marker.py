"""A folded note: a sign beside the passage where there is no room for a card."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from db.model import Annotation
from viewer.icons import icon
from viewer.reader.describe import describe_annotation
from viewer.theme import Themes

MARKER = 24
"""Pixels, square."""


class Marker(QToolButton):
    """Shows the note in its tool tip, and opens it at a click."""

    def __init__(self, themes: Themes, annotation: Annotation, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._colour = annotation.colour
        self.setFixedSize(MARKER, MARKER)
        self.setIconSize(QSize(17, 17))
        self.setStyleSheet("padding: 1px;")
        self.setToolTip(f"<qt>{describe_annotation(annotation)}</qt>")
        self.setAccessibleName(f"Note: {annotation.note or ' '.join(annotation.tags)}")
        themes.changed.connect(self._wear)
        self._wear()

    def _wear(self) -> None:
        self.setIcon(icon("note", self._themes.current.annotation[self._colour].bar))
