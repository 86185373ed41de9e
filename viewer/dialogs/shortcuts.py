"""All shortcuts, and how to search, on one page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QWidget

from resources import read_text
from viewer.actions import ACTIONS
from viewer.widgets.basics import column, label, row

_IN_PANES = (
    ("Up, Down in the search box", "Move in the results"),
    ("Enter in the search box", "Open the result"),
    ("Enter on an entity", "Go to its next mention"),
    ("E, Delete on an annotation", "Edit its note, remove it"),
    ("Escape", "Clear the search; close what lies on top"),
)


def search_examples() -> tuple[tuple[str, str], ...]:
    """Queries and what they find, from resources/help/searching.txt."""
    lines = read_text("help/searching.txt").splitlines()
    return tuple((query, meaning) for query, _, meaning in (line.partition("\t") for line in lines))


class ShortcutsDialog(QDialog):
    """Made from the list of actions: nothing can be missing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Shortcuts and searching")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = QWidget()
        keys.setLayout(column(*self._groups(), None, spacing=12))
        words = QWidget()
        words.setLayout(column(*_group("Searching", search_examples()), None, spacing=12))
        inner = QWidget()
        inner.setLayout(row(keys, words, margins=(18, 14, 18, 14), spacing=40))
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setLayout(column(area, row(None, buttons, margins=(12, 4, 12, 10)), spacing=0))
        self.resize(900, 640)

    def _groups(self) -> list[QWidget]:
        found: list[QWidget] = []
        for group in dict.fromkeys(spec.group for spec in ACTIONS):
            pairs = [
                (", ".join(_native(keys) for keys in spec.shortcuts), spec.text)
                for spec in ACTIONS
                if spec.group == group and spec.shortcuts
            ]
            found += _group(group, pairs)
        return found + _group("In the panes", _IN_PANES)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _group(title: str, pairs: Iterable[tuple[str, str]]) -> list[QWidget]:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(4)
    for line, (keys, meaning) in enumerate(pairs):
        shown: QLabel = label(keys, "badge")
        grid.addWidget(shown, line, 0, Qt.AlignmentFlag.AlignLeading)
        grid.addWidget(label(meaning, "muted"), line, 1)
    grid.setColumnStretch(1, 1)
    return [label(title, "heading"), table]
