"""Which of the search hits is the current one."""

from __future__ import annotations

from collections.abc import Sequence


class Hits:
    """Hits in code points, in order, and one of them that is current (-1: none)."""

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self.spans: tuple[tuple[int, int], ...] = tuple(sorted((int(a), int(b)) for a, b in spans if a < b))
        self.current = -1

    def __len__(self) -> int:
        return len(self.spans)

    def choose_at(self, start: int, end: int) -> None:
        """Makes the first hit that touches a passage current, or none."""
        last = max(end, start + 1)
        touching = (index for index, (first, end) in enumerate(self.spans) if first < last and end > start)
        self.current = next(touching, -1)

    def step(self, by: int, reading: int) -> tuple[int, int] | None:
        """The next hit (`by` 1) or the one before (-1), round the ends; the first begins at `reading`."""
        if not self.spans:
            return None
        if self.current >= 0:
            self.current = (self.current + by) % len(self.spans)
        elif by > 0:
            self.current = next((i for i, (start, _) in enumerate(self.spans) if start >= reading), 0)
        else:
            before = [i for i, (start, _) in enumerate(self.spans) if start < reading]
            self.current = before[-1] if before else len(self.spans) - 1
        return self.spans[self.current]
