"""Entities of a statement: persons, roles, organisations, countries, places, dates, treaties and symbols."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from db.analysis.entities import dates_and_places, instruments, organizations, positions
from db.analysis.entities.layers import Found, Spans
from db.analysis.entities.mandates import find_mandates
from db.analysis.entities.persons import PersonFinder
from db.analysis.entities.words import Words
from db.analysis.gazetteer import ADJECTIVE, COUNTRY, ORGANIZATION, PLACE, finder
from db.analysis.names import Found as Hit
from db.analysis.text import fold_blocks, lower
from db.catalogue import Catalogue
from db.model import APART, Block, BlockRole, EntityKind, Mention, Reference

__all__ = ["find_entities"]

_APART_CONFIDENCE = 0.3
_APART_ORIGIN = "boilerplate"


def find_entities(
    text: str,
    blocks: Sequence[Block],
    references: Sequence[Reference],
    *,
    language: str,
    catalogue: Catalogue,
) -> tuple[Mention, ...]:
    """All mentions in a text, in order.

    Entities nest only where both are meant: the body within an office ("President of the Union"), the country
    within its government. What stands in boilerplate, contacts and navigation has the origin
    ``boilerplate`` and a
    low confidence. References lend their identifiers to mandates, treaties and symbols.
    """
    found = _Search(text, blocks, references, language, catalogue).run()
    apart = Spans()
    for block in blocks:
        if block.role in APART:
            apart.take(block.start, block.end)
    mentions = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart.free(one.start, one.start + 1):
            one = one._replace(confidence=min(one.confidence, _APART_CONFIDENCE), origin=_APART_ORIGIN)
        mentions.append(one.mention(text))
    return tuple(mentions)


class _Search:
    """The search in one text: the surest kinds first, each keeping out of what is taken."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        references: Sequence[Reference],
        language: str,
        catalogue: Catalogue,
    ) -> None:
        self.text, self.blocks, self.references = text, blocks, references
        self.language, self.catalogue = language, catalogue
        self.folded = fold_blocks(text, blocks)
        self.low = lower(self.folded)
        self.words = Words(self.folded)
        self.hits: list[Hit] = finder(catalogue, language).find(self.folded, self.low)
        self.fixed, self.bodies, self.offices = Spans(), Spans(), Spans()
        self.shouted = _title_cased(self.folded, blocks)
        self.found: list[Found] = []
        self.organizations: list[Found] = []

    def run(self) -> list[Found]:
        self._documents()
        self._mandates()
        self._organizations()
        self._positions()
        self._persons()
        self._geography()
        self._dates()
        return self.found

    def _keep(
        self, candidates: Iterable[Found], spans: Spans, *, free: Callable[[int, int], bool] | None = None
    ) -> list[Found]:
        kept = []
        for one in candidates:
            if (free is None or free(one.start, one.end)) and spans.take(one.start, one.end):
                self.found.append(one)
                kept.append(one)
        return kept

    def _documents(self) -> None:
        self._keep(instruments.symbols(self.folded, self.references), self.fixed)
        self._keep(
            _longest(instruments.from_references(self.folded, self.references, self.catalogue)), self.fixed
        )
        self._keep(instruments.listed(self.folded, self.low, self.catalogue), self.fixed)
        countries = Spans()
        for hit in self.hits:
            if hit.name.kind in {COUNTRY, ADJECTIVE}:
                countries.take(hit.start, hit.end)
        bodies = frozenset(hit.start for hit in self.hits if hit.name.kind == ORGANIZATION)
        patterned = instruments.patterned(self.folded, self.words, self.language, countries, bodies)
        self._keep((one for one in patterned if not self._in_title_case(one)), self.fixed)

    def _mandates(self) -> None:
        found = find_mandates(self.folded, self.low, self.language, self.references, self.catalogue)
        ordered = _longest(found)
        groups = [one for one in ordered if one.kind is EntityKind.ORGANIZATION]
        self.organizations += self._keep(groups, self.bodies, free=self.fixed.free)
        self.roles = self._keep([one for one in ordered if one.kind is EntityKind.ROLE], self.fixed)

    def _organizations(self) -> None:
        listed = [
            *organizations.named(self.folded, self.hits),
            *organizations.governments(self.folded, self.hits, self.language),
        ]
        position = positions.position_pattern(self.language)
        forms = organizations.patterned(self.folded, self.words, self.language, listed, position)
        forms_kept = [one for one in forms if not self._in_title_case(one)]
        ordered = sorted([*listed, *forms_kept], key=lambda one: (one.start - one.end, -one.confidence))
        self.organizations += self._keep(ordered, self.bodies, free=self.fixed.free)
        for more in (
            organizations.short_forms(self.folded, self.organizations),
            organizations.working_groups(self.folded, self.organizations, self.language),
        ):
            self.organizations += self._keep(more, self.bodies, free=self.fixed.free)

    def _positions(self) -> None:
        countries = [hit for hit in self.hits if hit.name.kind == COUNTRY]
        found = positions.find_positions(
            self.folded, self.language, self.organizations, countries, self.fixed
        )
        self.roles += self._keep(_longest(found), self.offices, free=self.fixed.free)

    def _persons(self) -> None:
        taken, geography = Spans(), Spans()
        for one in sorted(self.found, key=lambda one: one.start - one.end):
            taken.take(one.start, one.end)
        for hit in self.hits:
            if hit.name.kind in {COUNTRY, ADJECTIVE, PLACE}:
                geography.take(hit.start, hit.end)
        finder_of_persons = PersonFinder(
            self.text, self.folded, self.low, self.language, taken, geography, self.catalogue
        )
        self.people = Spans()
        self._keep(finder_of_persons.find(self.blocks, self.roles, self.organizations), self.people)

    def _geography(self) -> None:
        governments = Spans()
        for one in self.organizations:
            if one.origin == "government":
                governments.take(one.start, one.end)

        def is_free(start: int, end: int) -> bool:
            inside = self.bodies.free(start, end) or not governments.free(start, end)
            return inside and all(spans.free(start, end) for spans in (self.fixed, self.offices, self.people))

        self.lands = Spans()
        districts = [one for one in dates_and_places.districts(self.folded) if not self._in_title_case(one)]
        self._keep(districts, self.lands, free=is_free)
        self._keep(dates_and_places.countries(self.hits, self.folded), self.lands, free=is_free)
        self._keep(dates_and_places.places(self.hits, self.folded), self.lands, free=is_free)

    def _dates(self) -> None:
        self._keep(dates_and_places.dates(self.folded, self.language), Spans(), free=self.fixed.free)

    def _in_title_case(self, one: Found) -> bool:
        """Whether it stands in a head line all of whose words are capitalised: capitals tell nothing
        there."""
        return not self.shouted.free(one.start, one.end)


def _title_cased(folded: str, blocks: Sequence[Block]) -> Spans:
    spans = Spans()
    for block in blocks:
        if block.role not in {BlockRole.TITLE, BlockRole.HEADING, BlockRole.NAVIGATION}:
            continue
        tokens = [token for token in folded[block.start : block.end].split() if token[0].isalpha()]
        if sum(token[0].isupper() for token in tokens) * 10 > 6 * len(tokens):
            spans.take(block.start, block.end)
    return spans


def _longest(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (one.start - one.end, -one.confidence))
