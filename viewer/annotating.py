"""Ties the annotations of the archive to the reader and to the list beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from db.model import Annotation, Statement
from viewer.archive_watch import ArchiveWatch
from viewer.listing import AnnotationLists
from viewer.marking import Marking
from viewer.panes.annotations_pane import AnnotationsPane
from viewer.ports import CoreLike
from viewer.reader.pane import ReaderPane
from viewer.reading import Reading


class Annotating(QObject):
    """What is asked for in the reader or in the list is written; what was written is shown in both."""

    def __init__(
        self,
        core: CoreLike,
        archive: ArchiveWatch,
        reading: Reading,
        reader: ReaderPane,
        pane: AnnotationsPane,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._reading = reading
        self._reader = reader
        self._pane = pane
        self._present: tuple[Annotation, ...] = ()
        self.marking = Marking(core, self)
        self.lists = AnnotationLists(core, self)
        self._wire()

    def _wire(self) -> None:
        reader, pane, marking = self._reader, self._pane, self.marking
        reader.annotate_requested.connect(self._add)
        reader.note_changed.connect(lambda which, note, tags: self._change(which, note=note, tags=tags))
        reader.colour_changed.connect(lambda which, colour: self._change(which, colour=colour))
        reader.remove_requested.connect(self._remove)
        reader.annotation_activated.connect(pane.choose)
        pane.annotation_requested.connect(self._open)
        pane.edit_requested.connect(self._edit)
        pane.remove_requested.connect(marking.remove)
        pane.colour_requested.connect(lambda which, colour: marking.change(which, colour=colour))
        pane.all_wanted.connect(lambda _: self.refresh())
        self.lists.of_statement.connect(self._show)
        self.lists.of_archive.connect(self._show_all)
        self._archive.annotations_changed.connect(self.refresh)

    def follow(self, statement: Statement) -> None:
        """The statement that is read now."""
        self.lists.follow(statement)

    def forget(self) -> None:
        """Another archive: nothing of the old one can be undone here."""
        self.marking.stack.clear()
        self.lists.forget()

    def refresh(self) -> None:
        """Shows what is in the archive now."""
        self.lists.refresh()
        if self._pane.shows_all:
            self.lists.refresh_all()

    def _add(self, start: int, end: int, colour: str, with_note: bool) -> None:
        statement = self._reading.statement
        if statement is not None:
            self.marking.add(statement.id, start, end, colour, with_note=with_note)

    def _change(self, annotation: str, **changes: object) -> None:
        found = self._find(annotation)
        if found is not None:
            self.marking.change(found, **changes)

    def _remove(self, annotation: str) -> None:
        found = self._find(annotation)
        if found is not None:
            self.marking.remove(found)

    def _find(self, annotation: str) -> Annotation | None:
        return next((each for each in self._present if each.id == annotation), None)

    def _open(self, annotation: Annotation) -> None:
        self._reading.open(annotation.statement, (annotation.start, annotation.end))

    def _edit(self, annotation: Annotation) -> None:
        """Opens the passage, then its note for writing: at once, or when its statement is here."""
        present = self._reading.statement
        if present is None or present.id != annotation.statement:
            self._reading.opened.connect(
                lambda *_: self._reader.open_note(annotation.id), Qt.ConnectionType.SingleShotConnection
            )
            self._open(annotation)
            return
        self._open(annotation)
        self._reader.open_note(annotation.id)

    def _show(self, annotations: tuple[Annotation, ...]) -> None:
        self._present = annotations
        self._reader.set_annotations(annotations)
        if not self._pane.shows_all:
            self._pane.show_annotations(annotations, {})

    def _show_all(self, annotations: tuple[Annotation, ...], titles: Mapping[str, str]) -> None:
        if self._pane.shows_all:
            self._pane.show_annotations(annotations, titles)
