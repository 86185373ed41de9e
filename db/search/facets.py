"""Facets: how many of the statements found have each value, and narrowing by values."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import chain

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
        columns = _by_segment(snapshot, name, among)
        counts = Counter(chain.from_iterable(chain.from_iterable(columns)))
        if counts:
            facets[name] = _sorted(counts, snapshot.labels, chosen.get(name, ()))
    return facets


def _by_segment(snapshot: Snapshot, name: str, documents: list[int]) -> Iterator[Iterator[tuple[str, ...]]]:
    """The values of a facet, segment by segment, of statements whose numbers rise."""
    for segment in snapshot.segments:
        first = bisect_left(documents, segment.base)
        last = bisect_left(documents, segment.base + len(segment.columns.ids))
        numbers = documents[first:last]
        if segment.base:
            numbers = [document - segment.base for document in numbers]
        yield map(segment.columns.facets[name].__getitem__, numbers)


def _sorted(
    counts: Counter[str], labels: Mapping[str, str], chosen: tuple[str, ...]
) -> tuple[FacetValue, ...]:
    """The values most statements have; those that are chosen always."""
    entries = [(-count, labels.get(value, value), value) for value, count in counts.items()]
    kept = nsmallest(MOST_VALUES, entries)
    kept += sorted(entry for entry in entries if entry[2] in chosen and entry not in kept)
    return tuple(FacetValue(value=value, label=label, count=-count) for count, label, value in kept)
