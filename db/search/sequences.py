"""Words one after another: where the positions of several words make a phrase."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Step = tuple[int, int]
"""From a word to the next: how many positions at least, how many at most."""


def chains(positions: Sequence[Sequence[int]], steps: Sequence[Step]) -> list[tuple[int, ...]]:
    """All places where the words stand in order: for each possible first position, the tightest chain.

    Args:
        positions: for each word, where it stands, rising.
        steps: one fewer than the words.
    """
    # from the last word back: which positions have a rest of the phrase behind them
    reach: list[Sequence[int]] = [positions[-1]]
    for places, (least, most) in zip(reversed(positions[:-1]), reversed(steps), strict=True):
        behind = reach[-1]
        reach.append([place for place in places if _next(behind, place, least, most) is not None])
    reach.reverse()
    found: list[tuple[int, ...]] = []
    for start in reach[0]:
        chain = [start]
        for behind, (least, most) in zip(reach[1:], steps, strict=True):
            following = _next(behind, chain[-1], least, most)
            if following is None:
                break
            chain.append(following)
        found.append(tuple(chain))
    return found


def _next(behind: Sequence[int], place: int, least: int, most: int) -> int | None:
    index = bisect_left(behind, place + least)
    return behind[index] if index < bisect_right(behind, place + most) else None
