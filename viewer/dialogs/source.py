"""Where a statement came from: the files and pages it was found in, with what proves them unchanged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from db.model import Source, Statement
from viewer.i18n import counted, size_text
from viewer.widgets.basics import column, label, row

_WIDTH = 600
_MOST_SOURCES = 50


def facts_of(source: Source) -> list[tuple[str, str]]:
    """What is known of a source, by name."""
    facts = [
        ("File", source.name),
        ("Row", source.member),
        ("Taken out of", source.container),
        ("Web address", source.url),
        ("Captured", _moment(source.captured_at)),
        ("Imported", _moment(source.imported_at)),
        ("Format", source.media_type),
        ("Size", size_text(source.size) if source.size else None),
        ("Encoding", source.encoding),
        ("SHA-256", source.sha256),
    ]
    return [(name, value) for name, value in facts if value]


def _moment(moment: str | None) -> str | None:
    """An ISO 8601 moment as exact as it is, for proof."""
    return moment.replace("T", " ").replace("Z", " UTC") if moment else None


class SourceDialog(QDialog):
    """Goes away on Escape or a click elsewhere."""

    def __init__(self, statement: Statement, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setWindowTitle("Source")
        self.setAccessibleName("Source of the statement")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sources = statement.sources or (statement.source,)
        many = len(self.sources) > 1
        head = f"Found in {counted(len(self.sources), 'file')}" if many else "Where this statement comes from"
        self.copy = QPushButton("Copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        inside = QWidget()
        inside.setLayout(column(*map(_table, self.sources[:_MOST_SOURCES]), None, spacing=14))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        frame = QFrame()
        frame.setObjectName("card")
        layout = column(row(label(head, "heading"), None, self.copy), area, margins=(16, 12, 10, 12))
        frame.setLayout(layout)
        self.setLayout(column(frame))
        lines = sum(len(facts_of(source)) + 2 for source in self.sources[:3])
        self.resize(_WIDTH, min(460, 110 + 21 * lines))
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_under(self, button: QWidget) -> None:
        """Shows itself beneath a button, within its window."""
        window = button.window()
        at = button.mapTo(window, QPoint(0, button.height() + 4))
        at.setX(max(8, min(at.x() - self.width() // 2, window.width() - self.width() - 8)))
        self.move(window.mapToGlobal(at))
        self.show()

    def _copy(self) -> None:
        parts = ["\n".join(f"{name}: {value}" for name, value in facts_of(each)) for each in self.sources]
        QGuiApplication.clipboard().setText("\n\n".join(parts))
        self.close()


def _table(source: Source) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 6, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    for line, (name, value) in enumerate(facts_of(source)):
        shown = QLineEdit(value)  # one line that can be selected and scrolled: a hash is copied as it is
        shown.setObjectName("fact")
        shown.setReadOnly(True)
        shown.setCursorPosition(0)
        shown.setToolTip(value)
        shown.setAccessibleName(name)
        grid.addWidget(label(name, "muted"), line, 0)
        grid.addWidget(shown, line, 1)
    grid.setColumnStretch(1, 1)
    return made
