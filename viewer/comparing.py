"""What a comparison of two texts shows: runs of words in order, and where the changes are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from db.model import DiffKind, DiffPiece, TextDiff
from viewer.offsets import Offsets


class Side(Enum):
    """Which text a page shows: one of the two, or both in one."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind. `start` and `end` are UTF-16 positions on the page that is made of the runs."""

    kind: DiffKind
    text: str
    start: int
    end: int


def page_of(diff: TextDiff, side: Side, *, marked: bool = True) -> tuple[list[Run], list[int]]:
    """The runs of a page, and for every piece of the diff where it stands on that page (UTF-16).

    Not `marked`, nothing counts as changed: the texts are in two languages.
    """
    runs: list[Run] = []
    places: list[int] = []
    at = 0
    for piece in diff.pieces:
        places.append(at)
        text = _words(diff, piece, side)
        if text:
            end = at + Offsets(text).units
            runs.append(Run(piece.kind if marked else DiffKind.SAME, text, at, end))
            at = end
    return runs, places


def _words(diff: TextDiff, piece: DiffPiece, side: Side) -> str:
    if side is Side.LEFT or (side is Side.BOTH and piece.kind is DiffKind.REMOVED):
        return diff.left_text[piece.left_start : piece.left_end]
    return diff.right_text[piece.right_start : piece.right_end]


def changes_of(pieces: Sequence[DiffPiece]) -> list[int]:
    """The pieces at which changes begin: what was removed and what came in its place are one change."""
    found: list[int] = []
    before = DiffKind.SAME
    for index, piece in enumerate(pieces):
        if piece.kind is not DiffKind.SAME and before is DiffKind.SAME:
            found.append(index)
        before = piece.kind
    return found


def across(position: int, places: Sequence[int], others: Sequence[int]) -> int:
    """The position on the other page that belongs to a position on this one."""
    if not places:
        return 0
    piece = max(0, bisect_right(places, position) - 1)
    following = others[piece + 1] if piece + 1 < len(others) else None
    there = others[piece] + position - places[piece]
    return there if following is None else min(there, following)
