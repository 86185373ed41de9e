"""Persons: names sifted, joined under the fullest form, with the office they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from db.analysis.entities.layers import Found, Spans
from db.analysis.entities.person_patterns import (
    FULL,
    NO_NAME,
    Candidate,
    beside_bodies,
    candidates,
    each_name,
)
from db.analysis.lexicon import common_words, lexicon
from db.analysis.names import Case, Name, NameFinder
from db.analysis.text import slug
from db.catalogue import Catalogue
from db.model import Block, BlockRole, EntityKind

_PLACE_WORDS = re.compile(
    r"\A(?:Costa|Saint|St|Cape)\b|\b(?:Puerto|Mount|Fort|Hotel|Street|Avenue|Palace|Palais|Airport|Square|Stadium|Prison"
    r"|Hospital|Province|Region|District|River|Islands?"
    r"|Sea|City|Village|Camp|Bay|Lake|Mountains?|Day|Award|Prize|News|Times|Post|Mirror|TV"
    r"|Radio|Street|Port|Road|Park"
    r"|Coast|Valley|Gulf|Strip|Heights|War|Agreement|Accord|Act|Law|Code|Plan|Article"
    r"|Convention|Declaration)\b"
)


@dataclass(slots=True)
class _Person:
    name: str
    role: str | None = None
    shorts: set[str] = field(default_factory=set)


class PersonFinder:
    """Finds the persons of one text."""

    def __init__(
        self,
        text: str,
        folded: str,
        low: str,
        language: str,
        taken: Spans,
        geography: Spans,
        catalogue: Catalogue,
    ) -> None:
        self._text, self._folded, self._low, self._language = text, folded, low, language
        self._taken, self._geography, self._catalogue = taken, geography, catalogue
        self._chosen: dict[tuple[int, int], Candidate] = {}
        self._spans = Spans()

    def find(self, blocks: Sequence[Block], roles: Sequence[Found], bodies: Sequence[Found]) -> list[Found]:
        """All mentions of persons, short forms joined to the full names."""
        found = [
            *self._holders(),
            *candidates(self._folded, self._language, blocks, roles),
            *beside_bodies(self._folded, bodies),
        ]
        for candidate in sorted(found, key=lambda one: (-one.confidence, one.start - one.end)):
            self._offer(candidate)
        if self._language == "en" or self._language not in {"fr", "es", "ru", "ar", "zh"}:
            for candidate in self._unlisted(blocks):
                self._offer(candidate)
        return self._joined(blocks)

    def _holders(self) -> Iterator[Candidate]:
        """Those who hold or held a mandate, by the catalogue."""
        for hit in _holder_finder(self._catalogue).find(self._folded, self._low):
            yield Candidate(hit.start, hit.end, "catalogue", 0.92)

    def _offer(self, candidate: Candidate) -> None:
        start, end = self._shortened(candidate.start, candidate.end)
        words = self._folded[start:end].split()
        if not words or (len(words) < 2 and not candidate.short and candidate.rule != "dotted"):
            return
        if candidate.rule not in {"honorific", "catalogue"} and any(word in NO_NAME for word in words):
            return
        if candidate.rule in {"saying", "unlisted"} and (
            self._is_common(words) or _PLACE_WORDS.search(self._folded[start:end])
        ):
            return
        known = self._chosen.get((start, end))
        if known is not None:
            if known.role is None and candidate.role:
                self._chosen[(start, end)] = Candidate(
                    start, end, known.rule, known.confidence, known.short, candidate.role
                )
            return
        if not self._taken.free(start, end) or not (
            candidate.confidence >= 0.9 or self._geography.free(start, end)
        ):
            return
        if self._spans.take(start, end):
            self._chosen[(start, end)] = Candidate(
                start, end, candidate.rule, candidate.confidence, candidate.short, candidate.role
            )

    def _shortened(self, start: int, end: int) -> tuple[int, int]:
        """Without words at the ends that are no names, and without a possessive."""
        while True:
            first = re.match(r"\S+\s*", self._folded[start:end])
            if first is None or first[0].strip(" .,") not in NO_NAME:
                break
            start += first.end()
        while match := re.search(r"\s+(\S+)\Z", self._folded[start:end]):
            if match[1].strip(".,") not in NO_NAME:
                break
            end = start + match.start()
        words = self._folded[start:end].split(" ")
        if len(words) > 2 and _SPANISH_VERB.fullmatch(words[0]) and self._opens_sentence(start):
            start += len(words[0]) + 1
        if self._folded[start:end].endswith("'s"):
            end -= 2
        elif self._folded[start:end].endswith("."):
            word = self._folded[start:end].split(" ")[-1]
            end -= 0 if len(word) <= 4 and word[:-1].replace(".", "").isupper() else 1
        return start, end

    def _is_common(self, words: Sequence[str]) -> bool:
        plain = [word.lower().rstrip(".") for word in words]
        return all(word in common_words() for word in plain)

    def _unlisted(self, blocks: Sequence[Block]) -> Iterator[Candidate]:
        """Capitalised words in a row of which most are no English words: a name, with some likelihood."""
        words = common_words()
        lands: set[str] | None = None
        for block in blocks:
            if block.role in {
                BlockRole.TITLE,
                BlockRole.HEADING,
                BlockRole.NAVIGATION,
                BlockRole.BOILERPLATE,
            }:
                continue
            for match in each_name(_FULL, self._folded, block.start, block.end):
                tokens = [token for token in re.split(r"[\s]+", match[0]) if token[0].isupper()]
                known = [token.lower().rstrip(".").removesuffix("'s") in words for token in tokens]
                if any(token.endswith("'s") for token in tokens[:-1]):
                    continue
                if self._opens_sentence(match.start()) and (tokens[0] in NO_NAME or known[0]):
                    continue
                if sum(not one for one in known) < max(1, len(known) - 1):
                    continue
                if any(token.isupper() and len(token) > 2 for token in tokens):
                    continue
                lands = self._lands(blocks) if lands is None else lands
                if match[0].removesuffix("'s") not in lands:
                    yield Candidate(match.start(), match.end(), "unlisted", 0.6)

    def _lands(self, blocks: Sequence[Block]) -> set[str]:
        """Names that stand like places: before the colon of the title, or somewhere after "in" or "near"."""
        found = {match["name"].removesuffix("'s") for match in _LIKE_PLACE.finditer(self._folded)}
        for block in blocks:
            if block.role is BlockRole.TITLE and ":" in self._folded[block.start : block.end]:
                found.add(self._folded[block.start : block.end].partition(":")[0].strip())
        return found

    def _opens_sentence(self, at: int) -> bool:
        before = self._folded[max(0, at - 4) : at].rstrip(' “"«')
        return not before or before[-1] in ".!?:\n"

    def _joined(self, blocks: Sequence[Block]) -> list[Found]:
        persons = self._persons()
        by_slug = {slug(person.name): person for person in persons}
        shorts = _short_forms(persons)
        for start, end in self._elsewhere(by_slug, shorts):
            if self._taken.free(start, end) and self._spans.take(start, end):
                self._chosen[(start, end)] = Candidate(start, end, "short-form", 0.85, short=True)
        found = []
        for (start, end), candidate in sorted(self._chosen.items()):
            key = slug(self._folded[start:end])
            person = by_slug.get(key) or shorts.get(key) or _Person(self._text[start:end])
            found.append(
                Found(
                    kind=EntityKind.PERSON,
                    start=start,
                    end=end,
                    name=person.name,
                    id=f"person:{slug(person.name)}",
                    role=candidate.role or person.role,
                    confidence=candidate.confidence,
                    origin=f"person-{candidate.rule}",
                )
            )
        return found

    def _persons(self) -> list[_Person]:
        """One for each full name, the longest spelling of equals first met, with the first office told."""
        persons: dict[str, _Person] = {}
        for (start, end), candidate in sorted(self._chosen.items()):
            name = self._text[start:end]
            if not _is_full(name):
                continue
            person = persons.setdefault(slug(name), _Person(name))
            person.role = person.role or candidate.role
            if _marks(name) > _marks(person.name):
                person.name = name
        return list(persons.values())

    def _elsewhere(self, full: Collection[str], shorts: dict[str, _Person]) -> Iterator[tuple[int, int]]:
        """Full names and their short forms wherever else they stand."""
        written = {person.name for person in shorts.values()} | {
            self._folded[start:end] for start, end in self._chosen if slug(self._folded[start:end]) in full
        }
        written |= {form for person in shorts.values() for form in person.shorts}
        if not written:
            return
        names = NameFinder([Name(form, "", "", "person", Case.CAPITAL) for form in written])
        for hit in names.find(self._folded, self._low):
            after = self._folded[hit.end : hit.end + 2]
            alone = " " not in self._folded[hit.start : hit.end]
            if alone and hit.name.written.lower() in common_words() and self._opens_sentence(hit.start):
                continue
            if not alone or (
                self._geography.free(hit.start, hit.end) and not (after[:1] == " " and after[1:].isupper())
            ):
                yield hit.start, hit.end


_FULL = re.compile(rf"(?<![\w'-]){FULL}")
_SPANISH_VERB = re.compile(r"\w+(?:ó|aron|ieron)")
_LIKE_PLACE = re.compile(
    r"(?<!\w)(?:in|near|at|throughout|outside|across|inside|around|in force (?:for|in)|(?:ratified|signed) by"
    r"|(?:[Gg]overnment|[Pp]arliament|[Ss]tate|[Rr]epublic|[Aa]uthorities|[Dd]elegation|[Cc]onstitution|[Cc]apital"
    r"|[Pp]eoples?|[Cc]itizens|[Cc]ourts|[Ll]aws?|[Tt]erritory|[Pp]orts?|[Pp]rovince|[Pp]eriodic report) of)"
    rf" (?P<name>{FULL})"
)


@cache
def _holder_finder(catalogue: Catalogue) -> NameFinder:
    """The finder of all who hold or held a mandate."""
    return NameFinder(
        [
            Name(holder.name, mandate.id, holder.name, "holder", Case.CAPITAL)
            for mandate in catalogue.mandates
            for holder in (*mandate.holders, *mandate.previous)
            if " " in holder.name
        ]
    )


def _is_full(name: str) -> bool:
    return " " in name or "·" in name or any("\u3400" <= char <= "\u9fff" for char in name)


def _marks(name: str) -> int:
    """How many diacritics a spelling has: the spelling with more is the careful one."""
    if name.isascii():
        return 0
    return sum(unicodedata.combining(char) != 0 for char in unicodedata.normalize("NFKD", name))


def _short_forms(persons: Sequence[_Person]) -> dict[str, _Person]:
    """Family names that belong to one person only, by slug; common words are none."""
    owners: dict[str, list[_Person]] = {}
    for person in persons:
        parts = [part for part in re.split(r"[ ·]", person.name) if part]
        forms = (
            {parts[-1], " ".join(parts[-2:])} if len(parts) > 2 else {parts[-1]} if len(parts) == 2 else set()
        )
        if "·" in person.name:
            forms = {parts[-1]} if len(parts[-1]) > 1 else set()
        for form in forms:
            if len(form) > 1 and form.lower() not in _particles():
                owners.setdefault(slug(form), []).append(person)
                person.shorts.add(form)
    unique = {key: held[0] for key, held in owners.items() if len(held) == 1}
    for person in persons:
        person.shorts = {form for form in person.shorts if slug(form) in unique and _distinct(form)}
    return unique


def _distinct(form: str) -> bool:
    """Whether a family name can stand for the person without an honorific."""
    return form not in NO_NAME and form not in lexicon("en").words["positions"]


def _particles() -> frozenset[str]:
    return frozenset({"jr", "jr.", "sr", "ii", "iii"})
