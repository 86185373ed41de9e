"""Keeps the lists of annotations as they are in the archive."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.model import Annotation, Failure, Statement
from viewer.ports import CoreLike

MOST_TITLES = 200
"""Statements whose titles are fetched for the list of all annotations."""


class AnnotationLists(QObject):
    """Signals: `of_statement` (annotations of the open one), `of_archive` (all, titles of statements)."""

    of_statement = Signal(object)
    of_archive = Signal(object, object)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._statement: str | None = None
        self._titles: dict[str, str] = {}
        self._all: tuple[Annotation, ...] = ()

    def follow(self, statement: Statement | None) -> None:
        """The statement that is read now. It brings its annotations with it."""
        self._statement = statement.id if statement else None
        if statement is not None:
            self._titles[statement.id] = statement.title
        self.of_statement.emit(statement.annotations if statement else ())

    def refresh(self) -> None:
        """Asks for the annotations of the open statement."""
        asked_for = self._statement
        if asked_for is None:
            self.of_statement.emit(())
            return

        def done(annotations: tuple[Annotation, ...]) -> None:
            if asked_for == self._statement:
                self.of_statement.emit(annotations)

        self._core.call("annotations", {"id": asked_for}, done=done)

    def refresh_all(self) -> None:
        """Asks for those of the whole archive, then for the titles that are not known yet."""
        self._core.call("annotations", {"id": None}, done=self._take_all)

    def forget(self) -> None:
        """Another archive."""
        self._titles.clear()
        self._all = ()
        self.follow(None)

    def _take_all(self, annotations: tuple[Annotation, ...]) -> None:
        self._all = annotations
        self.of_archive.emit(annotations, dict(self._titles))
        missing = dict.fromkeys(each.statement for each in annotations if each.statement not in self._titles)
        for statement in list(missing)[:MOST_TITLES]:
            self._core.call("statement", {"id": statement}, done=self._take_title, failed=_no_title)

    def _take_title(self, statement: Statement) -> None:
        self._titles[statement.id] = statement.title
        self.of_archive.emit(self._all, dict(self._titles))


def _no_title(_: Failure) -> None:
    """The annotation is shown without a title."""
