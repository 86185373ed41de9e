"""What the finders hand on: a place in the folded text and what it may cite."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.model import ReferenceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A citation that was found.

    Attributes:
        start, end: in the folded text.
        ids: what is cited; several are a set cited at once.
        candidates: what may be meant, where the status is not resolved.
        pinpoint: such as ``art33``, or None.
        kind: ``convention protocol recommendation constitution treaty declaration inquiry mandate paper
            symbol set``: what oblique citations and pinpoints go by.
        limit: how many articles there are, to check pinpoints; None where it is not known.
    """

    start: int
    end: int
    ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    pinpoint: str | None = None
    status: ReferenceStatus = ReferenceStatus.RESOLVED
    rule: str
    kind: str
    limit: int | None = None

    @property
    def resolved(self) -> bool:
        return self.status is ReferenceStatus.RESOLVED


def one_or_candidates(
    start: int, end: int, ids: tuple[str, ...], *, rule: str, kind: str, limit: int | None = None
) -> Found:
    """Resolved where one document is left, candidates where several are, unresolved where none is."""
    if len(ids) == 1:
        return Found(start=start, end=end, ids=ids, rule=rule, kind=kind, limit=limit)
    status = ReferenceStatus.CANDIDATES if ids else ReferenceStatus.UNRESOLVED
    return Found(start=start, end=end, candidates=ids, status=status, rule=rule, kind=kind)


def rejected(start: int, end: int, *, rule: str, kind: str) -> Found:
    """Looks like a citation and is none: it keeps its place so that no other rule takes it for one."""
    return Found(start=start, end=end, status=ReferenceStatus.REJECTED, rule=rule, kind=kind)


class InOrder:
    """Citations by their place, to ask for those between two positions."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = sorted(found, key=lambda one: one.start)
        self._starts = [one.start for one in self._found]

    def between(self, start: int, end: int, *, nearest: int = 60) -> Sequence[Found]:
        """Those that begin there; no more than the last `nearest`, which keeps the time linear."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._found[max(first, last - nearest) : last]

    def before(self, position: int) -> Found | None:
        """The last that begins before a position."""
        at = bisect_left(self._starts, position)
        return self._found[at - 1] if at else None
