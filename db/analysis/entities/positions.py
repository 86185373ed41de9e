"""Offices that persons hold: "President of the …", "ILO Director-General", "Chair-Rapporteur"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from db.analysis.entities.layers import Found, Spans
from db.analysis.lexicon import lexicon, with_english
from db.analysis.names import Found as Hit
from db.analysis.text import UPPER, alternatives
from db.model import EntityKind

_BRACKETED = re.compile(r" ?\)")
_NAME_AFTER = (
    rf"(?:,? (?:is |, )?(?:(?:Mr|Ms|Mrs|Dr|Prof|Mme|M|Sr|Sra|г-н|г-жа)\.? )?[{UPPER}][\w'-]+ "
    rf"(?:[a-z]{{2,3}} )?[{UPPER}])"
)
_NAME_BEFORE = re.compile(rf"[{UPPER}][\w'-]+,? (?:the |a |as |le |la |el )?(?:former |deputy |acting )?\Z")
_PORTFOLIO = re.compile(
    rf"(?: of| for| de la| de l'| de| des| du| d'| del)(?: the| la| las| los)? ?"
    rf"(?:[{UPPER}][\w'-]+)(?:(?:,? and| et| y|,| of| de| des| du)? ?[{UPPER}][\w'-]+){{0,4}}"
)


@cache
def position_pattern(language: str) -> re.Pattern[str]:
    """An office's own words."""
    parts = [
        part for one in with_english(language) for part in lexicon(one).words["positions"] if one != "zh"
    ]
    return re.compile(rf"(?<![\w-]){alternatives(parts)}(?![\w-])")


@cache
def _joined(language: str) -> re.Pattern[str]:
    joins = [
        re.escape(part) for one in with_english(language) for part in lexicon(one).words["position_joins"]
    ]
    return re.compile(rf" {alternatives(joins)}(?:(?<=')| )")


@cache
def _name_after() -> re.Pattern[str]:
    return re.compile(_NAME_AFTER)


def find_positions(
    folded: str, language: str, organizations: Sequence[Found], countries: Sequence[Hit], taken: Spans
) -> Iterator[Found]:
    """Offices tied to a body or a country, in brackets after a name, or beside a name."""
    by_start = {found.start: found for found in organizations}
    by_end = {found.end: found for found in organizations}
    country_at = {hit.start: hit for hit in countries}
    joined, topics = _joined(language), re.compile(rf" on {lexicon('en').any('chair_topics')}")
    for match in position_pattern(language).finditer(folded):
        start, end = match.span()
        if not taken.free(start, end):
            continue
        body = by_end.get(start - 1) if start and folded[start - 1] == " " else None
        reach = _reach(folded, end, joined, by_start, country_at)
        if topic := topics.match(folded, end):
            reach = topic.end()
        if reach is None and body is None and not _stands_alone(folded, start, end):
            continue
        first = body.start if body and body.origin != "government" else start
        yield Found(
            kind=EntityKind.ROLE,
            start=first,
            end=reach or end,
            name=folded[first : reach or end],
            confidence=0.85,
            origin="position",
        )


def _reach(
    folded: str, end: int, joined: re.Pattern[str], by_start: dict[int, Found], country_at: dict[int, Hit]
) -> int | None:
    """How far the office goes: through the body or country it is of, a portfolio between them included."""
    join = joined.match(folded, end)
    if join is None:
        return None
    if body := by_start.get(join.end()):
        return body.end
    if country := country_at.get(join.end()):
        return country.end
    portfolio = _PORTFOLIO.match(folded, end)
    if portfolio is None:
        return None
    again = joined.match(folded, portfolio.end())
    if again and (country := country_at.get(again.end())):
        return country.end
    return portfolio.end()


def _stands_alone(folded: str, start: int, end: int) -> bool:
    if start and folded[start - 1] == "(" and _BRACKETED.match(folded, end):
        return True
    return bool(_name_after().match(folded, end)) or (
        bool(_NAME_BEFORE.search(folded[max(0, start - 60) : start])) and folded[start - 2 : start - 1] == ","
    )
