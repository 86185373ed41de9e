"""Which role each paragraph has: in passes from the surest to the vaguest."""

from __future__ import annotations

import re

from db.analysis.structure.head import mark_head
from db.analysis.structure.parts import Form, Part
from db.analysis.structure.tail import mark_apart, mark_notes, mark_tail
from db.model import BlockRole

_SET_IN = 4
_TAKEN = frozenset({BlockRole.LIST, BlockRole.QUOTE, BlockRole.TABLE, BlockRole.FOOTNOTE})
"""Roles that are the markup's to tell, where the text does not plainly say otherwise."""
_BULLET = re.compile(r"(?:[•▪◦●‣·∙■□►➢✓⁃]|[-–—*](?=\s))\s*\S")
_LETTERED = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|[а-я])\)|\(\d{1,3}\))\s*\S", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,4}\s?[.)]\s*\S|第\s?\d+\s?段")
_COUNTED_TITLE = re.compile(r"(?:[A-Z]|[IVX]{1,5}|\d{1,2})\.\s+\S")
_MARKDOWN = re.compile(r"#{1,6}\s\S")
_SHORT_ITEM = 160
_RUN = 3
"""So many lines in the form of headings, one after the other, are a list."""
_SIGNED = 6
_CLOSE = 200
"""A letter closes this near to the end; signatories may follow."""


def read_roles(form: Form) -> None:
    """Gives every part of a form its role; a list of experts in several lines becomes one part."""
    mark_apart(form)
    body = mark_head(form)
    mark_notes(form, body)
    mark_tail(form, body)
    _mark_hinted(form)
    _mark_body(form)
    _mark_closing_date(form)


def _mark_hinted(form: Form) -> None:
    for part in form.parts:
        if part.role is None and part.hint is not None:
            part.role = _hinted_role(form, part)


def _hinted_role(form: Form, part: Part) -> BlockRole | None:
    """The role that the markup tells, None where the text has to tell it."""
    if part.hint is BlockRole.TITLE:
        return BlockRole.HEADING
    if part.hint is BlockRole.HEADING:
        return None if part.length > _SHORT_ITEM and form.is_prose(part, 300) else BlockRole.HEADING
    if part.hint is BlockRole.DATE:
        return BlockRole.DATE if form.date(part) else None
    if part.hint in _TAKEN:
        return part.hint
    return None if part.hint is BlockRole.PARAGRAPH else part.hint


def _mark_body(form: Form) -> None:
    inner = sum(_indent(part) >= _SET_IN for part in form.parts)
    mostly_set_in = inner * 2 >= len(form.parts)
    following = _following(form)
    for index, part in enumerate(form.parts):
        if part.role is None:
            part.role = _body_role(form, index, following[index], mostly_set_in=mostly_set_in)
    _mark_signatures(form)
    _mark_runs(form)


def _indent(part: Part) -> int:
    return min(line.indent for line in part.segment.lines)


def _following(form: Form) -> list[BlockRole | str | None]:
    """Of each part, the role of the next one that is no navigation; ``end`` where there is none."""
    found: list[BlockRole | str | None] = []
    after: BlockRole | str | None = "end"
    for part in reversed(form.parts):
        found.append(after)
        if part.role is not BlockRole.NAVIGATION:
            after = part.role
    return found[::-1]


def _body_role(form: Form, index: int, after: BlockRole | str | None, *, mostly_set_in: bool) -> BlockRole:
    part = form.parts[index]
    text = form.text[part.start : min(part.end, part.start + 400)]
    if text.startswith(">") or (_indent(part) >= _SET_IN and not mostly_set_in):
        return BlockRole.QUOTE
    if _BULLET.match(text) and (text[0] not in "-–—*" or _beside(form, index, _BULLET)):
        return BlockRole.LIST
    if _LETTERED.match(text):
        return BlockRole.LIST
    leads_on = after not in {BlockRole.BOILERPLATE, BlockRole.CONTACT, "end"}
    short = part.length < _SHORT_ITEM and not form.is_prose(part, 90)
    if short and _NUMBERED.match(text) and _beside(form, index, _NUMBERED):
        return BlockRole.LIST
    if part.length < 100 and index + _CLOSE >= len(form.parts) and form.begins("closing", part):
        return BlockRole.PARAGRAPH
    if part.length < 60 and index + _CLOSE >= len(form.parts) and form.begins("signatories", part):
        return BlockRole.HEADING
    if leads_on and (_MARKDOWN.match(text) or form.is_heading(part)):
        return BlockRole.HEADING
    return BlockRole.PARAGRAPH


def _beside(form: Form, index: int, pattern: re.Pattern[str]) -> bool:
    """Whether a neighbour is a short item of the same kind (of bulleted ones, however long)."""
    near = (form.parts[at] for at in (index - 1, index + 1) if 0 <= at < len(form.parts))
    return any(
        (pattern is _BULLET or part.length < _SHORT_ITEM) and pattern.match(form.text, part.start, part.end)
        for part in near
    )


def _mark_runs(form: Form) -> None:
    """Signatories, members, places: lines that each look like a heading are a list where none has a text."""
    parts = form.parts
    body = next((index for index, part in enumerate(parts) if part.role is BlockRole.LEAD), len(parts))
    index = body + 1
    while index < len(parts):
        end = index
        while end < len(parts) and parts[end].role is BlockRole.HEADING and parts[end].hint is None:
            end += 1
        if end - index >= _RUN and end < len(parts) and _is_last_item(form, parts[end]):
            end += 1
        first = index + 1 if end > index and form.begins("signatories", parts[index]) else index
        if end - index >= _RUN:
            for part in parts[first:end]:
                if form.text[part.start].islower():
                    continue
                counted = _COUNTED_TITLE.match(form.text, part.start, part.end)
                if not counted and not _MARKDOWN.match(form.text, part.start, part.end):
                    part.role = BlockRole.LIST
        index = max(end, index + 1)


def _is_last_item(form: Form, part: Part) -> bool:
    """The last of a list ends the text, and so was taken for no heading."""
    return part.role is BlockRole.PARAGRAPH and part.hint is None and form.is_heading(part)


def _mark_signatures(form: Form) -> None:
    """Name and office below "Yours sincerely" are no headings."""
    left = 0
    for part in form.parts[-_CLOSE:]:
        if part.role is BlockRole.PARAGRAPH and part.length < 300 and form.begins("closing", part):
            left = _SIGNED
        elif left and part.role is BlockRole.HEADING and part.hint in {None, BlockRole.PARAGRAPH}:
            part.role, left = BlockRole.PARAGRAPH, left - 1
        elif part.role is not BlockRole.NAVIGATION:
            left = left - 1 if left and part.length < 100 else 0


def _mark_closing_date(form: Form) -> None:
    """A line with nothing but place and date, above or below the text."""
    for part in form.parts:
        if part.role in {BlockRole.PARAGRAPH, BlockRole.HEADING} and part.length < 110:
            date = form.date(part)
            if date is not None and date.month is not None:
                part.role = BlockRole.DATE
