"""Titles of instruments, Declarations and treaties, in every language the catalogue has them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from db.analysis.references.context import Context
from db.analysis.references.folding import plain
from db.analysis.references.found import Found, one_or_candidates, rejected
from db.analysis.references.lists import MARK
from db.analysis.references.matching import Literals, whole_word
from db.catalogue import Catalogue, Instrument
from db.model import ReferenceStatus

_YEAR_TAIL = re.compile(r",? (?:1[89]|20)\d\d(?:, as amended)?(?: \[[^\]]*\])?(?: \(mlc, 2006\))?$|,\d{4}$")
_NUMBER_INSIDE = re.compile(rf" ?\((?:{MARK})\d+\)")
_HEAD_SUBJECT = re.compile(r"^(?:convention|convenio|recommandation|recomendacion) (?P<subject>.+)$")
_RU_SUBJECT = re.compile(r"^(?:конвенция|рекомендация) (?:\d{4} года )?(?P<subject>о.+)$")
_LOOK_BACK = re.compile(
    r"(?:(?P<c>convention|convenio|конвенци[а-я]{1,3})|(?P<r>recommandation|recomendacion|рекомендаци[а-я]{1,3}))"
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
    "The This That These Those Under In Both ILO OIT UN Its Our While Neither When Of By Since With And As If For To "
    "Convention Conventions Recommendation Recommendations Protocol Protocols On Organization Organisation Member "
    "Members Yet But Although Whereas Also International Organization's Revised Only Second First Third".split()
)
_SPELLINGS = (
    ("organise", "organize"),
    ("labour", "labor"),
    ("organisation", "organization"),
    (" and ", " & "),
)


def title_key(title: str) -> str:
    """A title folded, without number, year and what is put in brackets about its amendments."""
    return _YEAR_TAIL.sub("", _NUMBER_INSIDE.sub("", plain(title)).strip()).strip()


def _spellings(name: str) -> Iterator[str]:
    variants = [name]
    for british, american in _SPELLINGS:
        variants += [variant.replace(british, american) for variant in variants if british in variant]
    yield from variants


_RUSSIAN_CASES = (
    ("международныи пакт", ("международного пакта", "международному пакту", "международным пактом", "международном пакте")),
    ("международная конвенция", ("международнои конвенции", "международную конвенцию", "международнои конвенциеи")),
    ("конвенция", ("конвенции", "конвенцию", "конвенциеи")),
    ("европеиская конвенция", ("европеискои конвенции", "европеискую конвенцию")),
    ("всеобщая декларация", ("всеобщеи декларации", "всеобщую декларацию", "всеобщеи декларациеи")),
    ("римскии статут", ("римского статута", "римскому статуту", "римским статутом")),
    ("декларация", ("декларации", "декларацию", "декларациеи")),
    ("протокол", ("протокола", "протоколу", "протоколом", "протоколе")),
    ("факультативныи протокол", ("факультативного протокола", "факультативному протоколу")),
)  # fmt: skip


def _inflected(name: str) -> Iterator[str]:
    """A Russian name in its other cases; any other name as it is."""
    yield name
    for first, cases in _RUSSIAN_CASES:
        if name.startswith(f"{first} "):
            yield from (case + name[len(first) :] for case in cases)


def _english(instrument: Instrument) -> Iterator[str]:
    key = title_key(instrument.titles["en"])
    bare = key.removesuffix(" (revised)")
    for name in {key, bare}:
        yield from _spellings(name)
        yield from _spellings(name.replace("co-operati", "cooperati"))
    head = instrument.kind
    subject = bare.removesuffix(f" {head}")
    if subject != bare and "(" not in subject and " " in subject:
        for joint in ("on", "concerning", "on the", "concerning the"):
            yield from _spellings(f"{head} {joint} {subject}")
    if key.startswith("convention concerning "):
        yield key.replace("convention concerning ", "convention on ", 1)


@cache
def subjects(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """By the id of an instrument, what follows its head and number in each language, folded."""
    return {
        id_: tuple(_subjects_of(one)) for id_, one in catalogue.instruments.items() if one.kind != "protocol"
    }


def _subjects_of(instrument: Instrument) -> list[str]:
    """What follows the head and the number: ``sur le travail forcé``, ``о принудительном труде``, folded."""
    found = []
    for language in ("fr", "es", "ru"):
        title = instrument.titles.get(language)
        if title:
            match = (_RU_SUBJECT if language == "ru" else _HEAD_SUBJECT).match(title_key(title))
            if match:
                found.append(match["subject"])
    subject = title_key(instrument.titles["en"]).removesuffix(f" {instrument.kind}")
    found += [f"{joint} {subject}" for joint in ("on", "concerning", "on the", "concerning the")]
    return found


@cache
def _names(catalogue: Catalogue) -> Literals:
    """Names that stand by themselves. The key is the id; the year of the name, if it has one, is looked at later."""
    pairs = [(variant, id_) for name, id_ in catalogue.aliases.items() for variant in _spellings(plain(name))]
    for instrument in catalogue.instruments.values():
        pairs += [(name, instrument.id) for name in _english(instrument)]
        for language in ("ar", "zh"):
            if language in instrument.titles:
                title = re.sub(r"^\d{4}年", "", title_key(instrument.titles[language]))
                pairs.append((title, instrument.id))
        if instrument.kind == "protocol" or instrument.code == "C186":
            pairs += [
                (name, instrument.id)
                for title in instrument.titles.values()
                for name in _inflected(title_key(title))
            ]
    for text in catalogue.texts.values():
        if text.id != "ilo:CONST" and text.id.startswith("ilo:"):
            pairs += [
                (variant, text.id)
                for name in text.names.values()
                for variant in _inflected(plain(re.sub(r" \(.*\)$", "", name)))
            ]
    for treaty in catalogue.treaties.values():
        for name in (*treaty.names.values(), *treaty.aliases):
            for inflected in _inflected(plain(name)):
                pairs += [(variant, treaty.id) for variant in _spellings(inflected)]
    return Literals(pairs, longest=True)


@cache
def _subjects(catalogue: Catalogue) -> Literals:
    pairs = [
        (subject, id_)
        for id_, known in subjects(catalogue).items()
        for subject in known
        if not subject.startswith(("on ", "concerning "))
    ]
    return Literals(pairs, longest=True)


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
    assert ahead is not None  # noqa: S101 - every part of the pattern is optional
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
            start=start, end=end, candidates=ids, rule="instrument.title.part", kind=first.kind,
            status=ReferenceStatus.CANDIDATES,
        )  # fmt: skip
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
    for start, end, ids in _names(catalogue).find(context.lower):
        if not whole_word(context.lower, start, end):
            continue
        if ids[0] in catalogue.instruments:
            found = _title(context, ids, start, end)
            if found is not None:
                yield found
        elif ids[0] in catalogue.treaties:
            if not context.cased[start].islower():
                yield _treaty(context, ids[0], start, end)
        elif context.cased[start].isupper() or context.speaks_of_ilo(*context.sentence(start)):
            yield one_or_candidates(start, end, (ids[0],), rule="declaration.name", kind="declaration")


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
    for start, end, ids in _subjects(context.catalogue).find(lower):
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
