"""The search as one types: what is asked, when it is asked, and the pages of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from db.model import Failure, SearchRequest, SearchResults, SortOrder
from viewer.ports import CoreLike

PAGE = 50
PAUSE_MS = 120
"""A search is sent when nothing was typed for this long."""
CHANNEL = "search"
EVERYTHING = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: `filters` map the name of a facet to the chosen values."""

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: SortOrder | None = None

    @property
    def order(self) -> SortOrder:
        """As chosen; else by relevance, and everything by date, newest first."""
        return self.sort or (SortOrder.RELEVANCE if self.query.strip() else SortOrder.DATE)

    def toggled(self, facet: str, value: str, on: bool) -> Asked:
        """With a value of a facet chosen or not."""
        values = [each for each in self.filters.get(facet, ()) if each != value]
        chosen = {**self.filters, facet: (*values, value) if on else tuple(values)}
        return replace(self, filters={name: found for name, found in chosen.items() if found})

    def request(self, offset: int) -> SearchRequest:
        """The request for the page that begins at `offset`; facets are asked for with the first only."""
        return SearchRequest(
            query=self.query.strip() or EVERYTHING,
            limit=PAGE,
            offset=offset,
            sort=self.order,
            facets=offset == 0,
            filters=dict(self.filters),
        )

    def as_query(self) -> str:
        """Query and filters as one query, for an export of all results."""
        parts = [f"({self.query.strip()})"] if self.query.strip() else []
        for facet, values in self.filters.items():
            parts.append("(" + " OR ".join(f'{facet}:"{value}"' for value in values) + ")")
        return " AND ".join(parts) or EVERYTHING


class Searching(QObject):
    """Asks the core for what is typed and chosen.

    Signals:
        asked: what is asked has changed (`Asked`).
        arrived: the first page of an answer (`SearchResults`).
        continued: a further page.
        failed: the query could not be read or run (`Failure`).
    """

    asked = Signal(object)
    arrived = Signal(object)
    continued = Signal(object)
    failed = Signal(object)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self.state = Asked()
        self._loaded = 0
        self._total = 0
        self._generation = 0
        self._under_way = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask_now)

    @property
    def waiting(self) -> bool:
        """Whether an answer to what is typed is still to come."""
        return self._pause.isActive() or self._under_way

    def type(self, query: str) -> None:
        """Takes what is in the search box; asks after a short pause."""
        if query.strip() == self.state.query.strip():
            return
        self._change(replace(self.state, query=query))
        self._pause.start()

    def ask(self, query: str, *, keep_filters: bool = False) -> None:
        """Asks for a query at once."""
        self._change(replace(self.state, query=query, filters=self.state.filters if keep_filters else {}))
        self.ask_now()

    def toggle(self, facet: str, value: str, on: bool) -> None:
        self._change(self.state.toggled(facet, value, on))
        self.ask_now()

    def clear_filters(self) -> None:
        self._change(replace(self.state, filters={}))
        self.ask_now()

    def sort_by(self, order: SortOrder) -> None:
        self._change(replace(self.state, sort=order))
        self.ask_now()

    def ask_now(self) -> None:
        """Asks for the first page; an older search under way is superseded."""
        self._pause.stop()
        self._generation += 1
        self._send(0)

    def more(self) -> None:
        """Asks for the next page, if there is one and none is under way."""
        if not self.waiting and self._loaded < self._total:
            self._send(self._loaded)

    def _change(self, state: Asked) -> None:
        self.state = state
        self.asked.emit(state)

    def _send(self, offset: int) -> None:
        generation = self._generation
        self._under_way = True

        def done(results: SearchResults) -> None:
            if generation == self._generation:
                self._take(results, offset)

        def failed(failure: Failure) -> None:
            if generation == self._generation:
                self._under_way = False
                self.failed.emit(failure)

        request = self.state.request(offset)
        self._core.call("search", {"request": request}, done=done, failed=failed, channel=CHANNEL)

    def _take(self, results: SearchResults, offset: int) -> None:
        self._under_way = False
        self._loaded = offset + len(results.hits)
        self._total = results.total if results.hits else self._loaded
        (self.continued if offset else self.arrived).emit(results)
