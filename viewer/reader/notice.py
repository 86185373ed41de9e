"""What the reader shows for an original without any text: what it is, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from db.model import Statement
from resources.messages import sentence
from viewer.i18n import date_text, size_text, word
from viewer.theme import reading_font
from viewer.widgets.basics import column, label, row

_WHAT = (
    "No text could be read from it. Most often the pages are pictures of words, as a scanner or a camera "
    "makes them. The original is kept as it came, and can be found by its name and date."
)
_HOW = (
    "To read it here: install Tesseract, with the language that it is written in, restart Muniment, and "
    "import the file again."
)


class NoText(QWidget):
    """`source_requested` asks where the statement came from."""

    source_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "title", wrap=True)
        self.title.setFont(reading_font(22, 600))
        self.what = label("", "faint", wrap=True)
        self.said = label("", "muted", wrap=True)
        for part in (self.title, self.what, self.said):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.source = QPushButton("Where it came from")
        self.source.clicked.connect(self.source_requested)
        self.setFocusProxy(self.source)
        box = QWidget()
        box.setMaximumWidth(520)
        box.setLayout(column(self.title, self.what, self.said, row(self.source, None), spacing=14))
        middle = row(None, box, None)
        middle.setStretch(1, 10)
        self.setLayout(column(None, middle, None, None, margins=(28, 24, 28, 24)))
        self.hide()

    def show_statement(self, statement: Statement | None) -> None:
        """Speaks of a statement without text; of None it is silent."""
        self.setVisible(statement is not None)
        if statement is None:
            return
        source = statement.source
        self.title.setText(statement.title or source.name)
        facts = [source.name, source.media_type, size_text(source.size) if source.size else ""]
        facts += [date_text(statement.date) if statement.date else ""]
        self.what.setText(" · ".join(fact for fact in [*facts, word("kind", statement.kind)] if fact))
        other = [code for code in statement.warnings if code != "text.none"]
        reasons = [sentence(code, {"name": source.name, "path": source.name}) for code in other]
        self.said.setText("\n\n".join([_WHAT, _HOW, *reasons]))
        self.setAccessibleName(f"{self.title.text()}: no text")
