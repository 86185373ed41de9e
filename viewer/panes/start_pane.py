"""What the middle shows while nothing is read: how to begin, or how to search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QStackedWidget, QWidget

from viewer.dialogs.shortcuts import search_examples
from viewer.icons import icon
from viewer.theme import Themes, reading_font
from viewer.widgets.basics import Part, column, label, row

_EXAMPLES = 7


class StartPane(QFrame):
    """Signals: wishes of a person who begins; `query_requested` tries an example."""

    archive_requested = Signal()

    import_requested = Signal()
    folder_requested = Signal()
    sample_requested = Signal()
    query_requested = Signal(str)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._themes = themes
        self._picture = QLabel()
        self._pages = QStackedWidget()
        self.opening = self._opening_page()
        self.empty = self._empty_page()
        self.ready = self._ready_page()
        self.failed = self._failed_page()
        for page in (self.opening, self.empty, self.ready, self.failed):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        themes.changed.connect(self._paint)
        self._paint()

    def show_opening(self) -> None:
        self._pages.setCurrentWidget(self.opening)

    def show_failed(self, said: str) -> None:
        """The archive could not be opened."""
        self.reason.setText(said)
        self._pages.setCurrentWidget(self.failed)

    def show_empty(self) -> None:
        """The archive has no statement yet."""
        self._pages.setCurrentWidget(self.empty)

    def allow_import(self, allowed: bool) -> None:
        """Whether the archive can be written to."""
        self.import_button.setEnabled(allowed)
        self.folder_button.setEnabled(allowed)

    def show_ready(self) -> None:
        """There are statements, and none is open."""
        self._pages.setCurrentWidget(self.ready)

    def _opening_page(self) -> QWidget:
        return _middle(label("Opening the archive…", "muted"))

    def _empty_page(self) -> QWidget:
        title = _title("This archive is empty")
        how = label(
            "Drop files or folders anywhere on this window, or choose them. The originals are kept as they "
            "are; nothing leaves this computer.",
            "muted",
            wrap=True,
        )
        how.setMaximumWidth(460)
        self.import_button = QPushButton("Import files…")
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(self.import_requested)
        self.folder_button = QPushButton("Import a folder…")
        self.folder_button.clicked.connect(self.folder_requested)
        self.sample_button = QPushButton("Open the sample archive")
        self.sample_button.setObjectName("link")
        self.sample_button.setToolTip("Invented statements in six languages, to try everything with")
        self.sample_button.clicked.connect(self.sample_requested)
        buttons = row(self.import_button, self.folder_button, None, spacing=10)
        return _middle(self._picture, title, how, buttons, row(self.sample_button, None))

    def _failed_page(self) -> QWidget:
        self.reason = label("", "muted", wrap=True)
        self.reason.setMinimumWidth(380)
        another = QPushButton("Open another archive…")
        another.clicked.connect(self.archive_requested)
        sample = QPushButton("Open the sample archive")
        sample.clicked.connect(self.sample_requested)
        return _middle(_title("The archive could not be opened"), self.reason, row(another, sample, None))

    def _ready_page(self) -> QWidget:
        title = _title("Choose a statement, or search")
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        for line, (query, meaning) in enumerate(search_examples()[:_EXAMPLES]):
            button = QPushButton(query)
            button.setObjectName("link")
            button.setAccessibleName(f"Search for {query}: {meaning}")
            button.clicked.connect(lambda _=False, query=query: self.query_requested.emit(query))
            grid.addWidget(button, line, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(label(meaning, "muted"), line, 1)
        return _middle(title, table)

    def _paint(self) -> None:
        self._picture.setPixmap(icon("archive", self._themes.current.faint, 44).pixmap(44, 44))


def _title(text: str) -> QLabel:
    made = label(text, "title")
    made.setFont(reading_font(22, 600))
    return made


def _middle(*parts: Part) -> QWidget:
    page, box = QWidget(), QWidget()
    box.setLayout(column(*parts, spacing=14))
    box.setMaximumWidth(560)
    page.setLayout(column(None, row(None, box, None), None, margins=(24, 24, 24, 24)))
    return page
