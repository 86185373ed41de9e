"""Words to segments, segments to lines of one column in the order of speech."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from db.readers.pdf.bidi import has_rtl, rtl_letters, to_speech
from db.readers.pdf.glyphs import BACKWARD_SPACE_GAP, SPACE_GAP
from db.readers.pdf.shapes import Line, Segment, Word, row_tolerance

_COLUMN_GAP = 1.0
"""A gap of this many ems may be a gutter; spaces of justified text stay below, or are found to be none."""

_CELL_GAP = 1.9
_SHELF = 8.0
"""Rows are looked for among those at most three shelves of so many points away."""

_MOST_RAISED = 12
_RAISED, _LOWERED, _SMALL = 0.62, 0.3, 0.85


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """Words come in rows, from left to right (`glyphs.words_of`)."""
    found: list[Segment] = []
    for word in words:
        last = found[-1] if found else None
        if last is not None and _beside(last, word):
            last.words.append(word)
            last.x1 = max(last.x1, word.x1)
            last.size = max(last.size, word.size)
        else:
            found.append(Segment(word.x0, word.x1, word.y, word.size, [word]))
    return found


def _beside(segment: Segment, word: Word) -> bool:
    if abs(segment.y - word.y) > row_tolerance(word.size):
        return False
    return -0.5 * word.size < word.x0 - segment.x1 < _COLUMN_GAP * max(word.size, segment.size)


def lines_of(segments: Iterable[Segment], *, rtl: bool) -> list[Line]:
    """Lines of one column from above to below. `rtl`: most of the document runs from the right."""
    rows: list[list[Word]] = []
    places: list[tuple[float, float]] = []
    shelves: dict[int, list[int]] = {}
    for segment in sorted(segments, key=lambda segment: (-round(segment.size), -segment.y)):
        shelf = int(segment.y // _SHELF)
        close = [row for at in range(shelf - 3, shelf + 4) for row in shelves.get(at, ())]
        near = _row_near(places, close, segment)
        if near is None:
            shelves.setdefault(shelf, []).append(len(rows))
            places.append((segment.y, segment.size))
            rows.append(list(segment.words))
        else:
            rows[near] += segment.words
    order = sorted(range(len(rows)), key=lambda index: -places[index][0])
    return [_line(sorted(rows[index], key=lambda word: word.x0), places[index][0], rtl) for index in order]


def _row_near(places: list[tuple[float, float]], close: list[int], segment: Segment) -> int | None:
    """The row a segment belongs to; small type may stand higher or lower in a row of larger type."""
    best, distance = None, float("inf")
    for index in close:
        y, size = places[index]
        rise = segment.y - y
        note = segment.size < _SMALL * size and segment.letters < _MOST_RAISED
        same = abs(rise) <= row_tolerance(size) * 1.5
        if (same or (note and -_LOWERED * size < rise < _RAISED * size)) and abs(rise) < distance:
            best, distance = index, abs(rise)
    return best


def _line(words: list[Word], y: float, rtl: bool) -> Line:
    sizes = sorted((word.size, len(word.clusters)) for word in words)
    size = _weighted_median(sizes)
    letters = sum(len(word.clusters) for word in words)
    bold = sum(len(word.clusters) for word in words if word.bold) > 0.9 * letters
    cells = _cells(words, size)
    backwards = _runs_backwards(words, rtl)
    spoken = [(cell[0].x0, cell[-1].x1, _spoken(cell, y, size, backwards)) for cell in cells]
    if backwards:
        spoken.reverse()
    text = "\t".join(part for _, _, part in spoken)
    first = words[-1] if backwards else words[0]
    x1 = max(word.x1 for word in words)
    parted = tuple(spoken) if len(spoken) > 1 else ()
    return Line(words[0].x0, x1, y, size, bold, text, first.x1 - first.x0, backwards, parted)


def _weighted_median(sizes: list[tuple[float, int]]) -> float:
    half = sum(weight for _, weight in sizes) / 2
    for size, weight in sizes:
        half -= weight
        if half <= 0:
            return size
    return sizes[-1][0]


def _runs_backwards(words: list[Word], rtl: bool) -> bool:
    text = "".join("".join(word.clusters) for word in words)
    if not has_rtl(text):
        return False
    count = rtl_letters(text)
    return count * 2 > sum(char.isalpha() for char in text) or (rtl and count > 0)


def _cells(words: list[Word], size: float) -> list[list[Word]]:
    cells = [[words[0]]]
    for before, word in pairwise(words):
        if word.x0 - max(before.x1, cells[-1][-1].x1) > _CELL_GAP * size:
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def _spoken(words: list[Word], y: float, size: float, rtl: bool) -> str:
    clusters: list[str] = []
    before: Word | None = None
    for word in words:
        if before is not None and _apart(before, word, y, size):
            clusters.append(" ")
        clusters.extend(word.clusters)
        before = word
    text = to_speech(clusters, rtl=rtl) if rtl or has_rtl("".join(clusters)) else "".join(clusters)
    return unicodedata.normalize("NFC", text)


def _apart(before: Word, word: Word, y: float, size: float) -> bool:
    """Whether a space stands between: not between Han, and always before a raised figure after a figure."""
    gap = word.x0 - before.x1
    last, first = before.clusters[-1][-1], word.clusters[0][0]
    if before.spaced:
        return True
    if _is_han(last) and _is_han(first):
        return gap > size
    if (word.size < _SMALL * before.size and word.y > y) and last.isdigit() and first.isdigit():
        return True
    least = BACKWARD_SPACE_GAP if has_rtl(last + first) else SPACE_GAP
    if (_is_han(last) and first.isalnum()) or (_is_han(first) and last.isalnum()):
        return gap > 0.5 * size  # figures among Han are set off by a little white
    return gap > least * max(before.size, word.size)


def _is_han(char: str) -> bool:
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uff60"
        or ("\U00020000" <= char <= "\U0003ffff")
    )


def joins_without_space(last: str, first: str) -> bool:
    """Whether two lines are one text without a space between: Chinese and Japanese."""
    return _is_han(last) and _is_han(first)
