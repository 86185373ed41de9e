"""Words one after another: where the positions of several words make a phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

Step = tuple[int, int]
"""From a word to the next: how many positions at least, how many at most."""


def count_chains(positions: Sequence[Sequence[int]], steps: Sequence[Step]) -> int:
    """How many `chains` there are."""
    return len(_reach(positions, steps)[0])


def chains(positions: Sequence[Sequence[int]], steps: Sequence[Step]) -> list[tuple[int, ...]]:
    """All places where the words stand in order: for each possible first position, the tightest chain.

    Args:
        positions: for each word, where it stands, rising.
        steps: one fewer than the words.
    """
    reach = _reach(positions, steps)
    found: list[tuple[int, ...]] = []
    for start in reach[0]:
        chain = [start]
        for behind, (least, _) in zip(reach[1:], steps, strict=True):
            # one follows within reach, else the start would not have been kept
            chain.append(behind[bisect_left(behind, chain[-1] + least)])
        found.append(tuple(chain))
    return found


def _reach(positions: Sequence[Sequence[int]], steps: Sequence[Step]) -> list[Sequence[int]]:
    """For each word, from the last one back, the positions that have the rest of the phrase behind them."""
    reach: list[Sequence[int]] = [positions[-1]]
    for places, (least, most) in zip(reversed(positions[:-1]), reversed(steps), strict=True):
        behind = reach[-1]
        if least == most:
            held = frozenset(behind)
            reach.append([place for place in places if place + least in held])
        else:
            reach.append([place for place in places if _follows(behind, place + least, place + most)])
    reach.reverse()
    return reach


def _follows(behind: Sequence[int], least: int, most: int) -> bool:
    index = bisect_left(behind, least)
    return index < len(behind) and behind[index] <= most
