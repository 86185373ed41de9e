"""Two texts compared, as a person reads them: paragraphs first, within them sentences, then words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt

from rapidfuzz.distance import LCSseq

from db.analysis.signature import CHARACTERS
from db.model import DiffKind, DiffPiece, TextDiff
from db.store import Reading

_LEVELS = (
    re.compile(r"[^\n]+\n*|\n+"),
    re.compile(r"[^.!?。！？؟]+[.!?。！？؟]*\s*|[.!?。！？؟]+\s*"),
    re.compile(rf"[{CHARACTERS}]|[^\W{CHARACTERS}]+|[^\w\s]|\s+"),
)
_WORD = re.compile(rf"[{CHARACTERS}]|[^\W{CHARACTERS}]+")
_MOST = 100_000_000
"""Parts on the left times parts on the right: aligning takes an eighth of a byte for each pair. What is more
is cut into as many slices on either side."""
_LONG = 20_000
"""Code points of a change that is gone through part by part where both sides have as many parts."""


@dataclass(frozen=True, slots=True)
class _Same:
    """A stretch that both texts have: where it begins in each, and its length."""

    left: int
    right: int
    length: int


def compare(reading: Reading, left: str, right: str) -> TextDiff:
    """Compares the texts of two statements. Raises `UsageError` ``statement.unknown``."""
    one, left_text = reading.works.version(left)
    other, right_text = reading.works.version(right)
    pieces = diff(left_text, right_text)
    return TextDiff(
        left=one,
        right=other,
        left_text=left_text,
        right_text=right_text,
        pieces=pieces,
        similarity=_similarity(left_text, right_text, pieces),
    )


def diff(left: str, right: str) -> tuple[DiffPiece, ...]:
    """The pieces that make both texts, in order; what is the same is the same to the letter.

    Between two pieces that are the same there is at most one removed and one added. White space and marks
    between two changes count with them.
    """
    pieces: list[DiffPiece] = []
    at_left = at_right = 0
    for same in [*_joined(left, _same(left, right)), _Same(len(left), len(right), 0)]:
        if same.left > at_left:
            pieces.append(_piece(DiffKind.REMOVED, at_left, same.left, at_right, at_right))
        if same.right > at_right:
            pieces.append(_piece(DiffKind.ADDED, same.left, same.left, at_right, same.right))
        at_left, at_right = same.left + same.length, same.right + same.length
        if same.length:
            pieces.append(_piece(DiffKind.SAME, same.left, at_left, same.right, at_right))
    return tuple(pieces)


def _piece(kind: DiffKind, left_start: int, left_end: int, right_start: int, right_end: int) -> DiffPiece:
    return DiffPiece(
        kind=kind, left_start=left_start, left_end=left_end, right_start=right_start, right_end=right_end
    )


def _same(left: str, right: str) -> Iterator[_Same]:
    if left == right:
        if left:
            yield _Same(0, 0, len(left))
        return
    yield from _aligned(left, right, (0, len(left)), (0, len(right)), 0)


def _aligned(
    left: str, right: str, of_left: tuple[int, int], of_right: tuple[int, int], level: int
) -> Iterator[_Same]:
    """What is the same in two stretches, found by the parts of a level; in what differs, by the next."""
    ours, theirs = _parts(left, of_left, level), _parts(right, of_right, level)
    if not ours or not theirs:
        return
    slices = ceil(sqrt(len(ours) * len(theirs) / _MOST))
    for number in range(slices):
        some, others = _slice(ours, number, slices), _slice(theirs, number, slices)
        if some and others:
            yield from _by_parts(left, right, some, others, level)


def _by_parts(
    left: str, right: str, ours: list[tuple[int, int]], theirs: list[tuple[int, int]], level: int
) -> Iterator[_Same]:
    words, other_words = [left[a:b] for a, b in ours], [right[a:b] for a, b in theirs]
    steps = LCSseq.opcodes(words, other_words)
    from_left = from_right = 0
    for step in [*(step for step in steps if step.tag == "equal"), None]:
        to_left, to_right = (step.src_start, step.dest_start) if step else (len(ours), len(theirs))
        if level + 1 < len(_LEVELS):
            gap, other = ours[from_left:to_left], theirs[from_right:to_right]
            for changed, instead in _pairs(gap, other):
                yield from _aligned(left, right, changed, instead, level + 1)
        if step is not None:
            start, end = ours[step.src_start][0], ours[step.src_end - 1][1]
            yield _Same(start, theirs[step.dest_start][0], end - start)
            from_left, from_right = step.src_end, step.dest_end


def _pairs(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What differs between two parts that are the same, as stretches to be looked at more closely."""
    if not ours or not theirs:
        return
    if len(ours) == len(theirs) and ours[-1][1] - ours[0][0] > _LONG:
        yield from zip(ours, theirs, strict=True)
    else:
        yield (ours[0][0], ours[-1][1]), (theirs[0][0], theirs[-1][1])


def _parts(text: str, of: tuple[int, int], level: int) -> list[tuple[int, int]]:
    return [match.span() for match in _LEVELS[level].finditer(text, *of)]


def _slice(parts: list[tuple[int, int]], number: int, slices: int) -> list[tuple[int, int]]:
    return parts[number * len(parts) // slices : (number + 1) * len(parts) // slices]


def _joined(left: str, stretches: Iterator[_Same]) -> Iterator[_Same]:
    """The stretches, neighbours made one, and those without a word left out, at the ends of the text too."""
    waiting: _Same | None = None
    for same in stretches:
        if waiting is None:
            waiting = same
        elif (waiting.left + waiting.length, waiting.right + waiting.length) == (same.left, same.right):
            waiting = _Same(waiting.left, waiting.right, waiting.length + same.length)
        else:
            if _says_something(left, waiting):
                yield waiting
            waiting = same
    if waiting is not None and _says_something(left, waiting):
        yield waiting


def _says_something(left: str, same: _Same) -> bool:
    return _WORD.search(left, same.left, same.left + same.length) is not None


def _similarity(left: str, right: str, pieces: tuple[DiffPiece, ...]) -> float:
    """Twice the words that are the same, of all words of both; 1 where neither text has any."""
    total = _words(left, 0, len(left)) + _words(right, 0, len(right))
    same = sum(
        _words(left, piece.left_start, piece.left_end) for piece in pieces if piece.kind is DiffKind.SAME
    )
    return 2 * same / total if total else float(left == right)


def _words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))
