"""What is found on the way to mentions, and which spans are taken already."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import NamedTuple

from db.model import EntityKind, Mention


class Found(NamedTuple):
    """An entity found at `[start, end)`. Meanings as in `db.model.Mention`."""

    kind: EntityKind
    start: int
    end: int
    name: str
    origin: str
    id: str | None = None
    role: str | None = None
    confidence: float = 0.9

    def mention(self, text: str) -> Mention:
        """As a mention over the text as it was written."""
        return Mention(
            kind=self.kind,
            id=self.id,
            name=self.name,
            start=self.start,
            end=self.end,
            text=text[self.start : self.end],
            role=self.role,
            confidence=self.confidence,
            origin=self.origin,
        )


class Spans:
    """Spans that do not overlap each other, kept in order; asks whether a span is still free."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def overlapping(self, start: int, end: int) -> tuple[int, int] | None:
        """The first span that shares a code point with `[start, end)`."""
        at = bisect_left(self._spans, (start, -1))
        if at and self._spans[at - 1][1] > start:
            return self._spans[at - 1]
        if at < len(self._spans) and self._spans[at][0] < end:
            return self._spans[at]
        return None

    def free(self, start: int, end: int) -> bool:
        return self.overlapping(start, end) is None

    def take(self, start: int, end: int) -> bool:
        """Take a span if it is free."""
        if start >= end or not self.free(start, end):
            return False
        insort(self._spans, (start, end))
        return True
