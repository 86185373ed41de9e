"""A query as understood: what every engine runs, and what marks the hits in a text.

The tree is made by `db.search.query` of what Whoosh's parser reads, checked and normalised. It knows nothing
of languages: words are folded, and each text stems them as its own words are stemmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Match(Enum):
    """How a word of a query meets the words of a text."""

    WORD = "word"
    """By its stem, in the language of the text."""
    PATTERN = "pattern"
    """By its folded letters, ``*`` standing for any, ``?`` for one."""
    FUZZY = "fuzzy"
    """By its folded letters, but for some edits."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word (or a sign of a script without spaces) of a query, folded."""

    text: str
    match: Match = Match.WORD
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several in this order.

    Attributes:
        fields: where they are looked for; any of them will do.
        gaps: for each word after the first, how many positions at most it may be after the one before it
            (1 is next to it).
        place: where it stands in the query, code points.
    """

    fields: tuple[str, ...]
    units: tuple[Unit, ...]
    gaps: tuple[int, ...] = ()
    boost: float = 1.0
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Keyword:
    """Any of some values, whole and case-folded, of a keyword field. A pattern where `pattern` is set."""

    field: str
    values: tuple[str, ...]
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """Statements dated wholly within these days, both included (``YYYY-MM-DD``); None is open."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Everything:
    """All statements."""


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of its parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever its part does not find."""

    part: Node


Node = Words | Keyword | Dates | Everything | And | Or | Not


def wanted_words(node: Node, fields: frozenset[str]) -> Iterator[Words]:
    """The words of a query that a text has to have (not those it must not have) in one of `fields`."""
    if isinstance(node, Words):
        if not fields.isdisjoint(node.fields):
            yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted_words(part, fields)
