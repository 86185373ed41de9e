"""What stands apart from the text proper: navigation, notes, biographies, boilerplate and contacts."""

from __future__ import annotations

import re

from db.analysis.structure.parts import Form, Part, is_language_list
from db.model import BlockRole

_RULE = re.compile(r"[\s*_=~#·•–—+-]{3,}|[*#]")
_STARRED = re.compile(r"(?:\(\*+\)|\[\*+\]|[*†‡]{1,4})\s*(?=[\w\"“«‘(])")
_STAR_AND_SPACE = re.compile(r"\*\s")
_NUMBERED_NOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹]+)\s*\S")
_NOTE_SIGN = re.compile(r"[*†‡:：\[¹²³⁴-⁹]")
_ITEM = re.compile(r"(?:[•▪◦●‣·∙■□►➢✓⁃-]|[*–—](?=\s)|\(?\d{1,2}[.)]|\(?[a-z]\))\s*\S")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w|\[email protected\]|\[at\]")
_STAR_USED = re.compile(r"[\w\"”»)]\s?\*")
_SHORT_TEXT = 8
_EDGE = 1_500
"""Of longer texts only so many parts at either end can be a page's furniture."""
_FAR_TAIL = 150
"""Boilerplate and contacts stand among the last parts, however long the text is."""


def mark_apart(form: Form) -> None:
    """Lines of a page's furniture, end marks, and rules."""
    parts = form.parts
    near = parts if len(parts) <= 2 * _EDGE else [*parts[:_EDGE], *parts[-_EDGE:]]
    for part in near:
        if part.length > 200 or part.role is not None or part.hint is BlockRole.TITLE:
            continue
        if (
            form.is_all("navigation", part)
            or form.is_all("end", part, 60)
            or _RULE.fullmatch(form.text, part.start, part.end)
            or is_language_list(form.of(part))
        ):
            part.role = BlockRole.NAVIGATION


def mark_notes(form: Form, body: int) -> None:
    """Footnotes: starred or numbered ones, lists of experts, and what the markup calls so."""
    parts = form.parts
    far = len(parts) - _FAR_TAIL
    starred = "*" in form.text and bool(_STAR_USED.search(form.text))
    for index, part in enumerate(parts):
        if part.role is not None:
            continue
        if part.hint is BlockRole.FOOTNOTE:
            part.role = BlockRole.FOOTNOTE
        elif index > body and part.hint in {None, BlockRole.PARAGRAPH, BlockRole.LIST}:
            if index < far and not _NOTE_SIGN.search(form.text, part.start, min(part.end, part.start + 60)):
                continue
            star = _STARRED.match(form.text, part.start, part.end)
            after = star.end() if star else part.start
            noted = form.cue("footnote").begins(form.low, after, min(part.end, after + 200))
            numbered = _NUMBERED_NOTE.match(form.text, part.start, part.end) and index * 2 > len(parts)
            if noted or numbered or (star and starred and not _in_list(form, index)):
                part.role = BlockRole.FOOTNOTE
    _join_notes(form)


def _in_list(form: Form, index: int) -> bool:
    """Whether a starred paragraph stands among several, with a space after the star: a list."""
    near = [form.parts[at] for at in (index - 1, index, index + 1) if 0 <= at < len(form.parts)]
    return sum(bool(_STAR_AND_SPACE.match(form.text, part.start)) for part in near) >= 2


def _join_notes(form: Form) -> None:
    """A list of experts broken into lines is one footnote; but what the markup parts stays apart."""
    joined: list[Part] = []
    for part in form.parts:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(form, before, part):
            before.end = part.end
            continue
        joined.append(part)
    form.parts[:] = joined


def _goes_on(form: Form, before: Part, part: Part) -> bool:
    if before.role is not BlockRole.FOOTNOTE or part.role is not None or before.hint or part.hint:
        return False
    breaks = form.text.count("\n", before.end, part.start)
    listed = form.cue("footnote").begins(form.low, before.start, before.end) or form.text[before.start] == "*"
    if breaks <= 2 and form.text[before.end - 1] in ";,:；،؛：，":
        return True
    if not listed or form.within("boilerplate", part, 700) or form.within("contact", part, 700):
        return False
    return breaks <= 1 or (breaks <= 2 and bool(_ITEM.match(form.text, part.start, part.end)))


def mark_tail(form: Form, body: int) -> None:
    """Boilerplate, contacts, biographies and links: after the beginning of the body only."""
    parts = form.parts
    last = max((index for index, part in enumerate(parts) if part.role is BlockRole.FOOTNOTE), default=-1)
    ends = (at for at, part in enumerate(parts) if part.role and form.is_all("end", part, 60))
    end = next(ends, len(parts))
    written = "@" in form.text or "[at]" in form.text or "[email" in form.text
    far = max(len(parts) // 2, len(parts) - _FAR_TAIL)
    for index in range(max(0, min(body, len(parts) - 2) + 1), len(parts)):
        part = parts[index]
        if part.role is not None:
            continue
        late = index > last >= 0 or index > end or index >= far
        if part.hint in {BlockRole.TITLE, BlockRole.TABLE} or (not late and len(parts) >= _SHORT_TEXT):
            if written and part.hint in {None, BlockRole.PARAGRAPH}:
                _mark_contact(form, part, late=False)
            continue
        if form.within("boilerplate", part, 1_500):
            part.role = BlockRole.BOILERPLATE
        elif _mark_contact(form, part, late=late):
            continue
        elif late and index > last and form.within("biography", part, 400) and form.is_prose(part, 60):
            part.role = BlockRole.BIOGRAPHY
    _mark_links(form, body)


def _mark_contact(form: Form, part: Part, *, late: bool) -> bool:
    if part.length >= 700:
        return False
    mail = bool(_MAIL.search(form.text, part.start, part.end))
    told = (late or mail) and form.within("contact", part, 700)
    if told or (mail and late and part.length < 200):
        part.role = BlockRole.CONTACT
    return part.role is BlockRole.CONTACT


def _mark_links(form: Form, body: int) -> None:
    """The list of other pages below "Related", "See also" and the like."""
    linked = False
    for part in form.parts[body + 1 :]:
        if part.role is BlockRole.NAVIGATION and form.begins("related", part):
            linked = True
        elif linked and part.role is None and part.length < 180 and not form.ends_sentence(part):
            part.role = BlockRole.NAVIGATION
        elif part.role is None:
            linked = False
