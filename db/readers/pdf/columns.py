"""Cuts a page into columns, in reading order: gutters are looked for, what crosses one divides the page.

A gutter must have running text at both sides: the white in a table, or after the numbers of paragraphs, is
none.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.readers.pdf.shapes import Segment

_STEP = 2.0
_LOOSE = 1.8
"""Spaces of justified narrow columns are up to so many ems wide; the white between cells mostly is wider."""

_WHITE = 1.9
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
    parted: list[tuple[list[Segment], bool]] = []
    for band, crossing in bands:
        parted += [(band, True)] if crossing else [(part, False) for part in _foot_apart(band, gutter)]
    return parted


def _foot_apart(band: list[Segment], gutter: float) -> list[list[Segment]]:
    """What stands below both columns, after a white, at one side only, is no part of that column."""
    right = [segment.y for segment in band if segment.x1 > gutter + _STEP]
    left = [segment.y for segment in band if segment.x1 <= gutter + _STEP]
    if not left or not right:
        return [band]
    end = max(min(left), min(right))
    for index in range(1, len(band)):
        white = band[index - 1].y - band[index].y > _WHITE * band[index].size
        if white and band[index].y < end - 0.1:
            return [band[:index], band[index:]]
    return [band]


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
    left, right = _beside(left, right)
    if min(len(left), len(right)) < _LEAST_ROWS:
        return False  # one above the other
    return _is_text(left) and _is_text(right)


def _beside(left: list[Segment], right: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """The rows of both sides at heights that both have."""
    low = max(min(segment.y for segment in left), min(segment.y for segment in right))
    high = min(max(segment.y for segment in left), max(segment.y for segment in right))
    return (
        [segment for segment in left if low - 1 <= segment.y <= high + 1],
        [segment for segment in right if low - 1 <= segment.y <= high + 1],
    )


def _is_text(side: list[Segment]) -> bool:
    """Running text: lines of many letters, most of which reach across the column."""
    rows: list[tuple[float, float, float, int]] = []
    for segment in sorted(side, key=lambda segment: (-round(segment.y), segment.x0)):
        if rows and abs(rows[-1][2] - segment.y) < 1 and segment.x0 - rows[-1][1] < _LOOSE * segment.size:
            x0, _, y, letters = rows[-1]
            rows[-1] = (x0, segment.x1, y, letters + segment.letters)
        else:
            rows.append((segment.x0, segment.x1, segment.y, segment.letters))
    if len(rows) < _LEAST_ROWS or sum(row[3] for row in rows) < _LEAST_LETTERS * len(rows):
        return False
    width = max(row[1] for row in rows) - min(row[0] for row in rows)
    widths = sorted(row[1] - row[0] for row in rows)
    return widths[len(widths) // 2] >= _LEAST_FILL * width
