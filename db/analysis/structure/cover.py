"""Cover pages of speeches: a title that is broken into lines is one again."""

from __future__ import annotations

import re

from db.analysis.structure.parts import LONG_TITLE, Form, Part
from db.model import BlockRole

_FIRST = 6
_MOST_LINES = 6
_SHORT = 60
_LINE = 200
_OPEN = re.compile(
    r"(?:^|[\s'])(?:by|of|at|on|the|to|for|from|and|in|de|du|des|la|le|les|l'|à|au|aux|par|et|sur|del|el|los|las"
    r"|por|para|y|en|e|da|do|dos|das|na|no|em|pela|pelo|и|о|об|в|на|по|при|от|من|في|على|الى)\Z"
)
"""A line that ends with such a word goes on."""
_LEFT_OUT = frozenset({BlockRole.NAVIGATION, BlockRole.TABLE, BlockRole.FOOTNOTE, BlockRole.LIST})


def join_cover(form: Form) -> int | None:
    """Makes one part of "Statement by" and the lines below it that say who speaks and where, or of a
    first line that ends in mid-sentence and what it goes on with.

    Returns its place, or None where there is none.
    """
    for index, part in enumerate(form.parts[:_FIRST]):
        if part.role is not None or part.hint is BlockRole.NAVIGATION or form.date(part) is not None:
            continue
        speaks = _is_opening(form, index)
        last = index
        while last + 1 < len(form.parts) and last - index < _MOST_LINES:
            below = form.parts[last + 1]
            if not (speaks or _is_open(form, form.parts[last])) or not _can_join(form, part, below):
                break
            last += 1
        if last == index:
            if form.is_all("letterhead", part, LONG_TITLE) or form.is_all("kicker", part, _SHORT):
                continue
            return None
        part.end = form.parts[last].end
        del form.parts[index + 1 : last + 1]
        return index
    return None


def _is_open(form: Form, part: Part) -> bool:
    return part.length <= _LINE and bool(_OPEN.search(form.low, max(part.start, part.end - 8), part.end))


def _is_opening(form: Form, index: int) -> bool:
    """Whether a line is "Statement by", or "STATEMENT" above a line that names an office."""
    part = form.parts[index]
    if part.length > _SHORT or not form.begins("statement", part):
        return False
    if _is_open(form, part):
        return True
    below = form.parts[index + 1] if index + 1 < len(form.parts) else None
    return below is not None and form.is_all("kicker", part, _SHORT) and form.begins("speaker", below)


def _can_join(form: Form, first: Part, below: Part) -> bool:
    text = form.of(below)
    return not (
        below.role is not None
        or below.hint in _LEFT_OUT
        or below.end - first.start > LONG_TITLE
        or (text[0].isdecimal() and not _is_open(form, first))
        or form.ends_sentence(below)
        or form.date(below) is not None
        or form.is_salutation(below)
        or form.is_all("letterhead", below)
    )
