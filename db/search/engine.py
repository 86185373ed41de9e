"""The protocol of search engines. No object of an engine's library passes through it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from db.model import FacetValue, SearchRequest
from db.search.document import IndexDocument, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHit:
    """A statement that matches. The higher the score, the better; scores compare within one answer only."""

    id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineAnswer:
    """Which statements match, the best `limit` from `offset` on; `total` counts all that match."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)


class Engine(Protocol):
    """A full-text engine over one index folder. One writer; `apply` is one atomic, durable commit."""

    def stamp(self) -> Stamp | None:
        """The stamp of the last commit, or None for a new, foreign, older or unreadable index."""

    def apply(self, documents: Iterable[IndexDocument], deletions: Sequence[str], stamp: Stamp) -> None:
        """Adds or replaces documents, deletes others, and writes the stamp: all or nothing."""

    def rebuild(self, documents: Iterable[IndexDocument], stamp: Stamp) -> None:
        """Replaces everything. The old index goes on serving until the new one is committed."""

    def search(self, request: SearchRequest) -> EngineAnswer:
        """Runs a query. Raises `db.errors.QueryError` for one that cannot be read."""

    def suggestion(self, query: str) -> str | None:
        """The query with words the archive does not know put right from those it knows, or None."""

    def close(self) -> None:
        """Lets go of files. The engine is of no use afterwards."""
