"""What a person does on the page: point, click, step through citations, press keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from db.model import Annotation, Mention, Quotation, Reference, ReferenceStatus
from viewer.reader.describe import (
    describe_annotation,
    describe_mention,
    describe_quotation,
    describe_reference,
    document_name,
)
from viewer.reader.overlay import Scene
from viewer.reader.view import TextView

Target = Reference | Mention | Annotation | Quotation

_COMMANDS = {
    Qt.Key.Key_1: "amber",
    Qt.Key.Key_2: "green",
    Qt.Key.Key_3: "blue",
    Qt.Key.Key_4: "violet",
    Qt.Key.Key_N: "note",
    Qt.Key.Key_T: "tag",
}


class ReadingView(TextView):
    """The page, answering to mouse and keys."""

    reference_chosen = Signal(str, str)
    entity_chosen = Signal(str, str)
    annotation_chosen = Signal(str)
    command = Signal(str)
    """A key for the selection: a colour's name, ``note``, ``tag`` or ``cite``."""

    dismissed = Signal()
    """Esc, or something was copied: what floats over the page goes away."""

    released = Signal()
    """The mouse button was let go: the selection stands."""

    hit_asked = Signal(int)

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(scene, parent)
        self.labels: dict[str, str] = {}
        self._pressed: QPoint | None = None
        self.setAccessibleDescription("Tab steps through the citations, Enter opens one.")

    @property
    def is_dragging(self) -> bool:
        """Whether a mouse button is held, so that a selection may still grow."""
        return self._pressed is not None

    # pointing

    def targets_at(self, position: int) -> list[Target]:
        """What a position belongs to, the most telling first: citations, entities, marks, quotations."""
        layers = self.scene.layers
        found: list[Target] = [piece.source for piece in layers.references.at(position)]
        found += [piece.source for piece in layers.mentions.at(position)]
        found += [piece.source for piece in layers.annotations.at(position)]
        found += [piece.source for piece in layers.quotations.at(position)]
        return found

    def _targets_under(self, point: QPoint) -> list[Target]:
        position = self.position_at(point)
        return [] if position is None else self.targets_at(position)

    def describe(self, targets: list[Target]) -> str:
        """Rich text on what is under the pointer; empty where there is nothing to say."""
        references = [each for each in targets if isinstance(each, Reference)]
        parts = [describe_reference(each, self.labels) for each in references]
        if not references:
            parts = [describe_mention(each) for each in targets if isinstance(each, Mention)][:1]
        parts += [describe_annotation(each) for each in targets if isinstance(each, Annotation)]
        if not parts:
            parts = [describe_quotation(each) for each in targets if isinstance(each, Quotation)]
        return "<hr>".join(parts)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.describe(self._targets_under(event.pos()))
            # an empty rich text would leave the old tip standing
            QToolTip.showText(event.globalPos(), f"<qt>{words}</qt>" if words else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self.scene.focused = None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            targets = self._targets_under(event.position().toPoint())
            hand = any(isinstance(each, Reference | Mention | Annotation) for each in targets)
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        still = pressed is not None and (point - pressed).manhattanLength() < QApplication.startDragDistance()
        if still and not self.textCursor().hasSelection():
            self._choose(self._targets_under(point), self.viewport().mapToGlobal(point))
        self.released.emit()

    def _choose(self, targets: list[Target], where: QPoint) -> None:
        references = [each for each in targets if isinstance(each, Reference)]
        if references:
            self._choose_reference(references, where)
            return
        for each in targets:
            if isinstance(each, Mention):
                self.entity_chosen.emit(each.kind.value, each.id or each.name)
                return
            if isinstance(each, Annotation):
                self.annotation_chosen.emit(each.id)
                return

    def _choose_reference(self, references: list[Reference], where: QPoint) -> None:
        """One resolved work opens; several, or candidates, are shown to choose from."""
        works = [
            (document_id, reference.pinpoint or "")
            for reference in references
            for document_id in ((reference.id,) if reference.id else reference.candidates)
        ]
        sure = all(reference.status is ReferenceStatus.RESOLVED for reference in references)
        if len(works) == 1 and sure:
            self.reference_chosen.emit(*works[0])
        elif works:
            self.menu_of_works(works, sure=sure).popup(where)

    def menu_of_works(self, works: list[tuple[str, str]], *, sure: bool) -> QMenu:
        """A menu of the works a citation means (or, not `sure`, may mean)."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection("Cites" if sure else "Could be one of these")
        for document_id, pinpoint in works:
            name = document_name(document_id, self.labels).replace("&", "&&")
            action = menu.addAction(f"{name} ({document_id})")
            action.triggered.connect(
                lambda _=False, work=document_id, at=pinpoint: self.reference_chosen.emit(work, at)
            )
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self.textCursor().hasSelection()
        for text, name in (
            ("Copy\tCtrl+C", "copy"),
            ("Copy with citation\tCtrl+Shift+C", "cite"),
            ("Note\tN", "note"),
            ("Tag\tT", "tag"),
        ):
            action = menu.addAction(text)
            action.setEnabled(selected)
            action.triggered.connect(lambda _=False, name=name: self._run(name))
        menu.addSeparator()
        menu.addAction("Select all\tCtrl+A").triggered.connect(self.selectAll)
        menu.popup(event.globalPos())

    def _run(self, name: str) -> None:
        if name == "copy":
            self._copy_and_dismiss()
        else:
            self.command.emit(name)

    # keys

    def event(self, event: QEvent) -> bool:
        overrides = event.type() == QEvent.Type.ShortcutOverride
        # while words are selected, these keys are for them, whatever they do elsewhere in the window
        if overrides and isinstance(event, QKeyEvent) and self._command_of(event):
            event.accept()
            return True
        return super().event(event)

    def _command_of(self, event: QKeyEvent) -> str | None:
        if not self.textCursor().hasSelection():
            return None
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if modifiers == both:
            return "cite" if event.key() == Qt.Key.Key_C else None
        return _COMMANDS.get(Qt.Key(event.key())) if not modifiers else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if name := self._command_of(event):
            self.command.emit(name)
            return
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._release_focus()
            self.dismissed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_focused()
        elif key == Qt.Key.Key_F3:
            self.hit_asked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
            if event.matches(QKeySequence.StandardKey.Copy):
                self.dismissed.emit()

    def _copy_and_dismiss(self) -> None:
        self.copy()
        self.dismissed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from citation to citation, and out of the page after the last one."""
        pieces = self.scene.layers.references.pieces
        here = self.scene.focused.start if self.scene.focused else self._start_of_stepping(forward=forward)
        if forward:
            following = next((piece for piece in pieces if piece.start > here), None)
        else:
            following = next((piece for piece in reversed(pieces) if piece.start < here), None)
        if following is None:
            self._release_focus()
            return super().focusNextPrevChild(forward)
        self.scene.focused = following
        cursor = self.textCursor()
        cursor.setPosition(following.start)
        self.setTextCursor(cursor)
        if not self.is_in_sight(following.start, following.end):
            self.scroll_to(following.start, part=0.4)
        self.viewport().update()
        return True

    def _start_of_stepping(self, *, forward: bool) -> int:
        """Stepping begins at what is seen: the first citation in the window, or the last before its end."""
        top = self.top_position()
        if forward:
            return top - 1
        end = self.cursorForPosition(QPoint(self.scene.page.right, self.viewport().height())).position()
        return end + 1

    def _release_focus(self) -> None:
        self.scene.focused = None
        self.viewport().update()

    def _open_focused(self) -> None:
        cursor: QTextCursor = self.textCursor()
        focused = self.scene.focused
        position = focused.start if focused else cursor.position()
        targets = self.targets_at(position)
        rects = self.rects(position, position + 1)
        where = rects[0].bottomLeft().toPoint() if rects else QPoint()
        self._choose(targets, self.viewport().mapToGlobal(where))
