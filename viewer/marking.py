"""Annotations: making, changing and removing them, each step with its way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from db.model import Annotation
from viewer.ports import CoreLike

MOST_STEPS = 200
Step = Callable[[], None]


class _Step(QUndoCommand):
    """One step that has been done already: the first redo, which Qt calls on pushing, does nothing."""

    def __init__(self, text: str, redo: Step, undo: Step) -> None:
        super().__init__(text)
        self._redo = redo
        self._undo = undo
        self._done = True

    def redo(self) -> None:
        if not self._done:
            self._redo()
        self._done = True

    def undo(self) -> None:
        self._done = False
        self._undo()


class Marking(QObject):
    """Writes annotations through the core. The core tells of each change itself (`Core.changed`).

    Signals:
        added: a new annotation is stored (`Annotation`, whether its note is to be written now).
    """

    added = Signal(object, bool)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)

    def add(self, statement: str, start: int, end: int, colour: str, *, with_note: bool = False) -> None:
        """Marks a passage (code points)."""

        def done(annotation: Annotation) -> None:
            identity = annotation.id
            self._push("marking a passage", lambda: self._restore(identity), lambda: self._remove(identity))
            self.added.emit(annotation, with_note)

        arguments = {"id": statement, "start": start, "end": end, "note": "", "tags": [], "colour": colour}
        self._core.call("annotate", arguments, done=done)

    def change(self, before: Annotation, **changes: object) -> None:
        """Changes ``note``, ``tags`` or ``colour``; what stays the same is no step."""
        old: dict[str, object] = {
            "note": before.note,
            "tags": list(before.tags),
            "colour": str(before.colour),
        }
        new = {key: value for key, value in changes.items() if value != old[key]}
        if not new:
            return
        back = {key: old[key] for key in new}
        what = "changing the colour" if "colour" in new else "changing a note"

        def done(_: Annotation) -> None:
            self._push(what, lambda: self._edit(before.id, new), lambda: self._edit(before.id, back))

        self._edit(before.id, new, done)

    def remove(self, annotation: Annotation) -> None:
        """Puts an annotation in the trash; undo brings it back."""
        identity = annotation.id

        def done(_: None) -> None:
            self._push(
                "removing an annotation", lambda: self._remove(identity), lambda: self._restore(identity)
            )

        self._remove(identity, done)

    def _push(self, text: str, redo: Step, undo: Step) -> None:
        self.stack.push(_Step(text, redo, undo))

    def _edit(
        self, annotation: str, changes: dict[str, object], done: Callable[[Any], None] | None = None
    ) -> None:
        arguments: dict[str, object] = {"annotation": annotation, "note": None, "tags": None, "colour": None}
        self._core.call("edit_annotation", arguments | changes, done=done or _settled)

    def _remove(self, annotation: str, done: Callable[[Any], None] | None = None) -> None:
        self._core.call("remove_annotation", {"annotation": annotation}, done=done or _settled)

    def _restore(self, annotation: str) -> None:
        self._core.call("restore_annotation", {"annotation": annotation}, done=_settled)


def _settled(_: object) -> None:
    """Nothing more to do: the core's notice of the change refreshes what shows it."""
