"""A note beside its passage: shown as a card, changed in place."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from db.model import Annotation, AnnotationState
from viewer.reader.colour_button import COLOURS, ColourButton
from viewer.reader.describe import signature
from viewer.reader.overlay import paint_bar
from viewer.theme import Themes, ui_font
from viewer.widgets.basics import IconButton, column, label, row

_SEPARATORS = re.compile(r"[\s,;#،，、]+")


def tags_of(words: str) -> list[str]:
    """The tags in what was typed: parted by spaces, commas or ``#``; each once, in order."""
    return list(dict.fromkeys(tag for tag in _SEPARATORS.split(words) if tag))


class NoteEditor(QWidget):
    """Note, tags, colour. Ctrl+Enter saves, Esc gives up."""

    saved = Signal()
    given_up = Signal()
    colour_chosen = Signal(str)
    remove_asked = Signal()

    def __init__(self, themes: Themes, annotation: Annotation) -> None:
        super().__init__()
        self.note = QPlainTextEdit(annotation.note)
        self.note.setPlaceholderText("Note")
        self.note.setAccessibleName("Note")
        self.note.setTabChangesFocus(True)
        self.note.setFont(ui_font(12))
        self.note.setFixedHeight(84)
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.tags = QLineEdit(" ".join(annotation.tags))
        self.tags.setPlaceholderText("Tags, parted by spaces")
        self.tags.setAccessibleName("Tags")
        self.tags.setFont(ui_font(12))
        self.note.installEventFilter(self)
        self.tags.installEventFilter(self)
        self.setLayout(
            column(self.note, self.tags, self._tools(themes, annotation), self._buttons(), spacing=5)
        )

    def _tools(self, themes: Themes, annotation: Annotation) -> QWidget:
        tools = QWidget()
        buttons: list[QWidget] = []
        for colour in COLOURS:
            button = ColourButton(themes, colour)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(colour is annotation.colour)
            button.clicked.connect(lambda _=False, name=colour.value: self.colour_chosen.emit(name))
            buttons.append(button)
        remove = IconButton(themes, "trash", "Remove this annotation")
        remove.clicked.connect(self.remove_asked)
        tools.setLayout(row(*buttons, None, remove, spacing=1))
        return tools

    def _buttons(self) -> QWidget:
        self.save_button = QPushButton("Save")
        self.save_button.setObjectName("chip")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.saved)
        cancel = QPushButton("Cancel")
        cancel.setObjectName("quiet_chip")
        cancel.setToolTip("Esc")
        cancel.clicked.connect(self.given_up)
        place = QWidget()
        place.setLayout(row(None, cancel, self.save_button, spacing=5))
        return place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (held or watched is self.tags):
                self.saved.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
        return super().eventFilter(watched, event)


class NoteCard(QFrame):
    """One annotation's note. A click, Enter or F2 opens it for writing."""

    note_saved = Signal(str, str, list)
    colour_chosen = Signal(str, str)
    remove_asked = Signal(str)
    chosen = Signal(str)
    resized = Signal()
    closed = Signal(str)

    def __init__(self, themes: Themes, annotation: Annotation, parent: QWidget, *, mirrored: bool) -> None:
        super().__init__(parent)
        self._mirrored = mirrored
        self.annotation = annotation
        self.editor: NoteEditor | None = None
        self._themes = themes
        self._note = label("", "note", wrap=True)
        self._note.setFont(ui_font(12))
        self._sign = label("", "faint", wrap=True)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Qt would show text in the direction of the page; a note has its own
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        sides = (9, 7, 13, 7) if mirrored else (13, 7, 9, 7)
        self._column: QVBoxLayout = column(self._note, self._sign, margins=sides, spacing=4)
        self.setLayout(self._column)
        self.show_annotation(annotation)

    @property
    def is_editing(self) -> bool:
        return self.editor is not None

    def show_annotation(self, annotation: Annotation) -> None:
        """Shows what is written now. What is being typed is not touched."""
        self.annotation = annotation
        review = annotation.state is AnnotationState.REVIEW
        place = "Check its place: the words were not found again.\n" if review else ""
        self._note.setText(place + (annotation.note or ("" if annotation.tags or review else "Add a note…")))
        self._note.setVisible(bool(self._note.text()) and not self.is_editing)
        self._sign.setText(signature(annotation, colour=False))
        self._sign.setVisible(bool(self._sign.text()) and not self.is_editing)
        self.setAccessibleName(f"Note: {annotation.note or 'empty'}")
        self.setAccessibleDescription(f"On “{annotation.quote[:120]}”. {signature(annotation)}")
        self.update()

    def height_at(self, width: int) -> int:
        """How high the card is at a width."""
        self.setFixedWidth(width)
        self._column.activate()
        wraps = self._column.hasHeightForWidth()  # not while only the editor is shown
        height = self._column.totalHeightForWidth(width) if wraps else self._column.totalSizeHint().height()
        return max(34, height)

    def begin(self, *, tags: bool = False) -> None:
        """Opens the note for writing; the cursor in the note, or in the tags."""
        if self.editor is None:
            self.editor = NoteEditor(self._themes, self.annotation)
            self.editor.saved.connect(self.finish)
            self.editor.given_up.connect(self.give_up)
            self.editor.colour_chosen.connect(lambda name: self.colour_chosen.emit(self.annotation.id, name))
            self.editor.remove_asked.connect(lambda: self.remove_asked.emit(self.annotation.id))
            self._column.addWidget(self.editor)
            self.editor.show()
            self.show_annotation(self.annotation)
            self.resized.emit()
        (self.editor.tags if tags else self.editor.note).setFocus()

    def finish(self) -> None:
        """Keeps what was written: told only where something changed."""
        if self.editor is None:
            return
        note, tags = self.editor.note.toPlainText().strip(), tags_of(self.editor.tags.text())
        self._end()
        if note != self.annotation.note or tuple(tags) != self.annotation.tags:
            self.note_saved.emit(self.annotation.id, note, tags)

    def give_up(self) -> None:
        """Forgets what was written."""
        self._end()

    def _end(self) -> None:
        if self.editor is None:
            return
        self._column.removeWidget(self.editor)
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = None
        self.show_annotation(self.annotation)
        self.closed.emit(self.annotation.id)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self.is_editing:
            self.chosen.emit(self.annotation.id)
            self.begin()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.chosen.emit(self.annotation.id)
            self.begin()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(self.annotation.id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(self.width() - 3.5 if self._mirrored else 0.5, 7, 3.0, self.height() - 14)
        paint_bar(painter, bar, self.annotation.colour, self._themes.current)
