"""A look over a query before Whoosh reads it: what cannot be read is told, with its place.

Whoosh reads every string somehow: an unclosed quote becomes a word, an unknown field a piece of text. Here
the query is cut into lexemes, checked, and made ready for Whoosh with every code point still in its place.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from db.errors import QueryError
from db.search.fields import ALL, PREFIXES
from db.search.order import check_order, query_error

LONGEST = 4_000
WIDEST_PHRASE = 1_000

_ALIKE = str.maketrans("“”„‟«»＂〝〞：（）［］　", '"' * 9 + ":()[] ")
"""Signs that are typed for others: quotation marks of all kinds, and full-width marks."""

_PREFIX = "|".join(PREFIXES)
_LEXEME = re.compile(
    rf"""(?P<space>\s+)
    |(?P<identifier>(?:(?P<within>[a-z]+):)?(?P<prefix>{_PREFIX}):(?=[^\s"()\[\]{{}}*]))
    |(?P<field>[^\W\d]\w*):(?!//)
    |(?P<quote>"[^"]*"(?:~(?P<distance>[^\s()]*))?)
    |(?P<range>[\[{{][^\]}}"]*[\]}}])
    |(?P<open>\()|(?P<close>\))
    |(?P<operator>(?:ANDNOT|AND|OR|NOT)(?![^\s()]))
    |(?P<word>[^\s"()\[\]{{}}]+)
    |(?P<stray>.)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT"})
_WORD = re.compile(r'[^\s"()\[\]{}]+')
_FUZZY = re.compile(r"(?<=.)~(\d*)(?=$|\^)")
_BOOST = re.compile(r"\^\d+(?:\.\d+)?(?=$|[\s)])")
_RANGE = re.compile(r"[\[{]\s*(?:[^\s\[\]{}]+\s+)?to(?:\s+[^\s\[\]{}]+)?\s*[\]}]", re.IGNORECASE)

_OTHER_NAMES = {
    "lang": "language", "organization": "org", "organisation": "org", "convention": "ilo",
    "instrument": "ilo", "body": "text", "name": "person", "state": "country", "annotation": "note",
    "type": "kind", "who": "speaker", "author": "speaker", "cite": "cites", "cited": "cites",
    "symbol": "un", "file": "source", "label": "tag", "iso": "country",
    "coe": "cites", "icj": "cites", "eu": "cites",
}  # fmt: skip
"""Names people try, for the suggestion that goes with an unknown field."""

STAND_IN = "\ue000"
"""Fills the place of an identifier, so that Whoosh sees one plain word."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier written in a query. `text` still has its prefix; `field` is where it is looked for."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A query made ready: `ready` has the length of the query; identifiers by the place where they start."""

    query: str
    ready: str
    identifiers: dict[int, Identifier]


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str
    start: int
    end: int


def scan(query: str) -> Scanned:
    """Checks a query and makes it ready for Whoosh.

    Raises:
        QueryError: ``query.too_long too_deep quote_open bracket_open bracket_close unknown_field
            no_such_field empty_value empty_group operators_alone operator_dangling distance fuzziness
            fuzzy_pattern range range_field``.
    """
    if len(query) > LONGEST:
        shown = query[:200]
        raise QueryError("query.too_long", position=LONGEST, query=shown, length=len(query), limit=LONGEST)
    return _Scanner(query).run()


class _Scanner:
    def __init__(self, query: str) -> None:
        self._query = query
        self._text = query.replace(STAND_IN, " ").translate(_ALIKE)
        self._ready = list(re.sub(r"\s", " ", self._text))
        self._identifiers: dict[int, Identifier] = {}
        self._squares = 0

    def run(self) -> Scanned:
        lexemes: list[_Lexeme] = []
        position = 0
        while position < len(self._text):
            lexeme = self._cut(position, after_field=bool(lexemes) and lexemes[-1].kind == "field")
            if lexeme.kind != "space":
                lexemes.append(lexeme)
            position = lexeme.end
        check_order(self._query, [(lexeme.kind, lexeme.text, lexeme.start, lexeme.end) for lexeme in lexemes])
        return Scanned(self._query, "".join(self._ready), self._identifiers)

    def _cut(self, position: int, after_field: bool) -> _Lexeme:
        match = _LEXEME.match(self._text, position)
        if match is None or match.lastgroup is None:
            raise AssertionError(f"no lexeme at {position}")  # the last alternative takes any character
        kind = match.lastgroup
        if kind == "field" and not after_field:
            return self._field(match)
        if kind == "identifier" and not after_field:
            return self._identifier(match)
        if kind in {"field", "identifier"} or (kind == "operator" and match[0] not in _OPERATORS):
            kind = "word"
        if kind == "quote":
            self._quote(match)
        elif kind in {"range", "stray"}:
            return self._square(match, after_field)
        elif kind == "word":
            return self._word(position)
        return _Lexeme(kind, match[0], *match.span())

    def _field(self, match: re.Match[str]) -> _Lexeme:
        name, start, end = match["field"], match.start(), match.end()
        if name.lower() not in ALL:
            raise self._unknown_field(name, start)
        self._ready[start : end - 1] = name.lower()
        follows = self._text[end : end + 1]
        if not follows or follows.isspace() or follows == ")":
            raise self._error("query.empty_value", start, field=name)
        return _Lexeme("field", match[0], start, end)

    def _identifier(self, match: re.Match[str]) -> _Lexeme:
        start, end = match.start(), _identifier_end(self._text, match.end())
        prefix, within = match["prefix"].lower(), match["within"]
        if within is not None and within.lower() not in ALL:
            raise self._unknown_field(within, start)
        field = within.lower() if within else PREFIXES[prefix]
        value = prefix + self._text[match.end("prefix") : end]
        self._identifiers[start] = Identifier(field, value)
        self._ready[start:end] = STAND_IN * (end - start)
        return _Lexeme("identifier", self._text[start:end], start, end)

    def _quote(self, match: re.Match[str]) -> None:
        distance = match["distance"]
        if distance is None:
            return
        digits = re.match(r"\d+(?=$|\^)", distance)
        if digits is None or not 1 <= int(digits[0][:6]) <= WIDEST_PHRASE:
            raise self._error("query.distance", match.start("distance") - 1, limit=WIDEST_PHRASE)

    def _square(self, match: re.Match[str], after_field: bool) -> _Lexeme:
        """A range after a field; elsewhere square and curly brackets are punctuation, if they are closed."""
        content, start, end = match[0], *match.span()
        readable = _RANGE.fullmatch(content) is not None
        if after_field and match["range"]:
            if not readable:
                raise self._error("query.range", start, text=content)
            return _Lexeme("range", content, start, end)
        if readable:
            dated = f"{self._query[:start]}date:{self._query[start:]}"
            raise self._error("query.range_field", start, suggestion=dated)
        if content == '"':
            raise self._error("query.quote_open", start, suggestion=f'{self._query}"')
        self._squares += 1 if match["range"] else -1
        if not match["range"] and (content in "[{" or self._squares < 0):
            code = "query.bracket_open" if content in "[{" else "query.bracket_close"
            without = f"{self._query[:start]}{self._query[start + 1 :]}"
            raise self._error(code, start, sign=content, suggestion=without)
        self._ready[start] = " "
        return _Lexeme("space", content[0], start, start + 1)

    def _word(self, start: int) -> _Lexeme:
        """Hides from Whoosh what only looks like its signs, and refuses edits that cannot be searched."""
        match = _WORD.match(self._text, start)
        word = match[0] if match else self._text[start]
        fuzzy, boost = _FUZZY.search(word), _BOOST.search(word)
        if fuzzy is not None and fuzzy[1] not in {"", "1", "2"}:
            raise self._error("query.fuzziness", start + fuzzy.start(), limit=2)
        if fuzzy is not None and not {"*", "?"}.isdisjoint(word):
            raise self._error("query.fuzzy_pattern", start, text=word)
        kept = {found.start() for found in (fuzzy, boost) if found is not None}
        for index, sign in enumerate(word):
            if sign in ":^~" and index not in kept:
                self._ready[start + index] = "-"
        return _Lexeme("word", word, start, start + len(word))

    def _unknown_field(self, name: str, position: int) -> QueryError:
        near = difflib.get_close_matches(name.lower(), sorted(ALL), n=1, cutoff=0.6)
        nearest = _OTHER_NAMES.get(name.lower()) or next(iter(near), None)
        front, rest = self._query[:position], self._query[position + len(name) :]
        if nearest is None:
            quoted = f'{front}"{name}" {rest[1:].lstrip()}'.rstrip()
            return self._error("query.no_such_field", position, field=name, suggestion=quoted)
        repaired = f"{front}{nearest}{rest}"
        return self._error("query.unknown_field", position, field=name, nearest=nearest, suggestion=repaired)

    def _error(self, code: str, position: int, **params: str | int | None) -> QueryError:
        return query_error(code, self._query, position, **params)


def _identifier_end(text: str, position: int) -> int:
    """Where an identifier ends: at a space, a quotation mark, a boost, or a bracket not its own."""
    depth = 0
    while position < len(text):
        sign = text[position]
        if sign.isspace() or sign in '"[]{}' or (sign == "^" and _BOOST.match(text, position)):
            break
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
        position += 1
    return position
