"""Facts about a statement that its form tells: title, date and place."""

from __future__ import annotations

import re
from itertools import islice

from db.analysis.dates import Date, find_dates
from db.analysis.structure.parts import Form, Part
from db.analysis.text import lower
from db.model import BlockRole

_ELIDED = 90
_LONGEST_TITLE = 300
_HEAD_LINES = 14
_ENDS = re.compile(r"[.!?…。！？؟](?=\s|\Z)|[。！？]")
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_PUBLISHED = re.compile(
    r"\b(?:published|publication ?:|publiée?s? ?:?|publicación ?:|publicadas? ?:?).{0,40}?"
    r"\((?P<year>(?:19|20)\d\d)\)"
)
"""ILO supervisory comments bear no date but the session that published them."""
_REPORT = re.compile(
    r"\b(?:report no|rapport n[o°]|informe (?:núm|n[o°º]))\.? ?\d+,? (?P<date>[^\n\d]{3,14} (?:19|20)\d\d)"
)
"""A case of freedom of association is of the month of the report it stands in."""
_REPORT_YEAR = re.compile(
    r"\b(?:report no|rapport n[o°]|informe (?:núm|n[o°º]))\.? ?\d+, ?(?P<year>(?:19|20)\d\d)"
)
"""Of older cases the report has a year only."""
_FORWARDED = re.compile(r"(?:(?:fwd?|re|tr|rv|rm|wg|aw|пересл)\s?:\s*)+(?=\S)", re.IGNORECASE)
"""What programs for mail put before a subject."""
_COMPLAINT = re.compile(
    r"complaint date|date (?:de la )?plainte|fecha .{0,30}queja|date of (?:the )?complaint"
)
_DISTR = re.compile(r"\bdistr[.:]")


def title_of(text: str, form: Form, hint: str | None) -> str:
    """The title block on one line; else the hint; else the beginning of the first sentence, cut at a word."""
    title = next((part for part in form.parts if part.role is BlockRole.TITLE), None)
    lead = next((part for part in form.parts if part.role is BlockRole.LEAD), None)
    if lead is not None and form.begins("mandates", lead):
        # all communications have the same heading: the mandates tell them apart
        title = lead
    if title is not None:
        line = _FORWARDED.sub("", " ".join(text[title.start : title.end].split()).lstrip("# "), count=1)
        return line if len(line) <= _LONGEST_TITLE else _cut(line, _LONGEST_TITLE)
    if hint and hint.strip():
        return " ".join(hint.split())
    return _first_words(text, form.parts)


def _cut(line: str, longest: int) -> str:
    cut = line.rfind(" ", 0, longest)
    return line[: cut if cut > longest // 3 else longest].rstrip(" ,;:–—-") + "…"


def _first_words(text: str, parts: list[Part]) -> str:
    spoken = next(
        (part for part in parts if part.role is not BlockRole.NAVIGATION), parts[0] if parts else None
    )
    if spoken is None:
        return "…"
    start = spoken.dateline.end if spoken.dateline else spoken.start
    line = " ".join(text[start : min(spoken.end, start + 600)].split())
    sentence = _ENDS.search(line)
    if sentence and sentence.end() <= _ELIDED:
        return line[: sentence.end()].rstrip(".。") or line
    return line if len(line) <= _ELIDED else _cut(line, _ELIDED)


def date_of(form: Form, hint: str | None) -> str | None:
    """The most precise date of date lines and dateline, the first of equals; the hint where the text has
    none.

    Of a range only what both ends share is the date: of "2-13 June 2025" the month. Of two dates as precise
    as each other the first counts, but a range is asked last.
    """
    found = [form.date(part) for part in form.parts if part.role is BlockRole.DATE]
    found += [part.dateline.date for part in form.parts if part.dateline]
    known = [date for date in found if date is not None and date.year]
    if not any(date.month for date in known):
        known += _in_head(form)
    known.sort(key=lambda date: date.is_range)
    written = [date.certain for date in known if date.certain]
    if written:
        return max(written, key=len)
    published = _PUBLISHED.search(form.low[:600]) or _REPORT_YEAR.search(form.low[:600])
    if published:
        return published["year"]
    return hint if hint and _ISO.fullmatch(hint) else None


def _in_head(form: Form) -> list[Date]:
    """A date in a short line between title and text ("86th Session, Geneva, June 1998", "Distr.: General
    3 May 2020"), or of the report that a case stands in."""
    report = _REPORT.search(form.low[:600])
    if report:
        return find_dates(report["date"], form.language)[:1]
    found: list[Date] = []
    spoken = (part for part in form.parts if part.role is not BlockRole.NAVIGATION)
    for part in islice(spoken, 2 * _HEAD_LINES):
        if part.role is BlockRole.LEAD:
            break
        low = form.low[part.start : min(part.end, part.start + 300)]
        if _COMPLAINT.search(low):
            continue
        if part.role is BlockRole.HEADING or _DISTR.search(low[:60]):
            dates = find_dates(form.text[part.start : part.start + len(low)], form.language)
            found += [date for date in dates if date.month and date.year]
    return found[:1]


def place_of(form: Form) -> str | None:
    """The place of the dateline; else that of a line with place and date, where it is a known one."""
    for part in form.parts:
        if part.dateline is not None:
            return part.dateline.place
    for part in form.parts:
        if part.role is BlockRole.DATE:
            line = form.of(part)
            places = [hit.name for hit in form.names.find(line, lower(line)) if hit.name.kind == "place"]
            if places:
                return places[0].label
    return None
