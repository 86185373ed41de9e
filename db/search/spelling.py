"""Did you mean: words no statement has, put right from the words the archive has."""

from __future__ import annotations

from collections.abc import Sequence

from db.search.analysis import fold, tokens
from db.search.edits import distance, near_words
from db.search.schema import WORD
from db.search.segments import Snapshot
from db.search.terms import Sought, terms_of
from db.search.tree import And, Match, Node, Not, Or, Unit, Words

_SHORTEST = 3


def suggest(query: str, tree: Node, snapshot: Snapshot) -> str | None:
    """The query with its unknown words replaced by the nearest known ones, or None where there are none."""
    repairs: dict[tuple[int, int], str] = {}
    for words in _all_words(tree):
        for word, start in _written(query, words):
            unit = _folded(word, words.units)
            if unit is None or len(unit.text) < _SHORTEST or _is_known(unit, words.fields, snapshot):
                continue
            better = _nearest(unit.text, words.fields, snapshot)
            if better is None:
                return None
            repairs[start, start + len(word)] = better
    if not repairs:
        return None
    for (start, end), better in sorted(repairs.items(), reverse=True):
        query = query[:start] + better + query[end:]
    return query


def _all_words(node: Node) -> list[Words]:
    if isinstance(node, Words):
        return [node]
    if isinstance(node, Not):
        return _all_words(node.part)
    if isinstance(node, And | Or):
        return [words for part in node.parts for words in _all_words(part)]
    return []


def _written(query: str, words: Words) -> list[tuple[str, int]]:
    start, end = words.place
    return [(word, start + offset) for word, offset, _ in tokens(query[start:end])]


def _folded(word: str, units: Sequence[Unit]) -> Unit | None:
    folded = fold(word)
    return next((unit for unit in units if unit.match is Match.WORD and unit.text == folded), None)


def _is_known(unit: Unit, fields: Sequence[str], snapshot: Snapshot) -> bool:
    part = Sought(unit)
    return any(
        segment.has(name, term)
        for segment in snapshot.segments
        for name in fields
        for term in terms_of(part, segment, name, snapshot.analysers)
    )


def _nearest(word: str, fields: Sequence[str], snapshot: Snapshot) -> str | None:
    """Fewest edits first, then the word most statements have."""
    edits = 1 if len(word) <= 4 else 2
    found: dict[str, int] = {}
    for segment in snapshot.segments:
        for name in fields:
            for near in near_words(word, segment.lexicon(name), edits):
                if near.isalpha() and len(near) >= _SHORTEST:
                    found[near] = found.get(near, 0) + len(segment.postings(name, WORD + near))
    if not found:
        return None
    return min(found, key=lambda near: (distance(word, near, edits), -found[near], near))
