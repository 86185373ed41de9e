"""The oracle: an engine over a list, that reads every statement for every query.

It shares the query's tree and the words of a text with the engines; how words, phrases, values and dates are
met is written anew here, the plain way.
"""

from __future__ import annotations

import fnmatch
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

from db.catalogue import Catalogue
from db.model import FacetValue, SearchRequest
from db.search import EngineAnswer, EngineHit, IndexDocument, Stamp, parse
from db.search.analysis import analyser_of, fold, stem, tokens
from db.search.conversion import keyword_key
from db.search.fields import FACETS
from db.search.tree import And, Dates, Everything, Keyword, Match, Node, Not, Or, Unit, Words

_LAST_DAY = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


class NaiveEngine:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._documents: dict[str, IndexDocument] = {}
        self._stamp: Stamp | None = None

    def stamp(self) -> Stamp | None:
        return self._stamp

    def apply(self, documents: Iterable[IndexDocument], deletions: Sequence[str], stamp: Stamp) -> None:
        for identity in deletions:
            self._documents.pop(identity, None)
        self._documents.update({document.id: document for document in documents})
        self._stamp = stamp

    def rebuild(self, documents: Iterable[IndexDocument], stamp: Stamp) -> None:
        self._documents = {document.id: document for document in documents}
        self._stamp = stamp

    def search(self, request: SearchRequest) -> EngineAnswer:
        tree = parse(request.query, self._catalogue)
        found = [document for document in self._documents.values() if matches(tree, document)]
        kept = [document for document in found if passes(document, request.filters)]
        kept.sort(key=lambda document: document.id)
        kept.sort(key=lambda document: document.date or "", reverse=True)
        page = kept[request.offset : request.offset + request.limit]
        facets = {}
        for name in FACETS:
            others = {other: chosen for other, chosen in request.filters.items() if other != name}
            counted = [document for document in found if passes(document, others)]
            values = count(name, counted)
            if values:
                facets[name] = values
        hits = tuple(EngineHit(id=document.id, score=0.0) for document in page)
        return EngineAnswer(total=len(kept), hits=hits, facets=facets)

    def documents(self) -> tuple[IndexDocument, ...]:
        return tuple(self._documents.values())

    def suggestion(self, query: str) -> str | None:
        return None

    def close(self) -> None:
        self._documents.clear()


def facet_of(document: IndexDocument, name: str) -> set[str]:
    if name == "year":
        return {document.date[:4]} if document.date else set()
    values = set(document.keywords.get(name, ()))
    if name == "language":
        values = values or {document.language}
    if name == "kind":
        values = values or {document.kind}
    names = {document.labels[value] for value in values if value in document.labels}
    return {re.sub("#.*", "", value) if ":" in value else value for value in values if value not in names}


def passes(document: IndexDocument, filters: dict[str, tuple[str, ...]]) -> bool:
    return all(not chosen or facet_of(document, name) & set(chosen) for name, chosen in filters.items())


def count(name: str, documents: Iterable[IndexDocument]) -> tuple[FacetValue, ...]:
    counts = Counter(value for document in documents for value in facet_of(document, name))
    labels = {value: label for document in documents for value, label in document.labels.items()}
    ordered = sorted(counts, key=lambda value: (-counts[value], labels.get(value, value), value))
    return tuple(
        FacetValue(value=value, label=labels.get(value, value), count=counts[value]) for value in ordered[:50]
    )


def matches(node: Node, document: IndexDocument) -> bool:
    match node:
        case And():
            return all(matches(part, document) for part in node.parts)
        case Or():
            return any(matches(part, document) for part in node.parts)
        case Not():
            return not matches(node.part, document)
        case Everything():
            return True
        case Dates():
            return _dated(node, document.date)
        case Keyword():
            return _has_value(node, document)
        case Words():
            return any(
                _has_words(node, piece, document) for name in node.fields for piece in _pieces(name, document)
            )


def _pieces(name: str, document: IndexDocument) -> list[str]:
    texts = {
        "title": [document.title],
        "text": [document.text],
        "quote": [document.text[span.start : span.end] for span in document.quotes],
        "note": list(document.notes),
    }
    return texts[name] if name in texts else _values(name, document)


def _values(name: str, document: IndexDocument) -> list[str]:
    keywords = document.keywords
    given = list(keywords.get(name, ()))
    if name in {"ilo", "un", "cites"}:
        cited = [value for field in ("ilo", "un", "treaty", "cites") for value in keywords.get(field, ())]
        given = [value for value in cited if name == "cites" or value.startswith(name + ":")]
    if name == "language":
        given = given or [document.language]
    if name == "kind":
        given = given or [document.kind]
    values = set(given)
    for value in given:
        whole, mark, pinpoints = value.partition("#")
        if mark:
            values.discard(value)
            values.add(whole)
            for part in pinpoints.split(";"):
                values |= {f"{whole}#{part}", f"{whole}#{part.split('(')[0]}"}
    return sorted(values | {document.labels[value] for value in values if value in document.labels})


def _has_value(node: Keyword, document: IndexDocument) -> bool:
    held = [keyword_key(value) for value in _values(node.field, document)]
    if node.pattern:
        return any(fnmatch.fnmatchcase(value, _glob(wanted)) for value in held for wanted in node.values)
    return any(value in node.values for value in held)


def _glob(pattern: str) -> str:
    return pattern.replace("[", "[[]")


def _has_words(words: Words, text: str, document: IndexDocument) -> bool:
    found = tokens(text)
    places: list[list[int]] = []
    for unit in words.units:
        places.append([at for word, _, at in found if _meets(unit, word, analyser_of(document.language))])
    return any(_goes_on(places[1:], words.gaps, start) for start in places[0])


def _goes_on(places: list[list[int]], gaps: Sequence[int], at: int) -> bool:
    if not places:
        return True
    return any(0 < after - at <= gaps[0] and _goes_on(places[1:], gaps[1:], after) for after in places[0])


def _meets(unit: Unit, word: str, analyser: str) -> bool:
    folded = fold(word)
    if unit.match is Match.PATTERN:
        return fnmatch.fnmatchcase(folded, _glob(unit.text))
    if unit.match is Match.FUZZY:
        return _edits(unit.text, folded) <= unit.edits
    return stem(analyser, folded) == stem(analyser, unit.text)


def _edits(first: str, second: str) -> int:
    table = {(i, 0): i for i in range(len(first) + 1)} | {(0, j): j for j in range(len(second) + 1)}
    for i, j in product(range(1, len(first) + 1), range(1, len(second) + 1)):
        table[i, j] = min(
            table[i - 1, j] + 1,
            table[i, j - 1] + 1,
            table[i - 1, j - 1] + (first[i - 1] != second[j - 1]),
        )
        if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
            table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(first), len(second)]


def _dated(dates: Dates, date: str | None) -> bool:
    if date is None:
        return False
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    last_month = month or 12
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last_day = day or (29 if last_month == 2 and leap else _LAST_DAY[last_month])
    first = f"{year:04}-{month or 1:02}-{day or 1:02}"
    last = f"{year:04}-{last_month:02}-{last_day:02}"
    return (dates.first or "") <= first and last <= (dates.last or "~")
