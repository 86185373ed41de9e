"""From what the finders found to references: one citation at one place, then the statement's own offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from db.analysis.references.folding import Folded
from db.analysis.references.found import Found
from db.model import Reference, ReferenceStatus


def longest(found: Iterable[Found], taken: Iterable[Found] = ()) -> list[Found]:
    """The longest citation at each place, none overlapping another or one that is `taken`."""
    spans = sorted((one.start, one.end) for one in taken)
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, not one.resolved, one.start)):
        at = bisect_left(spans, (one.start, one.end))
        if at < len(spans) and spans[at][0] < one.end:
            continue
        if at > 0 and spans[at - 1][1] > one.start:
            continue
        spans.insert(at, (one.start, one.end))
        kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def references(text: str, folded: Folded, found: Iterable[Found]) -> Iterator[Reference]:
    """One reference a work; a set is several over the same span."""
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        start, end = folded.span(one.start, one.end)
        for id_ in one.ids if one.resolved else (None,):
            yield Reference(
                id=id_,
                candidates=() if one.status is ReferenceStatus.RESOLVED else one.candidates,
                pinpoint=one.pinpoint,
                start=start,
                end=end,
                text=text[start:end],
                status=one.status,
                rule=one.rule,
            )
