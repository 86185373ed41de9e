"""Where a query hits in a text: the same words by the same chain as the index, so that search, snippet and
reader never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.model import Span
from db.search.analysis import Tokens, analyser_of, fold, stem, tokens
from db.search.edits import is_near
from db.search.sequences import chains
from db.search.terms import compiled
from db.search.tree import Match, Node, Unit, Words, wanted_words

BODY = frozenset({"text", "quote"})
TITLE = frozenset({"title"})


class _Meetings(dict[str, tuple[Unit, ...]]):
    """For words as written, the words of a query they meet; remembered from text to text."""

    def __init__(self, units: Iterable[Unit], analyser: str) -> None:
        super().__init__()
        self._analyser = analyser
        self._by_stem: dict[str, tuple[Unit, ...]] = {}
        self._patterns = [(unit, compiled(unit.text)) for unit in units if unit.match is Match.PATTERN]
        self._fuzzy = [unit for unit in units if unit.match is Match.FUZZY]
        for unit in units:
            if unit.match is Match.WORD:
                stemmed = stem(analyser, unit.text)
                self._by_stem[stemmed] = (*self._by_stem.get(stemmed, ()), unit)
        # stems are cut at the end only, but for Arabic: most words are told apart by their first letter
        self._firsts = frozenset(
            text[:1] for text in (*self._by_stem, *(unit.text for unit, _ in self._patterns))
        )
        self._first_decides = analyser != "ar" and not self._fuzzy and self._firsts.isdisjoint("*?")

    def __missing__(self, word: str) -> tuple[Unit, ...]:
        met: tuple[Unit, ...] = ()
        first = word[0]
        if not self._first_decides or first.lower() in self._firsts or not first.isascii():
            met = self._meets(word)
        self[word] = met
        return met

    def _meets(self, word: str) -> tuple[Unit, ...]:
        folded = fold(word)
        met = self._by_stem.get(stem(self._analyser, folded), ())
        if self._patterns:
            met += tuple(unit for unit, pattern in self._patterns if pattern.fullmatch(folded))
        if self._fuzzy:
            met += tuple(unit for unit in self._fuzzy if is_near(unit.text, folded, unit.edits))
        return met


class Marker:
    """Marks the hits of one query in texts of one language. Keep it for several texts: it remembers words."""

    def __init__(self, node: Node, language: str, fields: frozenset[str] = BODY) -> None:
        self.phrases: tuple[Words, ...] = tuple(dict.fromkeys(wanted_words(node, fields)))
        units = dict.fromkeys(unit for words in self.phrases for unit in words.units)
        self._met = _Meetings(list(units), analyser_of(language))

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
        wanted = {word for word in set(found.words) if met[word]}
        places: dict[Unit, list[int]] = {}
        if wanted:
            for index in [index for index, word in enumerate(found.words) if word in wanted]:
                for unit in met[found.words[index]]:
                    places.setdefault(unit, []).append(index)
        return places


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
