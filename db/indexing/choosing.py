"""Which statements are meant: by a query, by their ids, or all that are annotated."""

from __future__ import annotations

from collections.abc import Sequence

from db.errors import UsageError
from db.model import SearchRequest
from db.search import Engine
from db.store import Reading


def chosen(reading: Reading, engine: Engine, query: str | None, ids: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of the statements. Raises `QueryError`, and `UsageError` ``statement.unknown``."""
    if query is not None:
        every = SearchRequest(query=query, limit=max(1, reading.statements.count()))
        return tuple(hit.id for hit in engine.search(every).hits)
    if ids is None:
        return tuple(dict.fromkeys(annotation.statement for annotation in reading.annotations.of()))
    known = {line.id for line in reading.statements.summaries_of(ids)}
    for id in ids:
        if id not in known:
            raise UsageError("statement.unknown", id=id)
    return tuple(dict.fromkeys(ids))
