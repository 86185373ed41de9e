"""A part of a column with a heading that folds it away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from viewer.theme import Themes
from viewer.widgets.basics import IconButton, column, label, line, row

_UNBOUND = 16_777_215  # QWIDGETSIZE_MAX


class Section(QFrame):
    """Heading with title, count and shortcut; under it the content. `folded` tells whether it is folded."""

    folded = Signal(bool)

    def __init__(
        self, themes: Themes, title: str, shortcut: str, content: QWidget, *, divided: bool = True
    ) -> None:
        super().__init__()
        self.content = content
        self._title = title
        self._button = IconButton(themes, "down", title, text=title, px=14)
        self._button.setObjectName("section")
        self._button.setCheckable(False)
        self._button.clicked.connect(lambda: self.set_folded(not self.is_folded))
        self._count = label("", "chip")
        self._count.hide()
        self.extra = row(spacing=4)
        head = row(self._button, self._count, None, spacing=6, margins=(10, 6, 12, 2))
        head.addLayout(self.extra)
        head.addWidget(label(shortcut, "faint"))
        self.setLayout(column(*((line(),) if divided else ()), head, content, spacing=2))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    @property
    def is_folded(self) -> bool:
        return self.content.isHidden()

    @property
    def heading(self) -> QToolButton:
        return self._button

    def set_count(self, count: int | None) -> None:
        """Shows how many there are; none is not said."""
        self._count.setVisible(bool(count))
        self._count.setText("" if count is None else str(count))
        self._button.setAccessibleName(self._title if count is None else f"{self._title}, {count}")

    def set_folded(self, folded: bool) -> None:
        """Shows the heading alone, or everything."""
        if folded == self.is_folded:
            return
        self.content.setHidden(folded)
        self.setMaximumHeight(self.sizeHint().height() if folded else _UNBOUND)
        self._button.show_icon("right" if folded else "down")
        self.folded.emit(folded)
