"""What surrounds a citation: sentences, the cues that speak of the ILO, the countries, the date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from db.analysis.references.folding import Folded, plain
from db.analysis.references.matching import Literals, whole_word
from db.catalogue import Catalogue

_SENTENCE = re.compile(r"\n|[.!?…][\"')\]]{0,3} (?=[\"'(\[]?[^\Wa-zа-я_])|[。！？؟]")
_SHORT = re.compile(
    r"(?:^|[\s(\[\"'])(?:nos?|n°s?|arts?|paras?|pp?|nums?|nros?|mr|mrs|ms|dr|prof|st|cf|vs|e\.g|i\.e|"
    r"u\.s|u\.n"
    r"|ст|п|г|гг|им|sr|sra|rev|add|corr|doc|vol|ed|al|gb|[a-z])$"
)
_ILO = (
    "ilo",
    "oit",
    "мот",
    "international labour organization",
    "international labour organisation",
    "international labor organization",
    "international labour conference",
    "international labour office",
    "organisation internationale du travail",
    "conference internationale du travail",
    "bureau international du travail",
    "organizacion internacional del trabajo",
    "conferencia internacional del trabajo",
    "oficina internacional del trabajo",
    "международная организация труда",
    "международнои организации труда",
    "международную организацию труда",
    "международнои организациеи труда",
    "международная конференция труда",
    "международнои конференции труда",
    "منظمة العمل الدولية",
    "مؤتمر العمل الدولي",
    "国际劳工组织",
    "国际劳工大会",
    "劳工组织",
    "ceacr",
    "committee on freedom of association",
    "international labour standards",
    "ilc",
    "committee on the application of standards",
    "comite de la liberte syndicale",
    "comite de libertad sindical",
    "normes internationales du travail",
    "normas internacionales del trabajo",
    "international labour convention",
    "international labour conventions",
)
_LABOUR = re.compile(
    r"\b(?:labou?r|trade union|unions?\b|unionis|collective bargaining|workers?|working|employe|"
    r"occupational|wage|"
    r"travail|syndic|sindic|trabaj|obrer|laboral|труд|профсоюз|работник|рабоч|"
    r"freedom of association|right to strike|indigenous|maternity|seafarer)|عمل|عمال|نقاب|劳动|工会|劳工|工人"
)


_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")
_REACH = 2000
"""No sentence is followed further on either side: keeps the time linear in texts without a stop."""


_RUSSIAN_END = re.compile("[аеиоуыэюяь]+$")


@cache
def _ilo_cues() -> Literals:
    return Literals(((plain(cue), cue) for cue in _ILO), longest=True)


@cache
def _countries(catalogue: Catalogue) -> Literals:
    pairs: list[tuple[str, str]] = []
    for country in catalogue.countries:
        names = {*country.names.items(), *country.un_names.items()}
        names |= {("en", alias) for alias in (*country.aliases, country.demonym_en)}
        for language, name in names:
            folded = plain(name)
            if language == "ru" and len(folded) > 5:
                folded = _RUSSIAN_END.sub("", folded)
            if len(folded) > (1 if language == "zh" else 3):
                pairs.append((folded, country.iso3))
    return Literals(pairs, longest=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A country named somewhere."""

    start: int
    end: int
    iso3: str


class Context:
    """A folded text, and what the finders ask about it. Everything is worked out when it is asked."""

    def __init__(self, folded: Folded, catalogue: Catalogue, date: str | None) -> None:
        self.folded = folded
        self.cased = folded.cased
        self.lower = folded.lower
        self.catalogue = catalogue
        written = _DATE.match(date or "")
        self.date = written[0] if written else None
        self.cites_by_title = False
        """Whether an instrument of the ILO is cited by its title: as good a cue as the ILO's own name."""
        self._mentions: dict[re.Pattern[str], list[int]] = {}

    @property
    def year(self) -> int | None:
        """The year of the statement, where it is known."""
        return int(self.date[:4]) if self.date else None

    @cached_property
    def _bounds(self) -> list[int]:
        bounds = [0]
        for match in _SENTENCE.finditer(self.cased):
            at = match.start()
            if self.cased[at] == "." and _SHORT.search(self.lower, max(0, at - 6), at):
                continue
            bounds.append(match.end())
        bounds.append(len(self.cased))
        return bounds

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence around a position."""
        at = bisect_right(self._bounds, position)
        start, end = self._bounds[at - 1], self._bounds[min(at, len(self._bounds) - 1)]
        return max(start, position - _REACH), min(end, position + _REACH)

    def sentences_before(self, position: int, count: int) -> int:
        """Where the sentence starts that is `count` sentences before that of `position`."""
        start = self._bounds[max(0, bisect_right(self._bounds, position) - 1 - count)]
        return max(start, position - 2 * _REACH)

    def paragraph(self, position: int) -> tuple[int, int]:
        """The block around a position."""
        first, last = max(0, position - 2 * _REACH), min(len(self.cased), position + 2 * _REACH)
        start = self.cased.rfind("\n", first, position)
        end = self.cased.find("\n", position, last)
        return first if start < 0 else start + 1, last if end < 0 else end

    @cached_property
    def _cues(self) -> list[int]:
        return [start for start, end, _ in _ilo_cues().find(self.lower) if whole_word(self.lower, start, end)]

    def speaks_of_ilo(self, start: int = 0, end: int | None = None) -> bool:
        """Whether the ILO, or an organ that is only the ILO's, is named between two positions."""
        cues = self._cues
        at = bisect_left(cues, start)
        return at < len(cues) and (end is None or cues[at] < end)

    @property
    def is_about_ilo(self) -> bool:
        """Whether the text speaks of the ILO anywhere, or cites one of its instruments by title."""
        return self.cites_by_title or self.speaks_of_ilo()

    def speaks_of_labour(self, position: int) -> bool:
        """Whether the sentence is about work, which alone is a weak cue."""
        return self.mentions(_LABOUR, *self.sentence(position))

    def mentions(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> bool:
        """Whether a pattern is found beginning between two positions. The text is searched once a pattern."""
        if pattern not in self._mentions:
            self._mentions[pattern] = [match.start() for match in pattern.finditer(self.lower)]
        places = self._mentions[pattern]
        at = bisect_left(places, start)
        return at < len(places) and (end is None or places[at] < end)

    @cached_property
    def places(self) -> list[Place]:
        """Countries named, in the order of the text."""
        found = []
        for start, end, isos in _countries(self.catalogue).find(self.lower):
            if len(isos) != 1 or self.cased[start].islower():
                continue
            stop = end
            if "а" <= self.lower[start] <= "я":
                while stop < len(self.lower) and stop - end < 3 and self.lower[stop].isalpha():
                    stop += 1
            if whole_word(self.lower, start, stop):
                found.append(Place(start, stop, isos[0]))
        return found

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self.places]

    def places_between(self, start: int, end: int) -> list[Place]:
        """Countries named between two positions."""
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def countries_between(self, start: int, end: int) -> tuple[str, ...]:
        """The countries named between two positions, each once."""
        return tuple(dict.fromkeys(place.iso3 for place in self.places_between(start, end)))

    @cached_property
    def country_counts(self) -> Counter[str]:
        """How often each country is named."""
        return Counter(place.iso3 for place in self.places)
