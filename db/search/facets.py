"""Facets: how many of the statements found have each value, and narrowing by values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from db.errors import UsageError
from db.model import FacetValue
from db.search.fields import FACETS
from db.search.segments import Snapshot

MOST_VALUES = 50

Filters = Mapping[str, tuple[str, ...]]


def allowed(snapshot: Snapshot, filters: Filters) -> dict[str, frozenset[int]]:
    """For each filter, the statements that have one of its values.

    Raises:
        UsageError: ``search.unknown_facet``.
    """
    found: dict[str, frozenset[int]] = {}
    for name, values in filters.items():
        if name not in FACETS:
            raise UsageError("search.unknown_facet", facet=name, known=", ".join(FACETS))
        if values:
            chosen = frozenset(values)
            found[name] = frozenset(
                segment.base + number
                for segment in snapshot.segments
                for number in segment.live
                if not chosen.isdisjoint(segment.columns.facets[name][number])
            )
    return found


def narrowed(documents: Iterable[int], filters: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """The statements that pass every filter."""
    return frozenset(documents).intersection(*filters.values())


def count_facets(
    snapshot: Snapshot, documents: Iterable[int], filters: Mapping[str, frozenset[int]], chosen: Filters
) -> dict[str, tuple[FacetValue, ...]]:
    """The values of every facet among `documents` (all that the query finds, before any filter).

    A facet counts what its own filter leaves out as well: what one would get by choosing that value, too.
    """
    found = frozenset(documents)
    every = sorted(narrowed(found, filters))
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name in FACETS:
        others = {other: held for other, held in filters.items() if other != name}
        among = every if len(others) == len(filters) else sorted(narrowed(found, others))
        counts: Counter[str] = Counter()
        for column, numbers in _by_segment(snapshot, name, among):
            for number in numbers:
                counts.update(column[number])
        if counts:
            facets[name] = _sorted(counts, snapshot.labels, chosen.get(name, ()))
    return facets


def _by_segment(
    snapshot: Snapshot, name: str, documents: list[int]
) -> Iterable[tuple[list[tuple[str, ...]], list[int]]]:
    for segment in snapshot.segments:
        end = segment.base + len(segment.columns.ids)
        numbers = [document - segment.base for document in documents if segment.base <= document < end]
        yield segment.columns.facets[name], numbers


def _sorted(
    counts: Counter[str], labels: Mapping[str, str], chosen: tuple[str, ...]
) -> tuple[FacetValue, ...]:
    values = [
        FacetValue(value=value, label=labels.get(value, value), count=count)
        for value, count in counts.items()
    ]
    values.sort(key=lambda value: (-value.count, value.label, value.value))
    kept = [value for value in values[MOST_VALUES:] if value.value in chosen]
    return tuple(values[:MOST_VALUES] + kept)
