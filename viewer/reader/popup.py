"""What can be done with selected words, offered beside them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from viewer.reader.colour_button import COLOURS, ColourButton
from viewer.theme import Themes
from viewer.widgets.basics import IconButton, row

GAP = 8


class SelectionPopup(QFrame):
    """Four colours, Note, Tag, Copy with citation. It never takes the focus; keys work on the page itself."""

    command = Signal(str)
    """A colour's name, ``note``, ``tag`` or ``cite``."""

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setObjectName("popup")
        self.setAccessibleName("For the selected words")
        parts: list[QWidget] = [self._colour(themes, index) for index in range(len(COLOURS))]
        parts += [
            self._separator(),
            self._button(IconButton(themes, "note", "Note (N)", text="Note"), "note"),
            self._button(IconButton(themes, "tag", "Tag (T)"), "tag"),
            self._separator(),
            self._button(
                IconButton(themes, "quote", "Copy with citation (Ctrl+Shift+C)", text="Copy with citation"),
                "cite",
            ),
        ]
        self.setLayout(row(*parts, margins=(8, 3, 6, 3), spacing=2))
        self._shadow = QGraphicsDropShadowEffect(self)
        self._shadow.setBlurRadius(22)
        self._shadow.setOffset(0, 4)
        self.setGraphicsEffect(self._shadow)
        themes.changed.connect(self._wear)
        self._wear()
        self.hide()

    def _colour(self, themes: Themes, index: int) -> QWidget:
        button = ColourButton(themes, COLOURS[index], self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _=False, name=COLOURS[index].value: self.command.emit(name))
        return button

    def _button(self, button: IconButton, name: str) -> QWidget:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.command.emit(name))
        return button

    def _separator(self) -> QWidget:
        line = QFrame()
        line.setObjectName("line")
        line.setFixedSize(1, 20)
        return line

    def _wear(self) -> None:
        self._shadow.setColor(QColor(self._themes.current.shadow))

    def place(self, words: list[QRectF], within: QRect) -> None:
        """Shows itself beside the words: above them, else below them, else over the edge above `within`.

        All in the coordinates of the parent; `within` is where the page is seen.
        """
        self.adjustSize()
        self.move(place_beside(words, within, self.size()))
        self.show()
        self.raise_()


def place_beside(words: list[QRectF], within: QRect, size: QSize) -> QPoint:
    """The corner for something of that size, so that it covers none of the words."""
    top = min(rect.top() for rect in words)
    bottom = max(rect.bottom() for rect in words)
    anchor = words[0].left() - 10
    above = round(top) - size.height() - GAP
    below = round(bottom) + GAP + 2
    if above >= within.top():
        y = above
    elif below + size.height() <= within.bottom():
        y = below
        anchor = words[-1].left() - 10
    else:
        y = within.top() - size.height() - 2
    x = min(max(round(anchor), within.left() + 8), within.right() - size.width() - 8)
    return QPoint(max(x, within.left()), y)
