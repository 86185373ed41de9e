"""A page of a comparison: what was removed is struck out, what was added underlined; both are coloured."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit

from db.model import Colour, DiffKind, EntityKind
from viewer.comparing import Run
from viewer.theme import Theme, reading_font

_SLICE = 12_000
"""Characters set at a time, so that the window answers while a long comparison is laid out."""

_COST = 40
"""Characters that the setting of one run is worth."""

_MARGIN = 14
_PART = 0.3
"""How far down the page a change is put."""


class DiffPage(QTextEdit):
    """Shows runs. `whole` is emitted when all of them are on the page; `scrolled` when a person scrolls."""

    whole = Signal()
    scrolled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("diff")
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(reading_font(15))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._waiting: list[Run] = []
        self._made: QTextDocument | None = None
        self._shown: QTextDocument | None = None
        self._formats: dict[DiffKind, QTextCharFormat] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())

    def show_runs(self, runs: Sequence[Run], theme: Theme) -> None:
        """Begins to set the runs; goes on as the window has time, and shows them when all are set."""
        self._formats = {kind: _format(kind, theme) for kind in DiffKind}
        self._waiting = [part for run in reversed(runs) for part in reversed(_sliced(run))]
        # a document that is not shown is not laid out: every piece would lay out its paragraph anew
        self._made = QTextDocument(self)
        self._made.setUndoRedoEnabled(False)
        self._made.setDocumentMargin(_MARGIN)
        self._made.setDefaultFont(self.font())
        self._timer.start()

    @property
    def is_whole(self) -> bool:
        """Whether all of the runs are shown."""
        return self._made is None

    def _go_on(self) -> None:
        if self._made is None:
            return
        cursor = QTextCursor(self._made)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        room = _SLICE
        while self._waiting and room > 0:
            run = self._waiting.pop()
            cursor.insertText(run.text, self._formats[run.kind])
            room -= len(run.text) + _COST
        if not self._waiting:
            self._timer.stop()
            old, self._shown = self._shown, self._made
            self._made = None
            self.setDocument(self._shown)
            if old is not None:
                old.deleteLater()
            self.whole.emit()

    def top(self) -> int:
        """The position of the first line that is seen."""
        return self.cursorForPosition(self.viewport().rect().topLeft()).position()

    def go_to(self, position: int) -> None:
        """Brings a position into the upper part of the page; the caret goes there too."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.put_at_top(cursor.position(), part=_PART)

    def put_at_top(self, position: int, *, part: float = 0.0) -> None:
        """Scrolls so that the line of a position is `part` of the page's height below its top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - round(part * self.viewport().height()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever loaded for a text."""
        return None


def _sliced(run: Run) -> list[Run]:
    if len(run.text) <= _SLICE:
        return [run]
    pieces = [run.text[at : at + _SLICE] for at in range(0, len(run.text), _SLICE)]
    return [Run(run.kind, text, 0, 0) for text in pieces]


def _format(kind: DiffKind, theme: Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind is DiffKind.REMOVED:
        made.setForeground(QColor(theme.danger))
        ground = QColor(theme.danger)
        ground.setAlphaF(0.09)
        made.setBackground(ground)
        made.setFontStrikeOut(True)
    elif kind is DiffKind.ADDED:
        made.setForeground(QColor(theme.entity[EntityKind.ORGANIZATION]))
        made.setBackground(QColor(theme.annotation[Colour.GREEN].fill))
        made.setFontUnderline(True)
    return made
