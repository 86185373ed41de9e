"""A quiet line over the page: what may have been lost when the text was read."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPushButton

from db.model import Statement
from resources.messages import sentence
from viewer.i18n import counted
from viewer.theme import Themes
from viewer.widgets.basics import ElidedLabel, IconButton, column, label, row


class Remarks(QFrame):
    """One line, which unfolds where there is more to say."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("remarks")
        self._icon = IconButton(themes, "info", "Remarks on this text", px=15)
        self._icon.setEnabled(False)
        self.first = ElidedLabel()
        self.whole = label("", "muted", wrap=True)
        self.whole.hide()
        self.more = QPushButton()
        self.more.setObjectName("link")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        head = row(self._icon, self.first, self.more, spacing=6)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.whole, margins=(10, 2, 12, 3), spacing=2))
        self.hide()

    def show_statement(self, statement: Statement | None) -> None:
        """Says what is to be said of its text."""
        warnings = statement.warnings if statement is not None else ()
        self.setVisible(bool(warnings))
        if statement is None or not warnings:
            return
        params = {"name": statement.source.name, "path": statement.source.name}
        said = [sentence(code, params) for code in warnings]
        self.first.show_text(said[0] if len(said) == 1 else f"{counted(len(said), 'remark')}: {said[0]}")
        self.whole.setText("\n".join(said))
        self.setAccessibleName(" ".join(said))
        self.more.setChecked(False)
        self._unfold(False)

    def _unfold(self, on: bool) -> None:
        self.whole.setVisible(on)
        self.more.setText("Less" if on else "More")
        self.more.setAccessibleName("Show less" if on else "Show all remarks on this text")
