"""Articles: reading them, and tying them to the instrument they belong to, never across a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db.analysis.references.context import Context
from db.analysis.references.found import Found
from db.model import ReferenceStatus

_HEAD = re.compile(
    r"(?:articles?|arts?\.|articulos?|стать(?:ями|ям|ях|и|я|ю|еи|е)|статеи|ст\.|المادة|المادتين|المواد) ?"
)
_NUMBER = re.compile(
    r"(?:(?P<number>[1-9]\d{0,2})(?![\d%]|[.,]\d|[./]\d)|(?P<first>premier|ier\b))"
    r"(?P<subs>(?: ?\((?:\d{1,2}|[a-z]{1,4})\)){0,3})"
)
_PARAGRAPH_AFTER = re.compile(
    r",? (?:paragraphs?|paras?\.?|§§?|parrafos?|paragraphes?|par\.|пункты?|п\.) ?(?P<number>\d{1,2})"
    r"(?P<subs>(?: ?\([a-z]{1,3}\))?),?"
)
_PARAGRAPH_BEFORE = re.compile(
    r"(?:paragraphs?|paras?\.?|paragraphe|parrafo|пункт[а-я]{0,2}|п\.) (?P<number>\d{1,2})"
    r"(?P<subs>(?: ?\([a-z]\))?) (?:of |de l'|del |)$"
)
_AND = re.compile(
    r",? ?(?:and|et|y|e|и|or|ou|o|&|as well as|و) ?(?:(?:of )?(?:articles? |arts?\. ?|ст\. ?|l'article "
    r"))?|, ?(?:articles? |arts?\. ?)?"
)
_RANGE = re.compile(r" ?(?:to|-|through|a|al|по) ?(?=\d)")
_JOIN = re.compile(
    r",? ?(?:(?:of|to|in|under|from|de l'|de la|de|du|des|del|al|من) ?)?(?:both )?"
    r"(?:(?:the|la|le|les|el|los|l') ?)?(?:(?:said|same|un|united nations|u\.n\.|onu|ilo's?) )?"
    r"[\"(]?(?:ال|هذه ال)?"
)
_JOIN_AFTER = re.compile(
    r"\)?(?:,| \(|:)? ?(?:in (?:its|particular)(?: in)? |notably |especially |under its )?[\"(]?"
)
_UNIT = r"(?P<unit>(?:Regulation|Standard|Guideline)s? [AB]?\d(?:\.\d{1,2}){1,3})"
_MLC_AFTER = re.compile(rf",? {_UNIT}")
_MLC = re.compile(rf"{_UNIT}(?:,? of the |,? |,? under the )(?:ilo )?$")


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles written somewhere: where, which, and the highest number among them."""

    start: int
    end: int
    pinpoint: str
    highest: int
    numbers: tuple[int, ...]


def _subs(text: str) -> str:
    return text.replace(" ", "")


def read(context: Context, position: int) -> Articles | None:
    """The articles that are named at a position, or None."""
    lower = context.lower
    head = _HEAD.match(lower, position)
    before = lower[position - 1 : position]
    if head is None or (before.isalpha() and before < "\u0600"):
        return None
    found: list[str] = []
    numbers: list[int] = []
    end = head.end()
    while len(found) < 60:
        match = _NUMBER.match(lower, end)
        if match is None:
            break
        number, end = int(match["number"] or 1), match.end()
        text = f"{number}{_subs(match['subs'])}"
        paragraph = _PARAGRAPH_AFTER.match(lower, end)
        if paragraph is not None:
            text += f"({paragraph['number']}){_subs(paragraph['subs'])}"
            end = paragraph.end() - paragraph[0].endswith(",")
        ranged = _RANGE.match(lower, end)
        last = _NUMBER.match(lower, ranged.end()) if ranged else None
        if last is not None and last["number"] and int(last["number"]) > number:
            numbers.append(number)
            number, end = int(last["number"]), last.end()
            text += f"-{number}{_subs(last['subs'])}"
        numbers.append(number)
        found.append(f"art{text}")
        gap = _AND.match(lower, end)
        if gap is None or _NUMBER.match(lower, gap.end()) is None:
            break
        end = gap.end()
    if not found:
        return None
    start, found[0] = _with_paragraph_before(lower, position, found[0])
    return Articles(start, end, ";".join(found), max(numbers), tuple(numbers))


def find_articles(context: Context, positions: Sequence[int]) -> Iterator[Articles]:
    """All articles at the places where the word stands; none is taken twice."""
    done = 0
    for position in positions:
        found = read(context, position) if position >= done else None
        if found is not None:
            done = found.end
            yield found


def _with_paragraph_before(lower: str, position: int, article: str) -> tuple[int, str]:
    before = _PARAGRAPH_BEFORE.search(lower, max(0, position - 30), position)
    if before is None:
        return position, article
    return before.start(), f"{article}({before['number']}){_subs(before['subs'])}"


def joins(context: Context, articles: Articles, start: int) -> bool:
    """Whether the articles belong to the citation that starts at `start`, right after them."""
    return 0 <= start - articles.end <= 40 and _JOIN.fullmatch(context.lower, articles.end, start) is not None


def _follows(context: Context, end: int, articles: Articles) -> bool:
    return (
        0 <= articles.start - end <= 20
        and _JOIN_AFTER.fullmatch(context.lower, end, articles.start) is not None
    )


_TAKES = frozenset({"convention", "protocol", "recommendation", "treaty", "constitution"})


def attach(
    context: Context, found: Sequence[Found], articles: Sequence[Articles]
) -> tuple[list[Found], list[Articles]]:
    """Citations with their articles, and the articles that belong to none of them."""
    ordered = sorted(found, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    left: list[Articles] = []
    for one in articles:
        at = bisect_left(starts, one.end)
        if at < len(ordered) and _can_take(ordered[at]) and joins(context, one, ordered[at].start):
            ordered[at] = _pinned(ordered[at], one)
        elif (
            0 < at <= len(ordered)
            and _can_take(ordered[at - 1])
            and _follows(context, ordered[at - 1].end, one)
        ):
            ordered[at - 1] = _pinned(ordered[at - 1], one)
        elif not (at > 0 and ordered[at - 1].end > one.start):
            left.append(one)
    return [_maritime(context, one) for one in ordered], left


def _can_take(found: Found) -> bool:
    return found.kind in _TAKES and found.pinpoint is None


def _pinned(found: Found, articles: Articles) -> Found:
    start, end = min(found.start, articles.start), max(found.end, articles.end)
    if found.status is ReferenceStatus.REJECTED:
        return replace(found, start=start, end=end, pinpoint=articles.pinpoint)
    if found.limit is not None and articles.highest > found.limit:
        # no such article: either the number or the instrument is not the one that was meant
        return replace(
            found,
            start=start,
            end=end,
            ids=(),
            candidates=found.ids,
            pinpoint=articles.pinpoint,
            status=ReferenceStatus.REJECTED,
            rule="pinpoint.out_of_range",
        )
    return replace(found, start=start, end=end, pinpoint=articles.pinpoint)


def _maritime(context: Context, found: Found) -> Found:
    if found.ids != ("ilo:C186",) or found.pinpoint is not None:
        return found
    unit = _MLC.search(context.cased, max(0, found.start - 45), found.start)
    if unit is not None:
        return replace(found, start=unit.start(), pinpoint=unit["unit"])
    unit = _MLC_AFTER.match(context.cased, found.end)
    if unit is not None:
        return replace(found, end=unit.end(), pinpoint=unit["unit"])
    return found
