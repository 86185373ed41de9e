"""The dateline: the place, often a date or a source in brackets, and a dash before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.analysis.dates import Date, find_dates
from db.analysis.gazetteer import PLACE
from db.analysis.names import NameFinder
from db.analysis.text import ARABIC, HAN, LOWER, UPPER, lower

_REACH = 140
_AND = "[ ,/–-]|, | / | & | AND | ET | Y | E | И | and | et | y | e | и "
_CAPITALS = rf"[{UPPER}][{UPPER}'.\-]+(?:(?:{_AND})[{UPPER}'.\-]+){{0,5}}"
_TITLED = rf"[{UPPER}][{LOWER}'.\-]+(?:[ \-/](?:de |la |del )?[{UPPER}][{LOWER}'.\-]+){{0,3}}"
_COUNTRY = rf"(?:, ?[{UPPER}][\w'. \-]{{2,30}})?"
_OTHER = rf"[{ARABIC} /،]{{2,40}}|[{HAN}/、和与]{{2,14}}"
_DASH = r"\s*(?:\.?[–—―─－]{1,2}|\.?--?|:|：|\|)\s*"
_SIGN = re.compile(r"[–—―─－:：|)\]电電讯訊]|-")
_SHAPES = (
    # GENEVA (5 June 2025) –  |  GENEVA, Switzerland (ILO News) –  |  GENEVA –
    re.compile(
        rf"(?P<place>{_CAPITALS}){_COUNTRY}\s*(?:\((?P<inside>[^()\n]{{2,60}})\)\s*)?(?:{_DASH}|(?<=\)) )"
    ),
    # Geneva, 5 June 2025 –  |  Geneva, 5 June 2025 (source):
    re.compile(
        rf"(?P<place>{_CAPITALS}|{_TITLED}),? (?P<inside>[^()\n–—:]{{4,40}}?)"
        rf"(?: ?\([^()\n]{{2,40}}\))?{_DASH}"
    ),
    # (Geneva, 5 June 2025) –
    re.compile(rf"\((?P<place>{_CAPITALS}|{_TITLED}),? (?P<inside>[^()\n]{{4,40}})\){_DASH}"),
    # Geneva (5 June 2025) –, and in scripts without capitals
    re.compile(rf"(?P<place>{_TITLED}|{_OTHER}){_COUNTRY}\s*\((?P<inside>[^()\n]{{2,60}})\){_DASH}"),
    # Geneva –, and in scripts without capitals
    re.compile(rf"(?P<place>{_TITLED}|{_OTHER})\s*[–—―─－]{{1,2}}\s*"),
    # (Geneva, 5 June 2025) and [Geneva, 5 June 2025] before the sentence
    re.compile(
        rf"[(\[](?P<place>{_CAPITALS}|{_TITLED}|{_OTHER})[,،，]\s?(?P<inside>[^()\[\]\n]{{4,40}})[)\]]\s*"
    ),
    # 日内瓦2025年6月5日电 | 日内瓦，2025年6月5日——
    re.compile(
        rf"(?P<place>[{HAN}]{{2,8}}?)[,，]?\s?(?P<inside>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)(?:[电電讯訊]\s*[—–:：]{{0,2}}|{_DASH})\s*"
    ),
    # جنيف، 5 حزيران/يونيو 2025 –
    re.compile(rf"(?P<place>[{ARABIC} ]{{2,25}})،\s?(?P<inside>[^()\n–—:]{{6,45}}?){_DASH}"),
)
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"), " ")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline from the start of a paragraph to `end`, its dash included.

    Attributes:
        place: the name in English where it is known, else as written.
        source: what stands in the brackets besides a date ("ILO News").
    """

    end: int
    place: str
    date: Date | None = None
    source: str | None = None


def read_dateline(folded: str, start: int, end: int, language: str, names: NameFinder) -> Dateline | None:
    """The dateline at the beginning of a paragraph, or None."""
    head = folded[start : min(end, start + _REACH)].translate(_MARKS)
    inner = len(head) - len(head.lstrip())
    head, start = head[inner:], start + inner
    if not _SIGN.search(head):
        return None
    for shape in _SHAPES:
        match = shape.match(head)
        if match is None:
            continue
        line = _judge(match, language, names)
        if line is not None and start + match.end() < end:
            while line.end and head[line.end - 1].isspace():
                line = Dateline(line.end - 1, line.place, line.date, line.source)
            return Dateline(start + line.end, line.place, line.date, line.source)
    return None


def _judge(match: re.Match[str], language: str, names: NameFinder) -> Dateline | None:
    """Whether a match is a dateline: the place is known, in capitals, or a date stands with it."""
    written = match["place"].strip(" ,/")
    inside = match.groupdict().get("inside")
    dates = [date for date in find_dates(inside, language) if date.month or date.year] if inside else []
    known = _known(written, names)
    in_brackets = "(" in match[0]
    if inside and not dates and not (in_brackets and (known or written.isupper())):
        return None
    if not (known or dates or (written.isupper() and len(written) > 2)):
        return None
    if not dates and not in_brackets and match[0].rstrip()[-1] in ":：|":
        # "BELARUS: teachers ask for ..." is a title
        return None
    if (
        written.isupper()
        and not known
        and not dates
        and (len(written.split()) > 3 or match[0].rstrip()[-1] == "-")
    ):
        return None
    source = None if dates else inside
    return Dateline(match.end(), known or _spoken(written), dates[0] if dates else None, source)


def _known(written: str, names: NameFinder) -> str | None:
    """The English name of the first place that the words are, if the gazetteer has it."""
    hits = [hit for hit in names.find(written, lower(written)) if hit.start == 0]
    return hits[0].name.label if hits and hits[0].name.kind in {PLACE, "country"} else None


def _spoken(written: str) -> str:
    return written.title() if written.isupper() else written
