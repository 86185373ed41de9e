"""The fields of the query language (DESIGN §6)."""

from __future__ import annotations

TEXT = ("title", "text", "quote", "note")
"""Fields of running words."""

KEYWORDS = (
    "tag", "country", "place", "person", "org", "mandate", "role", "ilo", "un", "treaty", "cites", "language",
    "kind", "source", "speaker",
)  # fmt: skip
"""Fields of values: each is found whole (an id, a name) and by its words."""

DATES = ("date", "year")

ALL = frozenset((*TEXT, *KEYWORDS, *DATES))

BARE = ("title", "text", "quote")
"""Where a word without a field is looked for. Quotations are part of the text; there they weigh more."""

IDENTIFIED = frozenset({"ilo", "un", "treaty", "cites", "country", "mandate"})
"""Fields whose values the catalogue knows under several names."""

FACETS = (
    "country", "ilo", "un", "treaty", "mandate", "person", "org", "place", "role", "tag", "language", "kind",
    "year", "source", "speaker",
)  # fmt: skip
"""Facets of an answer. What is cited is under ``ilo``, ``un`` and ``treaty`` already."""

PREFIXES = {
    "ilo": "ilo", "un": "un", "iso": "country", "mandate": "mandate",
    "coe": "cites", "icj": "cites", "eu": "cites",
}  # fmt: skip
"""Prefixes of identifiers (DESIGN §4), and the field each is looked for in."""
