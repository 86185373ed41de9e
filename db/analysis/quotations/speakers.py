"""From the words of an attribution to the speaker: the fullest name, else the group's words as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from db.analysis.lexicon import lexicon, with_english
from db.analysis.quotations.attribution import Attribution
from db.analysis.text import alternatives
from db.model import EntityKind, Mention


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's name or words, and the entity's id where it is one."""

    name: str
    id: str | None = None

    @property
    def is_person(self) -> bool:
        return (self.id or "").startswith("person:")


@cache
def _pronouns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    languages = with_english(language)
    one = alternatives(part for each in languages for part in lexicon(each).words["he_she"])
    many = alternatives(part for each in languages for part in lexicon(each).words["they"])
    edge = "" if language == "zh" else r"(?!\w)"
    turned_one, turned_many = r"\S*-(?:il|elle)\b", r"\S*-(?:ils|elles)\b"
    wider = r"(?:\w+ )?" if language in {"ru", "es"} else ""
    return (
        re.compile(rf"\s*(?:{turned_one}|{wider}{one}{edge})", re.IGNORECASE),
        re.compile(rf"\s*(?:{turned_many}|\w+-(?:ils|elles)|{many}{edge})", re.IGNORECASE),
    )


_PHRASE_END = re.compile(
    r"[,;:.(–—\n،؛，。：\[]| (?:who|which|that|as|in|on|at|after|during|noting|adding|and|when"
    r"|while|calling|qui|que|en|dans|durante|al|lors|при|в|на|to)(?!\w)"
)
_DROP = re.compile(r"\A(?:(?:also|today|then|yesterday|aujourd'hui|hoy|сегодня|ayer)\b\s*)+", re.IGNORECASE)


_STOP = re.compile(r"(?<!\bM)(?<!\b[DMS][rst])(?<!\bMrs)(?<!\bMme)(?<!\bSra)(?<!\b[A-Z])[.;]\s")


_FARTHEST = 10_000
"""Code points within which an office that is named in a paragraph still tells who speaks."""


class Resolver:
    """Finds speakers among the mentions of one text."""

    def __init__(self, text: str, mentions: Sequence[Mention], language: str) -> None:
        self._text, self._language = text, language
        self._people = [mention for mention in mentions if mention.kind is EntityKind.PERSON]
        self._starts = [mention.start for mention in self._people]
        self._bodies: dict[str, str | None] = {}
        for mention in mentions:
            if mention.kind is EntityKind.ORGANIZATION:
                self._bodies.setdefault(mention.text, mention.id)
        self._offices: list[tuple[str, Speaker]] = _offices(self._people)
        self._heads: dict[str, set[Speaker]] = {}
        for person in self._people:
            if person.role:
                head = " ".join(person.role.lower().split()[:2])
                self._heads.setdefault(head, set()).add(_speaker(person))

    def _in(self, start: int, end: int) -> list[Mention]:
        at = bisect_left(self._starts, start)
        found = []
        while at < len(self._people) and self._people[at].start < end:
            found.append(self._people[at])
            at += 1
        return found

    def last_person_before(self, start: int, end: int) -> Speaker | None:
        at = bisect_left(self._starts, end)
        return _speaker(self._people[at - 1]) if at and self._starts[at - 1] >= start else None

    def resolve(
        self, told: Attribution, paragraph: int, last: Speaker | None, here: Speaker | None
    ) -> Speaker | None:
        """The speaker that the words tell.

        `last` spoke last in the text, `here` in the same paragraph, which begins at `paragraph`.
        """
        words = self._text[told.start : told.end]
        single, plural = _pronouns(self._language)
        if not words.strip(" .,:;"):
            return here or self.last_person_before(paragraph, told.start) or last
        if plural.match(words):
            if last and not last.is_person:
                return last
            spoken = plural.match(words)
            return Speaker(_pronoun_of(spoken[0])) if spoken else None
        if single.match(words):
            person = here or self.last_person_before(paragraph, told.start)
            return person or self._holder_in(paragraph, told.start) or last
        people = self._in(told.start, told.end)
        phrase = self._phrase(words, told)
        if people:
            chosen = people[0] if told.first else self._subject(people, told)
            if chosen.start - told.start <= 150 and not self._is_about(told, chosen):
                return _speaker(chosen)
        role = self._role_holder(told)
        if role is not None:
            return role
        return self._group(phrase)

    def _subject(self, people: list[Mention], told: Attribution) -> Mention:
        """Of persons before the verb, the first: the sentence's subject; a later one only where it stands
        at the verb."""
        return people[-1] if told.end - people[-1].end <= 2 else people[0]

    def _is_about(self, told: Attribution, person: Mention) -> bool:
        """Whether a group speaks and the person comes later in the sentence ("said the experts of Ms X")."""
        between = self._text[told.start : person.start]
        return told.first and bool(_STOP.search(between))

    def _role_holder(self, told: Attribution) -> Speaker | None:
        """The only person known to hold the office that the words name."""
        words = self._text[told.start : told.end].strip().lower()
        words = re.sub(r"^(?:the|la|le|el|un|une|a|an) ", "", words)
        short = _PHRASE_END.split(words)[0].strip()
        if len(short) < 5:
            return None
        holders: set[Speaker] = set()
        first = bisect_left(self._offices, short, key=_role_of)
        for role, speaker in islice(self._offices, first, None):
            if not role.startswith(short) or len(holders) > 1:
                break
            holders.add(speaker)
        return holders.pop() if len(holders) == 1 else None

    def _holder_in(self, start: int, end: int) -> Speaker | None:
        """The only holder of an office whose first words stand in a stretch of text ("the Special
        Rapporteur")."""
        words = self._text[max(start, end - _FARTHEST) : end].lower()
        holders = {speaker for head, held in self._heads.items() if head in words for speaker in held}
        return holders.pop() if len(holders) == 1 else None

    def _phrase(self, words: str, told: Attribution) -> str:
        body = _DROP.sub("", words.strip())
        if not told.first:
            return re.split(r"[,;:.،，。\n]", body)[0].strip()
        return _PHRASE_END.split(body)[0].strip()

    def _group(self, phrase: str) -> Speaker | None:
        if not phrase or len(phrase.split()) > 9 or len(phrase) > 90:
            return None
        first, rest = phrase[0], phrase[1:]
        lowered = phrase.split()[0].lower()
        if first.isupper() and lowered in _articles(self._language):
            phrase = first.lower() + rest
        if phrase in self._bodies:
            return Speaker(phrase, self._bodies[phrase])
        return Speaker(phrase.rstrip("*"))


@cache
def _articles(language: str) -> frozenset[str]:
    return frozenset((*lexicon("en").words["articles"], *lexicon(language).words["articles"]))


def _offices(people: Sequence[Mention]) -> list[tuple[str, Speaker]]:
    """Offices in small letters, in their order, each with a person who holds it."""
    held = {
        (person.role.lower(), person.name, person.id or "", _speaker(person))
        for person in people
        if person.role and person.origin != "boilerplate"
    }
    return [(role, speaker) for role, _, _, speaker in sorted(held, key=lambda one: one[:3])]


def _role_of(office: tuple[str, Speaker]) -> str:
    return office[0]


def _pronoun_of(words: str) -> str:
    return words.strip().split("-")[-1].split()[-1].lower()


def _speaker(person: Mention) -> Speaker:
    return Speaker(person.name, person.id)
