"""Quiet bars above the panes: what the program has to say without being in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from viewer.theme import Themes
from viewer.widgets.basics import IconButton, column, label, row


class Banner(QFrame):
    """One message, what can be done about it, and a button that puts it away (`closed`)."""

    closed = Signal()

    def __init__(self, themes: Themes, icon_name: str) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._icon = IconButton(themes, icon_name, tint="text")
        self._icon.setEnabled(False)
        self.message = label("", "muted", wrap=True)
        self.message.setStyleSheet("color: palette(text);")
        self.button = QPushButton()
        self.button.setObjectName("link")
        self.decline = QPushButton()
        self.decline.setObjectName("link")
        self.decline.clicked.connect(self.put_away)
        self.close_button = IconButton(themes, "close", "Put this message away")
        self.close_button.clicked.connect(self.put_away)
        parts = (self._icon, self.message, self.button, self.decline, self.close_button)
        layout = row(*parts, margins=(6, 2, 6, 2), spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._then: Callable[[], object] = self.put_away
        self.button.clicked.connect(self._act)

    def tell(
        self, text: str, action: str = "", then: Callable[[], object] | None = None, decline: str = ""
    ) -> None:
        self.message.setText(text)
        self.decline.setText(decline)
        self.decline.setVisible(bool(decline))
        self.close_button.setVisible(not decline)
        self.setAccessibleName(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._then = then or self.put_away
        self.show()

    def put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        self._then()


class Banners(QWidget):
    """At most one message of each sort: a newer one takes the place of an older."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._made: dict[str, Banner] = {}
        self._layout = column(spacing=4)
        self.setLayout(self._layout)
        self.hide()

    def tell(
        self,
        sort: str,
        text: str,
        *,
        icon_name: str = "info",
        action: str = "",
        then: Callable[[], object] | None = None,
        decline: str = "",
    ) -> Banner:
        """Shows a message of a sort (``error``, ``core``), and what a click on `action` does.

        `decline` are the words for putting it away, where that is an answer ("Not now").
        """
        if sort not in self._made:
            self._made[sort] = Banner(self._themes, icon_name)
            self._made[sort].closed.connect(self._fit)
            self._layout.addWidget(self._made[sort])
        self._made[sort].tell(text, action, then, decline)
        self._fit()
        return self._made[sort]

    def take_away(self, sort: str) -> None:
        if sort in self._made:
            self._made[sort].put_away()

    def _fit(self) -> None:
        """Takes no room while there is nothing to say."""
        self.setHidden(all(banner.isHidden() for banner in self._made.values()))

    def text(self, sort: str) -> str:
        """The message of a sort that is shown now, or nothing."""
        banner = self._made.get(sort)
        return "" if banner is None or banner.isHidden() else banner.message.text()
