"""Titles of instruments, Declarations and treaties, in every language the catalogue has them in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.analysis.references.context import Context
from db.analysis.references.folding import plain
from db.analysis.references.found import Found, one_or_candidates, rejected
from db.analysis.references.lists import MARK
from db.analysis.references.matching import whole_word
from db.analysis.references.names import names, subject_names
from db.model import ReferenceStatus

_LOOK_BACK = re.compile(
    r"(?:(?P<c>convention|convenio|конвенци[а-я]{1,3})|(?P<r>recommandation|recomendacion|"
    r"рекомендаци[а-я]{1,3}))"
    rf"(?: ?\(?(?:{MARK})(?P<number>\d{{1,3}})\)?)?"
    r"(?: (?:de l'oit|de la oit|мот|de l'organisation internationale du travail"
    r"|de la organizacion internacional del trabajo|международнои организации труда))?"
    rf"(?: ?\(?(?:{MARK})(?P<number2>\d{{1,3}})\)?)?"
    r"(?: (?:de )?(?P<year>(?:19|20)\d\d)(?: года| г\.)?)?,? $"
)
_AHEAD = re.compile(
    r"(?: \((?:revised|revisee|revisado|revisada|пересмотренная)\))?"
    r"(?:,? ?(?:of |de |del |от )?\(?(?P<year>(?:19|20)\d\d)\)?(?: г\.| года)?)?(?:, as amended)?"
    rf"(?:,? ?[(\[]?(?:ilo )?(?:convention |recommendation |c|r)?(?:{MARK})(?P<number>\d{{1,3}})[)\]]?"
    r"|,? ?\((?:ilo )?(?:convention |c|r|p)[.-]?0{0,2}(?P<code>\d{1,3})\)|》? ?\(第(?P<zh>\d{1,3})号\))?"
    r"(?:, ?(?P<year2>(?:19|20)\d\d))?(?P<absorbed> \((?:c|p|r|mlc)[., -]?\d{2,4}\)| \(mlc\))?"
)
_YEAR_BEFORE = re.compile(
    r"(?P<zh>(?:19|20)\d\d)年$|(?:(?P<year>(?:19|20)\d\d) )?(?:ilo(?:'s)? )?(?:(?P<year2>(?:19|20)\d\d) )?$"
)
_OTHER_BODY = re.compile(
    r"\b(?:european|council of europe(?:'s)?|inter-american|african|asean|hague|unesco|eu|nordic|arab) $"
)
_PART_OF_LONGER = re.compile(r"(?:^|[\s(])(?P<word>[A-Z][\w'-]+)(?: (?:and|&|of|in|for|or|against|to))? $")
_HARMLESS = frozenset(
    (
        "The",
        "This",
        "That",
        "These",
        "Those",
        "Under",
        "In",
        "Both",
        "ILO",
        "OIT",
        "UN",
        "Its",
        "Our",
        "While",
        "Neither",
        "When",
        "Of",
        "By",
        "Since",
        "With",
        "And",
        "As",
        "If",
        "For",
        "To",
        "Convention",
        "Conventions",
        "Recommendation",
        "Recommendations",
        "Protocol",
        "Protocols",
        "On",
        "Organization",
        "Organisation",
        "Member",
        "Members",
        "Yet",
        "But",
        "Although",
        "Whereas",
        "Also",
        "International",
        "Organization's",
        "Revised",
        "Only",
        "Second",
        "First",
        "Third",
    )
)


def choose(ids: tuple[str, ...], context: Context, number: int | None, year: int | None) -> tuple[str, ...]:
    """Which of the instruments of one title are meant, given the number and the year written beside it."""
    known = [context.catalogue.instruments[id_] for id_ in ids]
    if number is not None:
        fitting = [one for one in known if one.number == number]
        if not fitting:
            letter = known[0].code[0]
            other = context.catalogue.instruments.get(f"ilo:{letter}{number:03d}")
            # the number and the title name different instruments: a slip in one of them, nobody knows which
            return (
                tuple(dict.fromkeys([*ids, *([other.id] if other else [])]))
                if len(ids) + bool(other) > 1
                else ()
            )
        return (fitting[0].id,)
    if year is not None:
        fitting = [one for one in known if one.year == year]
        if fitting:
            return tuple(one.id for one in fitting)
    living = [one for one in known if one.exists_on(context.date)]
    return tuple(one.id for one in sorted(living, key=lambda one: -one.year))


def _instrument(
    context: Context, ids: tuple[str, ...], start: int, end: int, number: int | None, year: int | None
) -> Found:
    ahead = _AHEAD.match(context.lower, end)
    assert ahead is not None, "every part of the pattern is optional"
    digits = ahead["number"] or ahead["code"] or ahead["zh"]
    number = int(digits) if digits else number
    written = ahead["year"] or ahead["year2"]
    year = int(written) if written else year
    kind = context.catalogue.instruments[ids[0]].kind
    if kind == "protocol":
        number = year = None  # what stands there is the number and the year of its Convention
    chosen = choose(ids, context, number, year)
    if len(chosen) == 1 and number is None and year is not None:
        one = context.catalogue.instruments[chosen[0]]
        if one.year != year:
            return Found(
                start=start,
                end=ahead.end(),
                candidates=chosen,
                rule="instrument.title.other_year",
                kind=kind,
                status=ReferenceStatus.CANDIDATES,
            )
    rule = "instrument.title"
    rule += ".number" if number is not None else ".year" if year is not None else ""
    limit = context.catalogue.instruments[chosen[0]].articles if len(chosen) == 1 else None
    return one_or_candidates(start, ahead.end(), chosen, rule=rule, kind=kind, limit=limit)


def _title(context: Context, ids: tuple[str, ...], start: int, end: int) -> Found | None:
    lower, cased = context.lower, context.cased
    first = context.catalogue.instruments[ids[0]]
    latin = lower[start].isascii()
    ahead = _AHEAD.match(lower, end)
    settled = ahead is not None and bool(ahead["number"] or ahead["year"] or ahead["code"])
    if latin and not settled and not (cased[start].isupper() and _head_is_capital(cased, start, end)):
        return None
    if _OTHER_BODY.search(lower, max(0, start - 25), start):
        return rejected(start, end, rule="instrument.title.other_body", kind=first.kind)
    longer = _PART_OF_LONGER.search(cased, max(0, start - 40), start)
    if latin and longer and not settled and longer["word"] not in _HARMLESS and cased[start].isupper():
        inside = Found(
            start=start,
            end=end,
            candidates=ids,
            rule="instrument.title.part",
            kind=first.kind,
            status=ReferenceStatus.CANDIDATES,
        )
        return inside if not _ends_sentence(cased, longer.start("word")) else None
    before = _YEAR_BEFORE.search(lower, max(0, start - 18), start)
    year = None
    if before and before[0]:
        digits = before["year"] or before["year2"] or before["zh"]
        year, start = int(digits) if digits else None, before.start()
    return _instrument(context, ids, start, end, None, year)


def _ends_sentence(cased: str, position: int) -> bool:
    return position == 0 or cased[position - 2 : position] in {". ", "! ", "? "}


def _head_is_capital(cased: str, start: int, end: int) -> bool:
    words = cased[start:end].split()
    return all(
        word[0].isupper() for word in words if word.lower() in {"convention", "recommendation", "protocol"}
    )


def find_names(context: Context) -> Iterator[Found]:
    """Titles that stand by themselves: ``Forced Labour Convention, 1930 (No. 29)``, ``ICCPR`` in full."""
    catalogue = context.catalogue
    for start, end, ids in names(catalogue).find(context.lower):
        if not whole_word(context.lower, start, end):
            continue
        if ids[0] in catalogue.instruments:
            found = _title(context, ids, start, end)
            if found is not None:
                yield found
        elif ids[0] in catalogue.treaties:
            if not context.cased[start].islower():
                yield _treaty(context, ids[0], start, end)
        elif _is_of_ilo(context, start, end):
            yield one_or_candidates(start, end, (ids[0],), rule="declaration.name", kind="declaration")


_OWN_NAME = re.compile(
    r"\bilo\b|philadelphi|filadelfi|rights at work|droits fondamentaux au travail|oit\b|мот\b"
)


def _is_of_ilo(context: Context, start: int, end: int) -> bool:
    """Whether the name of a Declaration is one that only the ILO has, or the text speaks of the ILO."""
    return context.is_about_ilo or _OWN_NAME.search(context.lower, start, end) is not None


def _treaty(context: Context, id_: str, start: int, end: int) -> Found:
    treaty = context.catalogue.treaties[id_]
    names = "|".join(re.escape(plain(short)) for short in treaty.abbreviations)
    if names:
        short = re.compile(rf" \((?:the )?\"?(?:{names})\"?\)").match(context.lower, end)
        end = short.end() if short else end
    if not treaty.exists_on(context.date):
        return rejected(start, end, rule="treaty.not_yet", kind="treaty")
    return one_or_candidates(start, end, (id_,), rule="treaty.name", kind="treaty", limit=treaty.n_articles)


def find_subjects(context: Context) -> Iterator[Found]:
    """``convention (n° 87) sur la liberté syndicale …``: the head first, then what it is about."""
    lower = context.lower
    for start, end, ids in subject_names(context.catalogue).find(lower):
        head = _LOOK_BACK.search(lower, max(0, start - 110), start)
        if head is None or not whole_word(lower, start, end):
            continue
        letter = "C" if head["c"] else "R"
        fitting = tuple(id_ for id_ in ids if id_[4] == letter)
        if fitting:
            digits = head["number"] or head["number2"]
            number = int(digits) if digits else None
            year = int(head["year"]) if head["year"] else None
            yield _instrument(context, fitting, head.start(), end, number, year)
