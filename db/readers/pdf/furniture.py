"""Running heads, feet and page numbers: found by their place and likeness on many pages, and taken out.

The printed number of a page becomes its label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from db.readers.pdf.lines import lines_of, segments_of
from db.readers.pdf.shapes import Line, Sheet, Word

_ROWS = 3
_SHORT = 40
_HEAD, _FOOT = 0.84, 0.15
"""Heads stand above, feet below this part of the page's height."""

_NUMBER = re.compile(
    r"[-–—\[(|/ ]*(?:page|p\.|pag\.|página|стр\.|страница|صفحة|第)?\s*(\d{1,4}|[ivxlc]{1,8}|[٠-٩]{1,4})\s*"
    r"(?:(?:/|of|de|из|sur|من)\s*\d{1,4}|页)?[-–—\]).|/ ]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_Row = tuple[Line, list[Word]]


def take_out(sheets: Sequence[Sheet]) -> None:
    """Removes heads, feet and page numbers from the sheets' words, and labels the sheets."""
    tops = [_rows(sheet, top=True) for sheet in sheets]
    bottoms = [_rows(sheet, top=False) for sheet in sheets]
    repeated = _repeated(sheets, tops) | _repeated(sheets, bottoms)
    outer = _apart_at_one_height(sheets, tops, top=True) | _apart_at_one_height(sheets, bottoms, top=False)
    numbered = _numbered(sheets, [top + bottom for top, bottom in zip(tops, bottoms, strict=True)])
    for index, sheet in enumerate(sheets):
        gone: set[int] = set()
        for rows in (tops[index], bottoms[index]):
            for line, words in rows:
                if _key(sheet, line) in repeated or (index, line.y) in numbered | outer:
                    gone.update(map(id, words))
                elif len(line.text) >= _SHORT:
                    break  # text has begun
        if gone:
            sheet.words = [word for word in sheet.words if id(word) not in gone]


def _apart_at_one_height(
    sheets: Sequence[Sheet], rows: Sequence[list[_Row]], *, top: bool
) -> set[tuple[int, float]]:
    """Rows, as (sheet, y), that change from page to page, as names of chapters do, but stand at one height on
    most pages, short and well apart from the text."""
    apart: list[tuple[int, float, int]] = []
    for index, found in enumerate(rows):
        if not found or len(found[0][0].text) >= _SHORT:
            continue
        line = found[0][0]
        within = found[1][0].y if len(found) > 1 else None
        if within is None or abs(line.y - within) > 2.0 * line.size:
            edge = sheets[index].top if top else sheets[index].bottom
            apart.append((index, line.y, round(abs(edge - line.y) / 3)))
    heights = Counter(height for _, _, height in apart)
    least = max(5, len(sheets) // 2)
    return {
        (index, y) for index, y, height in apart if sum(heights[height + by] for by in (-1, 0, 1)) >= least
    }


def _rows(sheet: Sheet, *, top: bool) -> list[_Row]:
    """The outermost rows, the outermost first."""
    height = sheet.top - sheet.bottom
    limit = sheet.bottom + (_HEAD if top else _FOOT) * height
    words = [word for word in sheet.words if (word.y > limit if top else word.y < limit)]
    rows: list[list[Word]] = []
    for segment in segments_of(words):
        if rows and abs(rows[-1][0].y - segment.y) < 0.3 * segment.size:
            rows[-1] += segment.words
        else:
            rows.append(list(segment.words))
    chosen = rows[:_ROWS] if top else rows[::-1][:_ROWS]
    found: list[_Row] = []
    for row in chosen:
        for line in lines_of(segments_of(row), rtl=False)[:1]:
            found.append((line, row))
    return found


def _key(sheet: Sheet, line: Line) -> tuple[str, int]:
    """Words without their numbers, and the place; pages of unlike height count from their edge."""
    distance = min(sheet.top - line.y, line.y - sheet.bottom)
    return " ".join(sorted(_DIGITS.sub("#", line.text.casefold()).split())), round(distance / 12)


def _repeated(sheets: Sequence[Sheet], rows: Sequence[list[_Row]]) -> set[tuple[str, int]]:
    """What stands at the same place on many pages; heads may differ on left and right pages, and chapters."""
    count: Counter[tuple[str, int]] = Counter()
    for sheet, found in zip(sheets, rows, strict=True):
        count.update({_key(sheet, line) for line, _ in found if len(line.text) < 200})
    least = 2 if len(sheets) < 4 else 3
    return {key for key, times in count.items() if times >= least and key[0].strip("# ")}


def _numbered(sheets: Sequence[Sheet], rows: Sequence[list[_Row]]) -> set[tuple[int, float]]:
    """Rows that hold the page's number, as (sheet, y); sets the labels.

    A number is a page number where it goes up with the pages: one offset explains most of them.
    """
    candidates: list[tuple[int, float, str, int, bool]] = []
    for index, found in enumerate(rows):
        for line, _ in found:
            cells = [cell for _, _, cell in line.cells] or [line.text]
            for cell in cells[:1] + cells[-1:]:
                match = _NUMBER.fullmatch(cell.strip())
                if match is not None:
                    offset = _value(match[1]) - sheets[index].number
                    candidates.append((index, line.y, match[1], offset, match[1].isdigit()))
                    break
    offsets = Counter((offset, arabic) for _, _, _, offset, arabic in candidates)
    kept: set[tuple[int, float]] = set()
    for index, y, label, offset, arabic in candidates:
        if offsets[offset, arabic] < min(3, len(sheets)) and not (offset == 0 and len(sheets) < 6):
            continue
        if (index, y) not in kept:
            sheets[index].label = label
            kept.add((index, y))
    return kept


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def page_number(text: str) -> str | None:
    """The number of a line that holds nothing but a page's number."""
    found = _NUMBER.fullmatch(text.strip())
    return found[1] if found else None


def _value(label: str) -> int:
    if label.isdigit():
        return int(label)
    total, before = 0, 0
    for char in reversed(label.lower()):
        value = _ROMAN[char]
        total += -value if value < before else value
        before = max(before, value)
    return total
