"""From Whoosh's query tree to ours: values read, identifiers looked up, words folded."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from db.errors import QueryError
from db.search.analysis import fold, is_unspaced, tokens
from db.search.dates import day_after, day_before, days
from db.search.fields import BARE, DATES, IDENTIFIED, KEYWORDS
from db.search.order import query_error
from db.search.scanning import STAND_IN, Scanned
from db.search.tree import And, Dates, Everything, Keyword, Match, Node, Not, Or, Unit, Words
from db.search.whoosh_guard import whoosh

if TYPE_CHECKING:
    from db.catalogue import Catalogue

# While a pattern is cut into words, its signs are letters: two that nobody writes in a statement.
_SIGNS = {"*": "\ua66e", "?": "\ua610"}
_AS_LETTERS = str.maketrans(_SIGNS)
_AS_SIGNS = str.maketrans({letter: sign for sign, letter in _SIGNS.items()})
_PREFIX_OF = {"ilo": "ilo:", "un": "un:", "country": "iso:", "mandate": "mandate:"}


def keyword_key(value: str) -> str:
    """The form in which values of keyword fields are compared: case and white space do not count."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def units_of(text: str, match: Match = Match.WORD, edits: int = 0) -> tuple[Unit, ...]:
    """The words of a piece of a query, folded. With `Match.PATTERN`, ``*`` and ``?`` are signs."""
    if match is Match.PATTERN:
        text = text.translate(_AS_LETTERS)
    folded = [fold(word) for word in tokens(text).words]
    found = [_unit(word.translate(_AS_SIGNS), match, edits) for word in folded if word]
    if any(is_unspaced(unit.text) for unit in found):
        # signs without spaces have no ends to leave open
        found = [unit for unit in found if set(unit.text) != {"*"}] or found
    return tuple(found)


def _unit(word: str, match: Match, edits: int) -> Unit:
    if match is Match.PATTERN:
        word = re.sub(r"\*[*?]*\*", lambda signs: "*" + "?" * signs[0].count("?"), word)
        if "*" not in word and "?" not in word:
            return Unit(word)
    return Unit(word, match, edits)


class Converter:
    """Turns the tree that Whoosh made of one query into ours."""

    def __init__(self, scanned: Scanned, catalogue: Catalogue) -> None:
        self._scanned = scanned
        self._catalogue = catalogue

    def convert(self, parsed: Any) -> Node:
        """The whole tree. Raises `QueryError` where nothing of the query can be looked for."""
        node = self._node(parsed)
        if node is None:
            raise self._error("query.no_words", 0)
        return node

    def _node(self, parsed: Any) -> Node | None:
        query = whoosh.query
        if isinstance(parsed, query.AndNot):
            return _both(self._node(parsed.a), _negated(self._node(parsed.b)))
        if isinstance(parsed, query.And | query.Or):
            parts = tuple(part for part in map(self._node, parsed.subqueries) if part is not None)
            if len(parts) < 2:
                return parts[0] if parts else None
            return Or(parts) if isinstance(parsed, query.Or) else And(parts)
        if isinstance(parsed, query.Not):
            return _negated(self._node(parsed.query))
        return self._leaf(parsed)

    def _leaf(self, parsed: Any) -> Node | None:
        query = whoosh.query
        if isinstance(parsed, query.TermRange):
            return self._range(parsed)
        if isinstance(parsed, query.Phrase):
            text, gap = " ".join(parsed.words), max(1, parsed.slop)
            return self._value(parsed, text, Match.WORD, gap=gap)
        if isinstance(parsed, query.FuzzyTerm):
            return self._value(parsed, parsed.text, Match.FUZZY, edits=parsed.maxdist)
        if isinstance(parsed, query.Wildcard | query.Prefix):
            text = parsed.text + ("*" if isinstance(parsed, query.Prefix) else "")
            return self._value(parsed, text, Match.PATTERN)
        if isinstance(parsed, query.Term):
            if parsed.text.startswith(STAND_IN):
                return self._identifier(parsed)
            return self._value(parsed, parsed.text, Match.WORD)
        return None  # Whoosh's query for nothing at all

    # values

    def _value(self, parsed: Any, text: str, match: Match, *, gap: int = 1, edits: int = 0) -> Node | None:
        field = parsed.fieldname
        if field in DATES:
            return self._date(parsed, text)
        if match is Match.PATTERN and not text.strip("*- "):
            return Everything() if field is None else self._any_value(field)
        if field in KEYWORDS:
            return self._keyword(parsed, field, text, match, gap, edits)
        return self._words(parsed, BARE if field is None else (field,), text, match, gap, edits)

    def _words(
        self, parsed: Any, fields: tuple[str, ...], text: str, match: Match, gap: int, edits: int
    ) -> Words | None:
        units = units_of(text, match, edits)
        if not units:
            return None
        gaps = _gaps(text, units, gap)
        place = (getattr(parsed, "startchar", 0) or 0, getattr(parsed, "endchar", 0) or 0)
        return Words(fields, units, gaps, float(parsed.boost), place)

    def _any_value(self, field: str) -> Node:
        if field in KEYWORDS:
            return Keyword(field, ("*",), pattern=True)
        return Words((field,), (Unit("*", Match.PATTERN),))

    def _keyword(self, parsed: Any, field: str, text: str, match: Match, gap: int, edits: int) -> Node | None:
        words = self._words(parsed, (field,), text, match, gap, edits)
        if match is Match.FUZZY:
            return words
        if match is Match.PATTERN:
            key = keyword_key(text)
            forms = (key, _PREFIX_OF[field] + key) if field in _PREFIX_OF else (key,)
            return _either(Keyword(field, forms, pattern=True), words)
        known = self._known(field, text)
        if known:
            return Keyword(field, known)
        return _either(Keyword(field, (keyword_key(text),)), words)

    def _identifier(self, parsed: Any) -> Node | None:
        found = self._scanned.identifiers[parsed.startchar]
        if found.field in DATES:
            raise self._error("query.date", parsed.startchar, text=found.text)
        if found.field not in KEYWORDS:
            return self._words(parsed, (found.field,), found.text, Match.WORD, 1, 0)
        key = keyword_key(found.text)
        if "*" in key or "?" in key:
            return Keyword(found.field, (key,), pattern=True)
        return Keyword(found.field, self._known(found.field, found.text) or (key,))

    def _known(self, field: str, text: str) -> tuple[str, ...]:
        """The keys of the identifiers that the catalogue knows for a value; a pinpoint is carried over."""
        if field not in IDENTIFIED:
            return ()
        value, mark, pinpoint = text.strip().partition("#")
        return tuple(keyword_key(known + mark + pinpoint) for known in self._catalogue.identify(field, value))

    # dates

    def _date(self, parsed: Any, text: str) -> Dates:
        found = days(text)
        if found is None:
            raise self._error("query.date", getattr(parsed, "startchar", 0) or 0, text=text)
        return Dates(*found)

    def _range(self, parsed: Any) -> Dates:
        start = getattr(parsed, "startchar", 0) or 0
        if parsed.fieldname not in DATES:
            raise self._error("query.range_field", start, suggestion=None)
        first = self._bound(parsed.start, start)
        last = self._bound(parsed.end, start)
        if first and last and first[0] > last[1]:
            swapped = f"[{parsed.end.strip()} to {parsed.start.strip()}]"
            whole = self._scanned.query
            repaired = whole[:start] + swapped + whole[parsed.endchar :]
            raise self._error("query.range_reversed", start, suggestion=repaired)
        return Dates(
            first and (day_after(first[1]) if parsed.startexcl else first[0]),
            last and (day_before(last[0]) if parsed.endexcl else last[1]),
        )

    def _bound(self, text: str | None, start: int) -> tuple[str, str] | None:
        if text is None or not text.strip():
            return None
        found = days(text)
        if found is None:
            place = max(start, self._scanned.ready.find(text.strip(), start))
            raise self._error("query.date", place, text=text.strip())
        return found

    def _error(self, code: str, position: int, **params: str | int | None) -> QueryError:
        return query_error(code, self._scanned.query, position, **params)


def _gaps(text: str, units: tuple[Unit, ...], gap: int) -> tuple[int, ...]:
    """Between the words of a phrase `gap`; within what was written without a space, next to each other."""
    if gap == 1:
        return (1,) * (len(units) - 1)
    gaps: list[int] = []
    for part in text.split():
        gaps.extend([gap] + [1] * (len(units_of(part)) - 1) if units_of(part) else [])
    return tuple(gaps[1:]) if len(gaps) == len(units) else (gap,) * (len(units) - 1)


def _negated(node: Node | None) -> Node | None:
    return node and Not(node)


def _both(first: Node | None, second: Node | None) -> Node | None:
    if first is None or second is None:
        return first or second
    return And((first, second))


def _either(first: Node, second: Node | None) -> Node:
    return first if second is None else Or((first, second))
