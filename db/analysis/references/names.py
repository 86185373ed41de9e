"""Every name by which instruments, Declarations and treaties are found, folded, in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from db.analysis.references.folding import plain
from db.analysis.references.lists import MARK
from db.analysis.references.matching import Literals
from db.catalogue import Catalogue, Instrument

_YEAR_TAIL = re.compile(r",? (?:1[89]|20)\d\d(?:, as amended)?(?: \[[^\]]*\])?(?: \(mlc, 2006\))?$|,\d{4}$")
_NUMBER_INSIDE = re.compile(rf" ?\((?:{MARK})\d+\)")
_HEAD_SUBJECT = re.compile(r"^(?:convention|convenio|recommandation|recomendacion) (?P<subject>.+)$")
_RU_SUBJECT = re.compile(r"^(?:конвенция|рекомендация) (?:\d{4} года )?(?P<subject>о.+)$")
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
    (
        "международныи пакт",
        ("международного пакта", "международному пакту", "международным пактом", "международном пакте"),
    ),
    (
        "международная конвенция",
        ("международнои конвенции", "международную конвенцию", "международнои конвенциеи"),
    ),
    ("конвенция", ("конвенции", "конвенцию", "конвенциеи")),
    ("европеиская конвенция", ("европеискои конвенции", "европеискую конвенцию")),
    ("всеобщая декларация", ("всеобщеи декларации", "всеобщую декларацию", "всеобщеи декларациеи")),
    ("римскии статут", ("римского статута", "римскому статуту", "римским статутом")),
    ("декларация", ("декларации", "декларацию", "декларациеи")),
    ("протокол", ("протокола", "протоколу", "протоколом", "протоколе")),
    ("факультативныи протокол", ("факультативного протокола", "факультативному протоколу")),
)


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
def names(catalogue: Catalogue) -> Literals:
    """Names that stand by themselves, each with the ids it may mean, years and numbers apart."""
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
def subject_names(catalogue: Catalogue) -> Literals:
    pairs = [
        (subject, id_)
        for id_, known in subjects(catalogue).items()
        for subject in known
        if not subject.startswith(("on ", "concerning "))
    ]
    return Literals(pairs, longest=True)
