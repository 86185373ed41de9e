"""Which statement is read, where, and the way back and forward over statements, hits and references."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.model import Span, Statement
from viewer.ports import CoreLike

MOST_PLACES = 200
Passage = tuple[int, int]
TakeHits = Callable[[list[Passage]], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A statement, and a passage of it (code points), or None for where it opens of itself."""

    statement: str
    at: Passage | None = None


class History:
    """Places that were read, with one of them as the present one."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._index = -1

    @property
    def can_back(self) -> bool:
        return self._index > 0

    @property
    def can_forward(self) -> bool:
        return self._index < len(self._places) - 1

    @property
    def present(self) -> Place | None:
        return self._places[self._index] if self._places else None

    def visit(self, place: Place) -> None:
        """Goes to a new place; what lay ahead is forgotten. The same place twice is once."""
        if place == self.present:
            return
        self._places = [*self._places[: self._index + 1], place][-MOST_PLACES:]
        self._index = len(self._places) - 1

    def move(self, step: int) -> Place | None:
        """One back (-1) or forward (1); None at the end."""
        if not 0 <= self._index + step < len(self._places):
            return None
        self._index += step
        return self._places[self._index]

    def clear(self) -> None:
        self._places, self._index = [], -1


class Reading(QObject):
    """Fetches statements to read, with where the query hits in them.

    Signals:
        opened: a statement is here (`Statement`, at: passage or None, hits: list of passages).
        moved: another passage of the statement that is open (start, end).
        history_changed: whether one can go back, and forward.
        hits_changed: other hits in the statement that is open (list of passages).
        failed: it could not be fetched (`Failure`).
    """

    opened = Signal(object, object, object)
    moved = Signal(int, int)
    history_changed = Signal(bool, bool)
    hits_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._history = History()
        self._query = ""
        self._fetches = 0
        self.statement: Statement | None = None

    def open(self, statement: str, at: Passage | None = None) -> None:
        """Opens a statement, or goes to another passage of the open one."""
        self._history.visit(Place(statement, at))
        self._go()

    def back(self) -> None:
        if self._history.move(-1):
            self._go()

    def forward(self) -> None:
        if self._history.move(1):
            self._go()

    def reload(self) -> None:
        """Fetches the open statement anew."""
        if self._history.present is not None:
            self._fetch(self._history.present)

    def forget(self) -> None:
        """Nothing is open, and there is no way back (another archive)."""
        self._fetches += 1
        self._history.clear()
        self.statement = None
        self.history_changed.emit(False, False)

    def search_is(self, query: str) -> None:
        """The query whose hits are shown in what is read."""
        if query.strip() == self._query:
            return
        self._query = query.strip()
        if self.statement is not None:
            self._find_hits(self.statement.id, self._show_hits_of(self.statement.id))

    def _go(self) -> None:
        place = self._history.present
        self.history_changed.emit(self._history.can_back, self._history.can_forward)
        if place is None:
            return
        if self.statement is not None and self.statement.id == place.statement and place.at:
            self._fetches += 1
            self.moved.emit(*place.at)
        else:
            self._fetch(place)

    def _fetch(self, place: Place) -> None:
        """Asks for statement and hits; tells when both are here, unless another was asked for since."""
        self._fetches += 1
        fetch = self._fetches

        def done(statement: Statement) -> None:
            if fetch == self._fetches:
                self.statement = statement
                self._find_hits(statement.id, show)

        def show(hits: list[Passage]) -> None:
            if fetch == self._fetches and self.statement is not None:
                self.opened.emit(self.statement, place.at, hits)

        self._core.call("statement", {"id": place.statement}, done=done, failed=self.failed.emit)

    def _show_hits_of(self, statement: str) -> TakeHits:
        def show(hits: list[Passage]) -> None:
            if self.statement is not None and self.statement.id == statement:
                self.hits_changed.emit(hits)

        return show

    def _find_hits(self, statement: str, take: TakeHits) -> None:
        """Where the query hits; nowhere where it is empty or cannot be read (the search tells that)."""
        if self._query in ("", "*"):
            take([])
            return

        def done(hits: Iterable[Span]) -> None:
            take([(hit.start, hit.end) for hit in hits])

        self._core.call(
            "hits_in", {"id": statement, "query": self._query}, done=done, failed=lambda _: take([])
        )
