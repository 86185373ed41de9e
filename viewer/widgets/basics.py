"""Small parts the panes are made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.icons import icon
from viewer.theme import Themes

Part = QWidget | QLayout | None
Margins = tuple[int, int, int, int]


def row(*parts: Part, margins: Margins = (0, 0, 0, 0), spacing: int = 6) -> QHBoxLayout:
    """Parts side by side; None is room that stretches."""
    layout = QHBoxLayout()
    _fill(layout, parts, margins, spacing)
    return layout


def column(*parts: Part, margins: Margins = (0, 0, 0, 0), spacing: int = 6) -> QVBoxLayout:
    """Parts one under the other; None is room that stretches."""
    layout = QVBoxLayout()
    _fill(layout, parts, margins, spacing)
    return layout


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], margins: Margins, spacing: int) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch()
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def label(text: str = "", style: str = "muted", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `style` is its name in the style sheet. Text of documents is never read as HTML."""
    made = QLabel(text)
    made.setObjectName(style)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if style in ("chip", "badge"):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def link(text: str, told: str = "") -> QPushButton:
    """A quiet button that looks like a link; `told` is what it says to a screen reader and as a tool tip."""
    made = QPushButton(text)
    made.setObjectName("link")
    made.setAccessibleName(told or text)
    made.setToolTip(told)
    return made


def clear_layout(layout: QLayout) -> None:
    """Takes all widgets out of a layout and lets them go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def line() -> QFrame:
    """A hair line between two parts."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(1)
    return made


def framed(layout: QLayout, style: str = "panel") -> QFrame:
    """A frame of that style around a layout."""
    frame = QFrame()
    frame.setObjectName(style)
    frame.setLayout(layout)
    return frame


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """The button that closes a dialog; Enter does not press it."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    button = box.button(QDialogButtonBox.StandardButton.Close)
    button.setAutoDefault(False)
    button.setDefault(False)
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    box.rejected.connect(dialog.reject)
    return box


class IconButton(QToolButton):
    """A button that shows an action, or an icon of its own, in the theme's colours.

    `tint` is the name of the theme's colour its icon has (``muted``, ``accent``).
    """

    def __init__(
        self,
        themes: Themes,
        name: str,
        tip: str = "",
        *,
        tint: str = "muted",
        text: str = "",
        px: int = 18,
    ) -> None:
        super().__init__()
        self._themes = themes
        self._name = name
        self._tint = tint
        self.setText(text)
        self.setToolTip(tip or text)
        self.setAccessibleName(tip or text)
        self._px = px
        self.setIconSize(QSize(px, px))
        with_text = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(with_text if text else Qt.ToolButtonStyle.ToolButtonIconOnly)
        themes.changed.connect(self._paint)
        self._paint()

    def triggers(self, action: QAction) -> IconButton:
        """A click triggers the action; what can be done is seen."""
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        if not self.text():
            self.setToolTip(action.toolTip())
            self.setAccessibleName(action.text())
        return self

    def show_icon(self, name: str, tint: str | None = None) -> None:
        """Shows another icon."""
        self._name = name
        self._tint = tint or self._tint
        self._paint()

    def _paint(self) -> None:
        self.setIcon(icon(self._name, getattr(self._themes.current, self._tint), self._px))


class ElidedLabel(QLabel):
    """One line of plain text that ends in dots where it does not fit, and says all of it in its tool tip."""

    def __init__(self, text: str = "", style: str = "muted") -> None:
        super().__init__()
        self.setObjectName(style)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(40, self.width())))


class ElidedLink(QPushButton):
    """A link of one line that takes the width there is and ends in dots."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(30, self.width() - 8)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(f"\u2068{shown}\u2069")  # isolated: the title keeps its own direction
