"""ILO Commissions of Inquiry. Commissions of the UN and of States bear the same name: these are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.analysis.references.context import Context
from db.analysis.references.found import Found, InOrder, one_or_candidates, rejected
from db.catalogue import Inquiry

_NAME = re.compile(
    r"commissions? of [ie]nquiry|commissions? d'enquete|comision(?:es)? de encuesta|comision(?:es)? de "
    r"investigacion"
    r"|по расследованию|调查委员会|لجنة (?:ال)?تحقيق"
)
_RUSSIAN_HEAD = re.compile(r"комисси[а-я]{1,3}(?: мот)? $")
_LEFT = re.compile(
    r"(?P<article>an?|the|its|any|une|la|una|el|этои|each|every|such|no)? ?"
    r"(?P<ilo>ilo(?:'s)?|international labou?r organi[sz]ation(?:'s)?|governing body's)? ?"
    r"(?:(?P<year>(?:19|20)\d\d) )?(?P<ilo2>ilo(?:'s)?)? ?$"
)
_OTHER_LEFT = re.compile(
    r"\b(?:independent|international|un|united nations|national|parliamentary|presidential|judicial|"
    r"public|royal|"
    r"human rights council(?:'s)?|state|government|senate|special|onu|independiente|internacional|"
    r"independante|"
    r"internationale|parlementaire|nationale) $"
)
_OTHER_RIGHT = re.compile(
    r" (?:on (?:the )?(?:syria|ukraine|burundi|eritrea|occupied|human rights in|situation|protests|"
    r"libya|darfur)|"
    r"(?:established|appointed|set up|created|mandated) (?:by|under) (?:the )?(?:un|united nations|"
    r"human rights council|president|"
    r"government|parliament|security council|commission on human rights|king|prime minister|national)"
    r"|internationale|internacional|independante|independiente|parlementaire|parlamentaria)|s act"
)
_RIGHT = re.compile(
    r"(?: (?:that was |which was )?(?:established|appointed|set up|created|constituted|etablie|"
    r"instituee|nommee|establecida|"
    r"nombrada) (?:in (?P<year>(?:19|20)\d\d) )?(?:by|par|por) (?:the |le |el )?"
    r"(?P<body>ilo governing body|governing body of the ilo|governing body|ilo|conseil "
    r"d'administration(?: de l'oit|"
    r" du bit)?|oit|consejo de administracion(?: de la oit)?)(?: in (?P<year2>(?:19|20)\d\d))?"
    r"| (?P<ilo>of the (?:ilo|international labou?r organi[sz]ation)|de l'oit|de la oit|мот|"
    r"de l'organisation internationale du travail))"
)
_ABOUT = re.compile(
    r" (?:(?:in)?to|on|concerning|regarding|for|in|sur|sobre|по)(?: the| le| la| les| el)? "
    r"(?:[^.;:()\n,]{0,60}? (?:in|on|by|by the|en|au|dans) (?:the )?)?$"
)
_ARTICLE = {"a", "an", "any", "une", "una", "each", "every", "such", "no"}


def find_inquiries(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``the ILO's Commission of Inquiry``, ``a Commission of Inquiry established by the Governing Body``."""
    settled: list[str] = []
    for position in positions:
        found = _inquiry(context, position, settled)
        if found is not None:
            if found.resolved:
                settled.extend(found.ids)
            yield found


def _inquiry(context: Context, position: int, settled: Sequence[str]) -> Found | None:
    lower = context.lower
    name = _NAME.match(lower, position)
    if name is None:
        return None
    start, end = position, name.end()
    russian = _RUSSIAN_HEAD.search(lower, max(0, start - 20), start)
    if name[0] == "по расследованию":
        if russian is None:
            return None
        start = russian.start()
    if name[0].startswith("comision") and "investigacion" in name[0]:
        return rejected(start, end, rule="inquiry.other_body", kind="inquiry")
    left = _LEFT.search(lower, max(0, start - 60), start)
    right = _RIGHT.match(lower, end)
    begin = left.start() if left and left[0] else start
    begin = _skip_space(lower, begin)
    if _OTHER_LEFT.search(lower, max(0, start - 60), start) or _OTHER_RIGHT.match(lower, end):
        return rejected(begin, end, rule="inquiry.other_body", kind="inquiry")
    article = left["article"] if left else None
    ilo = bool(left and (left["ilo"] or left["ilo2"])) or right is not None or "мот" in lower[start:position]
    if name[0].startswith(("commissions", "comisiones")):
        return rejected(begin, end, rule="inquiry.generic", kind="inquiry")
    if article in _ARTICLE and right is None and not (left and left["ilo"]):
        return rejected(begin, end, rule="inquiry.generic", kind="inquiry")
    if not ilo and not (settled or context.speaks_of_ilo(*context.sentence(position))):
        return rejected(begin, end, rule="inquiry.no_cue", kind="inquiry")
    end = right.end() if right is not None else end
    end, country = _about(context, end)
    years = [
        int(match[group])
        for match, groups in ((left, ("year",)), (right, ("year", "year2")))
        if match
        for group in groups
        if match[group]
    ]
    ids = _choose(context, position, country, years, settled)
    rule = "inquiry.named" if country else "inquiry.country_near"
    return one_or_candidates(begin, end, ids, rule=rule, kind="inquiry")


def _skip_space(lower: str, position: int) -> int:
    return position + (lower[position] == " ")


def _about(context: Context, end: int) -> tuple[int, str | None]:
    """The country that the name goes on to: ``into forced labour in Myanmar``."""
    for place in context.places_between(end, end + 90):
        if _ABOUT.fullmatch(context.lower, end, place.start):
            return place.end, place.iso3
    return end, None


def _choose(
    context: Context, position: int, country: str | None, years: Sequence[int], settled: Sequence[str]
) -> tuple[str, ...]:
    fitting = _of_country(context, country) if country else _nearby(context, position, settled)
    if years:
        return tuple(one.id for one in fitting if set(years) & {*one.report_years, one.complaint_year})
    if len(fitting) > 1:
        start, end = context.sentence(position)
        written = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", context.lower[start:end])}
        dated = [one for one in fitting if written & {*one.report_years, one.complaint_year}]
        fitting = dated or fitting
    if len(fitting) > 1 and settled:
        fitting = [one for one in fitting if one.id == settled[-1]] or fitting
    return tuple(one.id for one in fitting)


def _of_country(context: Context, iso3: str) -> list[Inquiry]:
    year = context.year
    return [
        one
        for one in context.catalogue.inquiries.values()
        if iso3 in one.countries and (year is None or one.complaint_year <= year)
    ]


def _nearby(context: Context, position: int, settled: Sequence[str]) -> list[Inquiry]:
    """Those of the one country the sentence speaks of, else the one settled before, else of the text."""
    named = context.countries_between(*context.sentence(position))
    if not named:
        named = context.countries_between(*context.paragraph(position))
    if len(named) == 1:
        return _of_country(context, named[0])
    with_inquiry = [iso3 for iso3 in named if _of_country(context, iso3)]
    if len(with_inquiry) > 1:
        return [one for iso3 in with_inquiry for one in _of_country(context, iso3)]
    if with_inquiry:
        return (
            _of_country(context, with_inquiry[0])
            if context.country_counts.most_common(1)[0][0] == with_inquiry[0]
            else []
        )
    if settled:
        return [context.catalogue.inquiries[settled[-1]]]
    counts = context.country_counts.most_common(2)
    if counts and (len(counts) == 1 or counts[0][1] > counts[1][1]):
        return _of_country(context, counts[0][0])
    return []


_NUMBERED = re.compile(r"recommendations? (?P<number>[1-9]\d?)(?!\d|[.,/]\d)")


def find_recommendations(context: Context, positions: Sequence[int], inquiries: InOrder) -> Iterator[Found]:
    """``Recommendation 1`` of a Commission of Inquiry that the same block cites, not of the ILO's series."""
    for position in positions:
        match = _NUMBERED.match(context.lower, position)
        if match is None or not context.cased[position].isupper():
            continue
        start, end = context.paragraph(position)
        ids = {id_ for one in inquiries.between(start, end) if one.resolved for id_ in one.ids}
        if len(ids) == 1:
            yield Found(
                start=position,
                end=match.end(),
                ids=tuple(ids),
                pinpoint=f"rec{match['number']}",
                rule="inquiry.recommendation",
                kind="inquiry",
            )
