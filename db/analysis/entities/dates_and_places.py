"""Countries, places and dates as entities: kept out of names they are only a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.analysis.dates import find_dates
from db.analysis.entities.layers import Found
from db.analysis.gazetteer import ADJECTIVE, COUNTRY, PLACE
from db.analysis.lexicon import lexicon
from db.analysis.names import Found as Hit
from db.analysis.text import UPPER, alternatives, slug
from db.model import EntityKind

_CAPITAL_BEFORE = re.compile(rf"[{UPPER}][\w'-]+ \Z")
_SENTENCE_OPENS = re.compile(
    r"(?:\A|[.!?\n]\s*|(?<!\w)(?:In|At|From|The|To|Near|Across|Outside|En|À|A|Au|В|Из) )\Z"
)
_LANGUAGE_OR_PERSON = re.compile(r" (?:language|version|edition|translation|only|text)\b")
_LANGUAGES = frozenset({"French", "English", "Spanish", "Russian", "Chinese", "Arabic", "Portuguese"})


def countries(hits: Sequence[Hit], folded: str) -> Iterator[Found]:
    """Countries by name, and less surely by adjective."""
    for hit in hits:
        if hit.name.kind not in {COUNTRY, ADJECTIVE}:
            continue
        is_name = hit.name.kind == COUNTRY
        written = folded[hit.start : hit.end]
        if not is_name and written in _LANGUAGES and _about_language(folded, hit):
            continue
        yield Found(
            kind=EntityKind.COUNTRY,
            start=hit.start,
            end=hit.end,
            id=hit.name.id,
            name=hit.name.label,
            confidence=0.97 if is_name else 0.75,
            origin="gazetteer" if is_name else "adjective",
        )


def _about_language(folded: str, hit: Hit) -> bool:
    before = folded[max(0, hit.start - 20) : hit.start]
    return bool(_LANGUAGE_OR_PERSON.match(folded[hit.end :][:14])) or bool(
        re.search(r"(?:\bin|Original:|Display in:|[-/|,]) \Z", before)
    )


def places(hits: Sequence[Hit], folded: str) -> Iterator[Found]:
    """Places by name; not where a capitalised word before it makes another name of it."""
    for hit in hits:
        if hit.name.kind != PLACE:
            continue
        before = folded[max(0, hit.start - 24) : hit.start]
        if _CAPITAL_BEFORE.search(before) and not _SENTENCE_OPENS.search(before):
            continue
        yield Found(
            kind=EntityKind.PLACE,
            start=hit.start,
            end=hit.end,
            id=hit.name.id,
            name=hit.name.label,
            confidence=0.85,
            origin="gazetteer",
        )


def _admin() -> re.Pattern[str]:
    heads = alternatives(lexicon("en").words["admin"])
    word = rf"[{UPPER}][\w'-]{{1,80}}"
    return re.compile(
        rf"(?<!\w)(?P<name>(?:{word} ){{1,3}}{heads})(?!\w)|(?<!\w)(?:Port|Puerto|Mount|Fort"
        rf"|Lake|Cape|Villa|Ciudad|Mont|Lac|Порт)[ -]{word}(?![\w-])|(?<!\w)(?P<of>(?:State"
        rf"|Province|City|Gulf|Municipality) of {word}(?: {word})?)(?!\w)"
    )


_ADMIN = _admin()
_ADMIN_CUES = (
    *(f" {head}" for head in lexicon("en").words["admin"]),
    *(f"{head} of " for head in ("State", "Province", "City", "Gulf", "Municipality")),
    *("Port", "Puerto", "Mount", "Fort", "Lake", "Cape", "Villa", "Ciudad", "Mont", "Lac", "Порт"),
)
"""A text without any of these names no district."""
_NOT_PLACE = re.compile(
    r"(?:Member|The|Non-Member|Each|No|Any|Every|One|Secretary|United|Islamic|Head|In|At|From"
    r"|State of (?:Israel|Palestine)|State Part)\b"
)


def districts(folded: str) -> Iterator[Found]:
    """ "Northern Province", "City of …": places by the form of their names."""
    if not any(cue in folded for cue in _ADMIN_CUES):
        return
    for match in _ADMIN.finditer(folded):
        start, end = match.span()
        while stripped := re.match(r"(?:The|In|At|From|To|Of|And) ", folded[start:end]):
            start += stripped.end()
        if _NOT_PLACE.match(folded[start:end]) or " " not in folded[start:end]:
            continue
        name = folded[start:end]
        yield Found(
            kind=EntityKind.PLACE,
            start=start,
            end=end,
            id=f"place:{slug(name)}",
            name=name,
            confidence=0.7,
            origin="place-pattern",
        )


def dates(folded: str, language: str) -> Iterator[Found]:
    """Dates, named in ISO 8601."""
    for date in find_dates(folded, language):
        yield Found(
            kind=EntityKind.DATE,
            start=date.start,
            end=date.end,
            name=date.name,
            confidence=0.95,
            origin="date",
        )
