"""What the finders hand on: a place in the folded text and what it may cite."""

from __future__ import annotations

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
        kind: ``convention protocol recommendation constitution treaty declaration inquiry mandate paper symbol``:
            what oblique citations and pinpoints go by.
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
