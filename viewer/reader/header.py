"""The bar over the page: back and forward, what is open, the hits, the size of the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QWidget

from viewer.i18n import number, word
from viewer.reader.siblings import Siblings
from viewer.theme import Themes, ui_font
from viewer.widgets.basics import ElidedLabel, IconButton, label, row


class HeaderBar(QFrame):
    """Tells what a person asks for; the pane does it."""

    back_requested = Signal()
    forward_requested = Signal()
    next_hit_requested = Signal()
    previous_hit_requested = Signal()
    larger_requested = Signal()
    smaller_requested = Signal()
    usual_size_requested = Signal()
    popup_wanted = Signal(bool)
    source_requested = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = self._button(IconButton(themes, "back", "Back (Alt+Left)"), self.back_requested)
        self.forward = self._button(
            IconButton(themes, "forward", "Forward (Alt+Right)"), self.forward_requested
        )
        self.trail = label("", "muted")
        self.title = ElidedLabel("", "crumb")
        self.title.setFont(ui_font(12, 600))
        self.language = label("", "badge")
        self.siblings = Siblings(themes)
        self.siblings.shown_changed.connect(self._show_language)
        self._language = ""
        self.info = self._button(IconButton(themes, "info", "Source (Ctrl+I)"), self.source_requested)
        self.hits = label("", "muted")
        self.previous = self._button(
            IconButton(themes, "up", "Previous hit (Shift+F3)"), self.previous_hit_requested
        )
        self.next = self._button(IconButton(themes, "down", "Next hit (F3)"), self.next_hit_requested)
        self.text_size = self._size_button(themes)
        parts = (self.back, self.forward, self.trail, self.title, self.language, self.siblings)
        after = (self.hits, self.previous, self.next, self.info, self.text_size)
        bar = row(*parts, *after, margins=(8, 6, 8, 5), spacing=4)
        bar.setStretchFactor(self.title, 1)
        bar.setAlignment(self.language, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(bar)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_history(can_back=False, can_forward=False)
        self.show_hits(-1, 0)
        self.show_title("", "")

    def _button(self, button: IconButton, signal: object) -> IconButton:
        button.clicked.connect(signal)
        return button

    def _size_button(self, themes: Themes) -> IconButton:
        button = IconButton(themes, "text_size", "Size of the text")
        menu = QMenu(button)
        for text, signal in (
            ("Larger\tCtrl++", self.larger_requested),
            ("Smaller\tCtrl+-", self.smaller_requested),
            ("Usual size", self.usual_size_requested),
        ):
            menu.addAction(text).triggered.connect(signal)
        menu.addSeparator()
        self.popup_action = QAction("Offer marks and notes beside a selection", menu)
        self.popup_action.setCheckable(True)
        self.popup_action.setChecked(True)
        self.popup_action.toggled.connect(self.popup_wanted)
        menu.addAction(self.popup_action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def show_title(self, title: str, language: str, trail: tuple[str, ...] = ()) -> None:
        """What is open, in which language (ISO 639-1), and the way that led there."""
        self.trail.setText("".join(f"{step}  ›" for step in trail))
        self.trail.setVisible(bool(trail))
        self.title.show_text(title)
        self.language.setText(language.upper())
        self.language.setToolTip(word("language", language) if language else "")
        self.language.setAccessibleName(self.language.toolTip())
        self._language = language
        self.info.setVisible(bool(title))
        self._show_language()

    def _show_language(self) -> None:
        """The language of a statement that stands alone; of others the chips tell it."""
        alone = self._language not in ("", "und") and not self.siblings.is_used
        self.language.setVisible(alone)

    def show_hits(self, current: int, total: int) -> None:
        """ "4 / 15 hits"; nothing where there are none. `current` counts from 0; -1 is none yet."""
        words = f"{number(total)} {'hit' if total == 1 else 'hits'}"
        self.hits.setText(f"{number(current + 1)} / {words}" if current >= 0 else words)
        for part in (self.hits, self.previous, self.next):
            part.setVisible(total > 0)

    def show_history(self, *, can_back: bool, can_forward: bool) -> None:
        self.back.setEnabled(can_back)
        self.forward.setEnabled(can_forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.siblings.fit(self.width())
