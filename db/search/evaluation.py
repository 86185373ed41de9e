"""Runs a query's tree over a snapshot of the Whoosh index.

Whoosh gives terms, postings and positions, and the formula of BM25. And, or and not are sets: Whoosh's own
operators add scores for what is absent, and one of them finds wrong statements (SEARCH.md).
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence

from db.search.schema import VALUE
from db.search.segments import Segment, Snapshot
from db.search.sequences import count_chains
from db.search.terms import Sought, compiled, sought, terms_of
from db.search.tree import And, Dates, Everything, Keyword, Match, Node, Not, Words
from db.search.whoosh_guard import whoosh

Scores = dict[int, float]
"""Statements by number, with their scores."""

Places = dict[int, Sequence[int]]
"""Statements by number in their segment, with the positions of a word."""

_B, _K1 = 0.75, 1.2
_WEIGHTS = {"title": 2.0, "quote": 0.5}
"""A word in the title tells more of what a text is about; one in a quotation counts in the text already."""


class Evaluation:
    """One query over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def run(self, node: Node) -> Scores:
        """The statements that match, with their scores: 0 where nothing tells one from another."""
        match node:
            case Words():
                return self._words(node)
            case Keyword():
                return self._keyword(node)
            case Dates():
                return self._dates(node)
            case Everything():
                return dict.fromkeys(self._snapshot.documents, 0.0)
            case Not():
                return dict.fromkeys(self._snapshot.documents.difference(self.run(node.part)), 0.0)
            case And():
                return self._all(node.parts)
            case _:
                return _any(self.run(part) for part in node.parts)

    def _all(self, parts: Sequence[Node]) -> Scores:
        found: Scores | None = None
        for part in sorted(parts, key=lambda part: isinstance(part, Not)):
            if isinstance(part, Not) and found is not None:
                without = self.run(part.part)
                found = {document: score for document, score in found.items() if document not in without}
            else:
                scores = self.run(part)
                found = scores if found is None else _both(found, scores)
            if not found:
                return {}
        return found or {}

    # words

    def _words(self, words: Words) -> Scores:
        found: Scores = {}
        parts = sought(words)
        for name in words.fields:
            counts = [(segment, self._counts(segment, name, parts)) for segment in self._snapshot.segments]
            matching = sum(len(count) for _, count in counts)
            if not matching:
                continue
            rarity = math.log(self._snapshot.count / (matching + 1)) + 1
            mean, weight = self._snapshot.mean_length(name), _WEIGHTS.get(name, 1.0) * words.boost
            for segment, numbers in counts:
                lengths, base = segment.lengths(name), segment.base
                for number, count in numbers.items():
                    score = whoosh.scoring.bm25(rarity, count, lengths[number], mean, _B, _K1)
                    found[base + number] = found.get(base + number, 0.0) + weight * score
        return found

    def _counts(self, segment: Segment, name: str, parts: Sequence[Sought]) -> dict[int, float]:
        """How often a field has some words, by number of the statement in its segment."""
        if len(parts) == 1:
            return self._single(segment, name, parts[0])
        terms = [terms_of(part, segment, name, self._snapshot.analysers) for part in parts]
        rarity = [sum(segment.frequency(name, term) for term in each) for each in terms]
        places: dict[int, Places] = {}
        among: Places | None = None
        # the rarest word first: of the others, only the statements that have it are looked at
        for index in sorted(range(len(parts)), key=rarity.__getitem__):
            places[index] = among = _positions(segment, name, terms[index], among)
            if not among:
                return {}
        steps = [part.step for part in parts[1:]]
        counts = {
            number: count_chains([places[index][number] for index in range(len(parts))], steps)
            for number in among or ()
        }
        return {number: float(count) for number, count in counts.items() if count}

    def _single(self, segment: Segment, name: str, part: Sought) -> dict[int, float]:
        terms = terms_of(part, segment, name, self._snapshot.analysers)
        if part.unit.match is Match.PATTERN:
            return _any_of(segment, name, terms)
        found: dict[int, float] = {}
        for term in terms:
            # a word as written and its stem are one word, not two
            for number, weight in segment.postings(name, term):
                found[number] = max(weight, found.get(number, 0.0))
        return found

    # values and dates

    def _keyword(self, keyword: Keyword) -> Scores:
        found: Scores = {}
        for segment in self._snapshot.segments:
            for term in self._values(segment, keyword):
                for number, _ in segment.postings(keyword.field, term):
                    found[segment.base + number] = 0.0
        return found

    def _values(self, segment: Segment, keyword: Keyword) -> list[str]:
        if not keyword.pattern:
            return [VALUE + value for value in keyword.values]
        fits = [compiled(value).fullmatch for value in keyword.values]
        held = segment.values(keyword.field)
        return [VALUE + value for value in held if any(fit(value) for fit in fits)]

    def _dates(self, dates: Dates) -> Scores:
        first, last = dates.first or "", dates.last or "~"
        return {
            segment.base + number: 0.0
            for segment in self._snapshot.segments
            for number in segment.live
            if (span := segment.columns.spans[number]) and first <= span[0] and span[1] <= last
        }


def _positions(segment: Segment, name: str, terms: Sequence[str], among: Container[int] | None) -> Places:
    found: Places = {}
    for term in terms:
        for number, places in segment.positions(name, term, among):
            found[number] = sorted({*found[number], *places}) if number in found else places
    return found


def _any_of(segment: Segment, name: str, terms: Sequence[str]) -> dict[int, float]:
    """The statements that have any of many words: each counts once, for a pattern tells little of a text.

    Short words are the common ones: with them first, the rest is spared where everything is found already.
    """
    found: dict[int, float] = {}
    for term in sorted(terms, key=len):
        if len(found) == len(segment.live):
            break
        found.update(dict.fromkeys((number for number, _ in segment.postings(name, term)), 1.0))
    return found


def _both(first: Scores, second: Scores) -> Scores:
    few, many = (first, second) if len(first) <= len(second) else (second, first)
    return {document: score + many[document] for document, score in few.items() if document in many}


def _any(parts: Iterable[Scores]) -> Scores:
    found: Scores = {}
    for scores in parts:
        for document, score in scores.items():
            found[document] = found.get(document, 0.0) + score
    return found
