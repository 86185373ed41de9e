"""Cuts a page into columns, in reading order: gutters are looked for, what crosses one divides the page.

A gutter must have running text at both sides: the white in a table, or after the numbers of paragraphs, is
none.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.readers.pdf.shapes import Segment

_STEP = 2.0
_CROSSING = 0.3
_LEAST_ROWS = 4
_LEAST_LETTERS = 12.0
_LEAST_FILL = 0.55
_DEEPEST = 4
_MOST_STEPS = 4000


def columns_of(segments: Sequence[Segment], *, rtl: bool) -> list[list[Segment]]:
    """Parts of the page in reading order, each of one column; with `rtl` the right column comes first."""
    return _cut(list(segments), rtl, _DEEPEST)


def _cut(segments: list[Segment], rtl: bool, depth: int) -> list[list[Segment]]:
    gutter = _gutter(segments) if depth and len(segments) >= 2 * _LEAST_ROWS else None
    if gutter is None:
        return [segments] if segments else []
    parts: list[list[Segment]] = []
    whole: list[Segment] = []
    for band, crossing in _bands(segments, gutter):
        left = [segment for segment in band if segment.x1 <= gutter + _STEP]
        right = [segment for segment in band if segment.x1 > gutter + _STEP]
        if left and right and not crossing:
            if whole:
                parts.append(whole)
                whole = []
            for side in (right, left) if rtl else (left, right):
                parts += _cut(side, rtl, depth - 1)
        else:
            whole = whole + band
    if whole:
        parts.append(whole)
    return parts


def _bands(segments: list[Segment], gutter: float) -> list[tuple[list[Segment], bool]]:
    """Rows from above to below, those that cross the gutter apart from those that do not."""
    bands: list[tuple[list[Segment], bool]] = []
    for segment in sorted(segments, key=lambda segment: -segment.y):
        crossing = segment.x0 < gutter - _STEP and segment.x1 > gutter + _STEP
        if bands and bands[-1][1] == crossing:
            bands[-1][0].append(segment)
        else:
            bands.append(([segment], crossing))
    return bands


def _gutter(segments: list[Segment]) -> float | None:
    """The middle of the widest white that few segments cross and that has running text at both sides."""
    left = min(segment.x0 for segment in segments)
    right = max(segment.x1 for segment in segments)
    steps = min(_MOST_STEPS, int((right - left) / _STEP) + 2)
    covered = [0] * (steps + 1)
    for segment in segments:
        start = min(steps, max(0, int((segment.x0 - left) / _STEP)))
        end = min(steps, max(start, int((segment.x1 - left) / _STEP) + 1))
        covered[start] += 1
        covered[end] -= 1
    for index in range(1, steps + 1):
        covered[index] += covered[index - 1]
    for _, start, end in _whites(covered[:steps], len(segments)):
        middle = left + (start + end) / 2 * _STEP
        if _divides(segments, middle):
            return middle
    return None


def _whites(covered: list[int], total: int) -> list[tuple[int, int, int]]:
    """Stretches that hardly anything covers, the emptiest first: (covered, start, end) in steps."""
    limit = _CROSSING * total
    found: list[tuple[int, int, int]] = []
    margin = len(covered) // 10
    start = margin
    for index in range(margin, len(covered) - margin + 1):
        inside = index < len(covered) - margin
        if not inside or covered[index] != covered[start]:
            if start < index and covered[start] <= limit and index - start >= 3:
                found.append((covered[start], start, index))
            start = index
    found.sort(key=lambda white: (white[0], white[1] - white[2]))
    return found[:6]


def _divides(segments: list[Segment], gutter: float) -> bool:
    left = [segment for segment in segments if segment.x1 <= gutter + _STEP]
    right = [segment for segment in segments if segment.x0 >= gutter - _STEP]
    if min(len(left), len(right)) < _LEAST_ROWS:
        return False
    low = max(min(segment.y for segment in left), min(segment.y for segment in right))
    high = min(max(segment.y for segment in left), max(segment.y for segment in right))
    if high <= low:
        return False  # one above the other
    return _is_text(left) and _is_text(right)


def _is_text(side: list[Segment]) -> bool:
    """Running text: lines of many letters, most of which reach across the column."""
    letters = sum(segment.letters for segment in side) / len(side)
    if letters < _LEAST_LETTERS:
        return False
    width = max(segment.x1 for segment in side) - min(segment.x0 for segment in side)
    widths = sorted(segment.x1 - segment.x0 for segment in side)
    return widths[len(widths) // 2] >= _LEAST_FILL * width
