"""A person's annotations: of the open statement, or of the whole archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStackedWidget, QToolButton, QWidget

from db.model import Annotation, Colour
from viewer.i18n import word
from viewer.models.annotations_model import AnnotationsModel
from viewer.theme import Themes
from viewer.widgets.annotation_delegate import AnnotationDelegate
from viewer.widgets.basics import column, label

_EMPTY_HERE = "Select words in the statement to mark them, or press N to write a note."
_EMPTY_ALL = "No passage of this archive is marked yet."


class AnnotationsPane(QWidget):
    """A click or Enter goes to the passage; E edits the note, Delete removes (undo brings it back).

    Signals:
        annotation_requested: its passage is to be shown (`Annotation`).
        edit_requested, remove_requested: (`Annotation`). colour_requested: (`Annotation`, str).
        all_wanted: whether those of the whole archive are to be shown.
        counted: how many are shown.
    """

    annotation_requested = Signal(object)
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    colour_requested = Signal(object, str)
    all_wanted = Signal(bool)
    counted = Signal(int)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.annotations = AnnotationsModel(self)
        self.list = _AnnotationList(themes, self.annotations)
        self.empty = label(_EMPTY_HERE, "faint", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(8, 4, 8, 4)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack, margins=(8, 0, 6, 6)))
        self.all_button = QToolButton()
        self.all_button.setText("All")
        self.all_button.setCheckable(True)
        self.all_button.setToolTip("Show the annotations of the whole archive")
        self.all_button.setAccessibleName("Annotations of the whole archive")
        self.all_button.toggled.connect(self.all_wanted)
        self._wire()
        self.show_annotations((), {})

    @property
    def shows_all(self) -> bool:
        return self.all_button.isChecked()

    def show_annotations(self, annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Shows annotations, with the title of their statement where `titles` has it."""
        kept = self.list.chosen()
        self.annotations.show(annotations, titles)
        self.empty.setText(_EMPTY_ALL if self.shows_all else _EMPTY_HERE)
        self._stack.setCurrentWidget(self.list if annotations else self.empty)
        self.counted.emit(len(annotations))
        if kept is not None:
            self.choose(kept.id)

    def choose(self, annotation: str) -> None:
        """Shows an annotation as chosen, in sight."""
        row = self.annotations.row_of(annotation)
        if row >= 0:
            self.list.setCurrentIndex(self.annotations.index(row))

    def focus_list(self) -> None:
        """Gives the focus to the list, its first row chosen if none is."""
        if not self.list.currentIndex().isValid() and self.annotations.rowCount():
            self.list.setCurrentIndex(self.annotations.index(0))
        target: QWidget = self.list if self.annotations.rowCount() else self.all_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _wire(self) -> None:
        self.list.clicked.connect(lambda index: self._go_to(index.row()))
        self.list.opened.connect(self.annotation_requested)
        self.list.edit_wanted.connect(self.edit_requested)
        self.list.remove_wanted.connect(self.remove_requested)
        self.list.customContextMenuRequested.connect(self._show_menu)

    def _go_to(self, row: int) -> None:
        self.annotation_requested.emit(self.annotations.annotation(row))

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            menu = self.menu_for(self.annotations.annotation(index.row()))
            menu.popup(self.list.viewport().mapToGlobal(at))

    def menu_for(self, annotation: Annotation) -> QMenu:
        """What can be done with an annotation."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, signal in (
            ("Go to the passage", self.annotation_requested),
            ("Edit the note…", self.edit_requested),
            ("Remove", self.remove_requested),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(annotation))
            menu.addAction(action)
        colours = menu.addMenu("Colour")
        for colour in Colour:
            action = QAction(word("colour", colour), colours, checkable=True)
            action.setChecked(colour == annotation.colour)
            action.triggered.connect(
                lambda _=False, colour=colour: self.colour_requested.emit(annotation, str(colour))
            )
            colours.addAction(action)
        return menu


class _AnnotationList(QListView):
    """The list itself, with its keys."""

    opened = Signal(object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, themes: Themes, model: AnnotationsModel) -> None:
        super().__init__()
        self._annotations = model
        self.setObjectName("painted")
        self.setModel(model)
        self.setItemDelegate(AnnotationDelegate(themes, self))
        self.setAccessibleName("My annotations")
        self.setAccessibleDescription("Enter goes to the passage, E edits, Delete removes.")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        themes.changed.connect(self.viewport().update)

    def chosen(self) -> Annotation | None:
        index = self.currentIndex()
        return self._annotations.annotation(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            int(Qt.Key.Key_Return): self.opened,
            int(Qt.Key.Key_Enter): self.opened,
            int(Qt.Key.Key_E): self.edit_wanted,
            int(Qt.Key.Key_Delete): self.remove_wanted,
        }
        signal, annotation = keys.get(event.key()), self.chosen()
        if signal is not None and annotation is not None:
            signal.emit(annotation)
        else:
            super().keyPressEvent(event)
