"""All names known beforehand, for a language: countries, places, organisations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from db.analysis.inflection import adjective_forms, russian_cases, without_brackets
from db.analysis.lexicon import LANGUAGES, with_english
from db.analysis.names import Case, Name, NameFinder
from db.catalogue import Catalogue
from resources import read_text

COUNTRY, ADJECTIVE, PLACE, ORGANIZATION = "country", "adjective", "place", "organization"

_TERRITORIES = frozenset(
    [
        "PSE",
        "ESH",
        "TWN",
        "HKG",
        "MAC",
        "GRL",
        "PRI",
        "VAT",
        "NCL",
        "PYF",
        "GUF",
        "GUM",
        "GLP",
        "MTQ",
        "REU",
        "XKX",
    ]
)
"""Of those that are no members of the UN, the ones that statements speak of; the others mislead (Jersey,
Man)."""

_KOSOVO = "XKX"


@cache
def table(path: str) -> tuple[dict[str, str], ...]:
    """The rows of a tab-separated resource; lines that begin with ``#`` are remarks."""
    lines = [line for line in read_text(path).splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        rows.append(dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True)))
    return tuple(rows)


def variants(cell: str) -> list[str]:
    """The variants of a cell, which are separated by ``|``."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def _forms(name: str, language: str) -> tuple[str, ...]:
    return russian_cases(name) if language == "ru" else (name,)


def _case(name: str) -> Case:
    """Acronyms must stand as they are; names of three words and more may be in small letters."""
    letters = [char for char in name if char.isalpha()]
    if name.isupper() and name.isascii() and len(letters) <= 8 and " " not in name:
        return Case.EXACT
    return Case.CAPITAL


def _labels(catalogue: Catalogue) -> dict[str, str]:
    return {country.iso3: country.name() for country in catalogue.countries} | {_KOSOVO: "Kosovo"}


def _countries(catalogue: Catalogue, language: str) -> Iterator[Name]:
    labels = _labels(catalogue)
    for country in catalogue.countries:
        if not country.un_member and country.iso3 not in _TERRITORIES:
            continue
        spoken = [country.names.get(language, ""), country.un_names.get(language, "")]
        spoken += [alias for alias in country.aliases if language == "en" and len(alias) > 3]
        for name in {part.replace("’", "'") for full in spoken if full for part in without_brackets(full)}:
            for form in {*_forms(name, language), name.replace("St. ", "Saint ").replace(" & ", " and ")}:
                yield Name(form, country.id, labels[country.iso3], COUNTRY)
    for row in table("gazetteers/country_names.tsv"):
        if row["language"] == language:
            for name in variants(row["names"]):
                for form in _forms(name, language):
                    yield Name(
                        form, f"iso:{row['iso3']}", labels[row["iso3"]], COUNTRY, _case(name), weight=1.1
                    )


def _adjectives(catalogue: Catalogue, language: str) -> Iterator[Name]:
    labels = _labels(catalogue)
    rows = {row["iso3"]: row for row in table("gazetteers/country_adjectives.tsv")}
    if language == "en":
        for country in catalogue.countries:
            if not country.un_member and country.iso3 not in _TERRITORIES:
                continue
            listed = variants(rows.get(country.iso3, {}).get("en", ""))
            removed = {name[1:] for name in listed if name.startswith("-")}
            own = [name.strip() for name in country.demonym_en.split(",")] + [
                name for name in listed if not name.startswith("-")
            ]
            for name in own:
                if name and name not in removed:
                    yield Name(name, country.id, labels[country.iso3], ADJECTIVE, weight=0.5)
    elif language in {"fr", "es", "ru"}:
        for iso3, row in rows.items():
            for stem in variants(row[language]):
                for form in adjective_forms(stem, language):
                    yield Name(form, f"iso:{iso3}", labels[iso3], ADJECTIVE, Case.ANY, weight=0.5)


def _places(language: str) -> Iterator[Name]:
    for row in table("gazetteers/places.tsv"):
        label = variants(row["en"])[0]
        for name in variants(row.get(language, "")):
            for form in _forms(name, language):
                yield Name(form, row["id"], label, PLACE, family=row["iso3"], weight=0.6)


def _organizations(language: str) -> Iterator[Name]:
    for row in table("gazetteers/organizations.tsv"):
        label = variants(row["en"] or row["acronyms"])[0]
        for name in variants(row.get(language, "")):
            small = name.count(" ") >= 2 or (row["family"] == "ilo" and language in {"fr", "es"})
            case = Case.EXACT if name.startswith("UN ") else Case.ANY if small else Case.CAPITAL
            for form in _forms(name, language):
                yield Name(form, row["id"], label, ORGANIZATION, case, row["family"], 1.2)


def _acronyms(languages: tuple[str, ...]) -> Iterator[Name]:
    for row in table("gazetteers/organizations.tsv"):
        label = variants(row["en"] or row["acronyms"])[0]
        for name in variants(row["acronyms"]):
            if len(name) > 2 or "en" in languages[:1] or name in {"UN", "EU", "UE", "ЕС"}:
                yield Name(name, row["id"], label, ORGANIZATION, Case.EXACT, row["family"], 1.3)


@cache
def finder(catalogue: Catalogue, language: str) -> NameFinder:
    """The finder of all names in a language and in English; made once for each, at first use."""
    return NameFinder(_all(catalogue, language))


@cache
def _names_in(catalogue: Catalogue, language: str) -> tuple[Name, ...]:
    """The names in one language: those in English are wanted beside those of every other."""
    if language not in LANGUAGES:
        return tuple(_countries(catalogue, language))
    return (
        *_countries(catalogue, language),
        *_adjectives(catalogue, language),
        *_places(language),
        *_organizations(language),
    )


def _all(catalogue: Catalogue, language: str) -> list[Name]:
    languages = with_english(language)
    extra = () if language in LANGUAGES else (language,)
    names = [name for one in (*languages, *extra) for name in _names_in(catalogue, one)]
    return [*names, *_acronyms(languages)]
