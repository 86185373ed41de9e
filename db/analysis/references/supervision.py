"""What the ILO's supervisors wrote, the complaints made to it, and the question put to the Court."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.analysis.references.context import Context
from db.analysis.references.found import Found, InOrder, one_or_candidates, rejected
from db.model import ReferenceStatus

_CEACR = re.compile(
    r"(?P<type>observation|observacion|direct request|demande directe|solicitud directa) \(ceacr\) ?- ?"
    r"(?:adopted|adoptee|adopcion):? ?(?P<adopted>(?:19|20)\d\d),? ?(?:published|publiee|publicacion)"
    r":? ?\d{1,3}"
    r"(?:st|nd|rd|th|eme|e|ª|a)? (?:ilc session|session cit|reunion cit) \((?P<published>(?:19|20)\d\d)\)"
)
_CAS = re.compile(
    r"(?:individual case|cas individuel|caso individual) \(cas\) ?- ?"
    r"(?:discussion|discusion):? ?(?P<year>(?:19|20)\d\d)"
    r"(?:,? ?(?:publication|publicacion):? ?\d{1,3}(?:st|nd|rd|th|eme|e|ª|a)? (?:ilc session|session "
    r"cit|reunion cit) \((?:19|20)\d\d\))?"
)
_PROSE = re.compile(
    r"(?:(?:its|the|this|a|his|la|su|sa) )?(?P<year>(?:19|20)\d\d) (?P<type>observation|direct request)"
    r"s?(?!\w)"
)
_EXPERTS = re.compile(r"committee of experts|ceacr|commission d'experts|comision de expertos")


def find_supervision(context: Context, positions: Sequence[int], instruments: InOrder) -> Iterator[Found]:
    """Comments of the Committee of Experts and discussions of the Conference Committee."""
    done = 0
    for position in positions:
        line = max(context.lower.rfind("\n", 0, position) + 1, position - 30)
        for pattern, make in ((_CEACR, _comment), (_CAS, _discussion), (_PROSE, _observation)):
            match = pattern.search(context.lower, max(done, line), position + 120)
            if match is not None and match.start() <= position < match.end():
                found = make(context, match, instruments)
                if found is not None:
                    done = match.end()
                    yield found
                break


def _subject(context: Context, match: re.Match[str], instruments: InOrder, *, wide: bool) -> tuple[str, str]:
    """The one country and the one Convention spoken of beside a comment; `?` for what is not sure."""
    start, end = context.paragraph(match.start()) if wide else context.sentence(match.start())
    if wide and end - start < 200:
        # a heading: what it is about stands in the line before or after it
        start = context.paragraph(max(0, start - 1))[0]
        after = context.paragraph(min(end + 1, len(context.lower)))[1]
        end = after if after - end < 300 else end
    countries = context.countries_between(start, end)
    codes = {
        id_
        for one in instruments.between(start, end)
        if one.resolved and one.kind == "convention"
        for id_ in one.ids
    }
    country = countries[0] if len(countries) == 1 else "?"
    return country, next(iter(codes)).removeprefix("ilo:") if len(codes) == 1 else "?"


def _made(match: re.Match[str], ids: Sequence[str], rule: str) -> Found:
    whole = len(ids) == 1 and "?" not in ids[0]
    return Found(
        start=match.start(),
        end=match.end(),
        ids=tuple(ids) if whole else (),
        candidates=() if whole else tuple(ids),
        status=ReferenceStatus.RESOLVED if whole else ReferenceStatus.CANDIDATES,
        rule=rule,
        kind="paper",
    )


def _series(kind: str) -> str:
    return "OBS" if kind.startswith("obs") else "DIR"


def _comment(context: Context, match: re.Match[str], instruments: InOrder) -> Found:
    country, code = _subject(context, match, instruments, wide=True)
    id_ = f"ilo:CEACR/{_series(match['type'])}/{country}/{code}/{match['adopted']}-{match['published']}"
    return _made(match, [id_], "ceacr.heading")


def _discussion(context: Context, match: re.Match[str], instruments: InOrder) -> Found:
    country, code = _subject(context, match, instruments, wide=True)
    return _made(match, [f"ilo:CAS/{country}/{code}/{match['year']}"], "cas.heading")


def _observation(context: Context, match: re.Match[str], instruments: InOrder) -> Found | None:
    if not context.mentions(_EXPERTS, *context.sentence(match.start())):
        return None
    country, code = _subject(context, match, instruments, wide=False)
    year = int(match["year"])
    stem = f"ilo:CEACR/{_series(match['type'])}/{country}/{code}"
    # prose does not tell the year of adoption from that of publication
    return _made(match, [f"{stem}/{year}-{year + 1}", f"{stem}/{year - 1}-{year}"], "ceacr.prose")


_COURT = re.compile(
    r"(?:request (?:for an advisory opinion )?(?:to|before|by) )?(?:the )?(?:international court of "
    r"justice|icj)(?: \(icj\))?[^.;\n]{0,60}? on the right to strike"
    r"(?: under (?:ilo )?convention (?:no\. )?87)?"
)


def find_court(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """The request to the International Court of Justice on the right to strike (General List No. 191)."""
    done = 0
    for position in positions:
        if context.lower.find("on the right to strike", position, position + 220) < 0:
            continue
        begin = max(done, position - 60, context.sentence(position)[0])
        match = _COURT.search(context.lower, begin, position + 220)
        if match is None or not match.start() <= position < match.end():
            continue
        done = match.end()
        if context.year is not None and context.year < 2023:
            yield rejected(match.start(), match.end(), rule="court.not_yet", kind="paper")
        else:
            yield Found(
                start=match.start(),
                end=match.end(),
                ids=("icj:191",),
                rule="court.right_to_strike",
                kind="paper",
            )


_COMPLAINT = re.compile(
    r"(?P<type>complaint|representation) \(article (?P<article>26|24)\) ?- ?(?P<year>(?:19|20)\d\d) ?- ?"
    r"(?P<country>[^\n-]{3,60}?) ?- ?(?P<codes>c\d{3}(?:, ?c\d{3}){0,12})"
)
_MEASURE = re.compile(
    r"resolution (?:concerning the measures recommended by the governing body |on measures |adopted )?"
    r"under article 33 of the (?:ilo )?constitution"
    r"(?: of the (?:ilo|international labou?r organi[sz]ation))?(?: on the subject of | on | "
    r"concerning | with regard to )?"
)


def find_complaints(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """Headings of complaints under article 26 and representations under article 24."""
    for position in positions:
        match = _COMPLAINT.match(context.lower, position)
        if match is None:
            continue
        countries = context.countries_between(match.start("country"), match.end("country"))
        country = countries[0] if len(countries) == 1 else "?"
        codes = "+".join(re.findall(r"c\d{3}", match["codes"])).upper()
        if match["article"] == "26":
            id_ = f"ilo:COMPL26/{country}/{match['year']}"
        else:
            id_ = f"ilo:REP24/{country}/{codes}/{match['year']}"
        yield _made(match, [id_], "complaint.heading")


def find_measures(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``resolution … under article 33 of the ILO Constitution on the subject of Belarus``."""
    for position in positions:
        match = _MEASURE.match(context.lower, position)
        if match is None:
            continue
        places = [
            place
            for place in context.places_between(match.end(), match.end() + 5)
            if place.start == match.end()
        ]
        if not places:
            continue
        ids = tuple(
            one.id
            for one in context.catalogue.measures.values()
            if one.country == places[0].iso3
            and (not context.date or one.date[: len(context.date)] <= context.date)
        )
        yield one_or_candidates(match.start(), places[0].end, ids, rule="article33.resolution", kind="paper")
