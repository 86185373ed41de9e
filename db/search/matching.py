"""Where a query hits in a text: the same words by the same chain as the index, so that search, snippet and
reader never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.model import Span
from db.search.analysis import Tokens, analyser_of, fold, stem, tokens
from db.search.edits import distance
from db.search.sequences import chains
from db.search.terms import compiled
from db.search.tree import Match, Node, Unit, Words, wanted_words

BODY = frozenset({"text", "quote"})
TITLE = frozenset({"title"})


class Marker:
    """Marks the hits of one query in texts of one language. Keep it for several texts: it remembers words."""

    def __init__(self, node: Node, language: str, fields: frozenset[str] = BODY) -> None:
        self._analyser = analyser_of(language)
        self.phrases: tuple[Words, ...] = tuple(dict.fromkeys(wanted_words(node, fields)))
        units = dict.fromkeys(unit for words in self.phrases for unit in words.units)
        self._by_stem: dict[str, tuple[Unit, ...]] = {}
        self._others = [unit for unit in units if unit.match is not Match.WORD]
        for unit in units:
            if unit.match is Match.WORD:
                stemmed = stem(self._analyser, unit.text)
                self._by_stem[stemmed] = (*self._by_stem.get(stemmed, ()), unit)
        self._met: dict[str, tuple[Unit, ...]] = {}

    def hits(self, text: str) -> list[tuple[Span, int]]:
        """The hits in a text, in its order, a phrase as one; with each, which of `phrases` it is."""
        if not self.phrases:
            return []
        found = tokens(text)
        places = self._places(found)
        hits: list[tuple[Span, int]] = []
        for number, words in enumerate(self.phrases):
            hits.extend((span, number) for span in _phrase(found, places, words))
        return _apart(hits)

    def spans(self, text: str) -> tuple[Span, ...]:
        """The hits in a text, in its order, none over another."""
        return tuple(span for span, _ in self.hits(text))

    def _places(self, found: Tokens) -> dict[Unit, list[int]]:
        """For each word of the query, the numbers of the words of the text that it meets."""
        met = self._met
        for word in set(found.words).difference(met):
            met[word] = self._meets(word)
        places: dict[Unit, list[int]] = {}
        if any(map(met.__getitem__, set(found.words))):
            for index, word in enumerate(found.words):
                for unit in met[word]:
                    places.setdefault(unit, []).append(index)
        return places

    def _meets(self, word: str) -> tuple[Unit, ...]:
        folded = fold(word)
        met = self._by_stem.get(stem(self._analyser, folded), ())
        if self._others:
            met += tuple(unit for unit in self._others if _is_met(unit, folded))
        return met


def _is_met(unit: Unit, folded: str) -> bool:
    if unit.match is Match.PATTERN:
        return compiled(unit.text).fullmatch(folded) is not None
    return distance(unit.text, folded, unit.edits) <= unit.edits


def _phrase(found: Tokens, places: dict[Unit, list[int]], words: Words) -> Iterable[Span]:
    if any(unit not in places for unit in words.units):
        return
    if len(words.units) == 1:
        for index in places[words.units[0]]:
            yield _span(found, index, index)
        return
    positions = [[found.positions[index] for index in places[unit]] for unit in words.units]
    at = {found.positions[index]: index for unit in words.units for index in places[unit]}
    for chain in chains(positions, [(1, gap) for gap in words.gaps]):
        yield _span(found, at[chain[0]], at[chain[-1]])


def _span(found: Tokens, first: int, last: int) -> Span:
    return Span(found.starts[first], found.starts[last] + len(found.words[last]))


def _apart(hits: Sequence[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """In the text's order; where hits overlap, the earlier and longer stands."""
    kept: list[tuple[Span, int]] = []
    for span, number in sorted(hits, key=lambda hit: (hit[0].start, -hit[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, number))
    return kept
