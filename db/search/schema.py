"""What the Whoosh index holds: terms with positions, and a card a statement. Texts stay in the database.

A field's terms are told apart by what stands before their colon: ``w:`` a folded word as written, ``en:`` (or
another of the stemmed languages) a stem in that language, ``2:`` a pair of signs of a script without spaces,
``=:`` a whole value of a keyword field. So a prefix finds words as they are written, a word finds stems of
the language of each text only, and an id is never taken for a word.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Any

from db.search.analysis import PARAGRAPH_GAP, analyser_of, fold, is_unspaced, stem, tokens
from db.search.conversion import keyword_key
from db.search.document import IndexDocument
from db.search.fields import KEYWORDS, TEXT
from db.search.whoosh_guard import whoosh

WORD = "w:"
PAIR = "2:"
VALUE = "=:"
KEY_FIELD = "key"
CARD_FIELD = "card"
STAMP_KEY = "stamp"

Postings = dict[str, list[int]]
"""Terms of one field of one statement, with their positions."""


class PackedPositions(whoosh.formats.Positions):  # type: ignore[misc]  # Whoosh has no types
    """Positions as plain numbers of four bytes. Whoosh's own format makes a pickle of each list."""

    def encode(self, poslist: list[int]) -> bytes:
        return struct.pack(f"<{len(poslist)}I", *poslist)

    def decode_positions(self, valuestring: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(valuestring) // 4}I", valuestring)

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4


class TermsField(whoosh.fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field that takes terms already made, as `Postings`."""

    def __init__(self) -> None:
        self.format = PackedPositions()
        self.scorable = True

    def index(self, value: Postings, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        encode = self.format.encode
        for term, positions in value.items():
            count = len(positions)
            # words as written alone make the length of a field
            length = count if term.startswith(WORD) else 0
            yield term.encode(), length, float(count), encode(positions)


def make_schema() -> Any:
    """The schema of the index (the code's own; the one pickled in an index is never read)."""
    schema = whoosh.fields.Schema()
    for name in (KEY_FIELD, *TEXT, *KEYWORDS):
        schema.add(name, TermsField())
    schema.add(CARD_FIELD, whoosh.fields.STORED())
    return schema


def key_of(statement: str) -> str:
    """The term by which a statement is replaced or deleted."""
    return f"s:{statement}"


def as_fields(document: IndexDocument) -> dict[str, Any]:
    """A statement as Whoosh takes it."""
    analyser = analyser_of(document.language)
    keywords = _complete(document)
    texts: dict[str, Iterable[str]] = {
        "title": (document.title,),
        "text": (document.text,),
        "quote": (span.of(document.text) for span in document.quotes),
        "note": document.notes,
    }
    found: dict[str, Any] = {KEY_FIELD: {key_of(document.id): [1]}}
    for name, pieces in texts.items():
        found[name] = terms(pieces, analyser)
    for name, values in keywords.items():
        names = [document.labels[value] for value in values if value in document.labels]
        found[name] = terms(dict.fromkeys((*values, *names)), analyser)
        for value in (*values, *names):
            found[name][VALUE + keyword_key(value)] = [1]
    found[CARD_FIELD] = _card(document, keywords)
    return {name: value for name, value in found.items() if value}


def terms(pieces: Iterable[str], analyser: str) -> Postings:
    """The terms of some pieces of text, apart from each other by a gap as wide as between paragraphs."""
    found: Postings = {}
    base = 0
    for piece in pieces:
        last = 0
        sign_before: tuple[str, int] | None = None
        for word, _, last in tokens(piece):
            folded = fold(word)
            place = base + last
            found.setdefault(WORD + folded, []).append(place)
            if is_unspaced(folded):
                if sign_before is not None and sign_before[1] == place - 1:
                    found.setdefault(PAIR + sign_before[0] + folded, []).append(place - 1)
                sign_before = (folded, place)
            else:
                sign_before = None
                if analyser:
                    found.setdefault(f"{analyser}:{stem(analyser, folded)}", []).append(place)
        base += last + PARAGRAPH_GAP
    return found


def _complete(document: IndexDocument) -> dict[str, tuple[str, ...]]:
    """The keywords with all by which they are found: pinpoints with and without, `cites` with all ids."""
    given = {name: tuple(values) for name, values in document.keywords.items() if name in KEYWORDS}
    given.setdefault("language", (document.language,))
    given.setdefault("kind", (document.kind,))
    documents = [
        *given.get("ilo", ()),
        *given.get("un", ()),
        *given.get("treaty", ()),
        *given.get("cites", ()),
    ]
    if documents:
        given["cites"] = tuple(documents)
        for name in ("ilo", "un"):
            given[name] = tuple(value for value in documents if value.startswith(f"{name}:"))
    return {
        name: tuple(dict.fromkeys(form for value in values for form in pinpoint_forms(value)))
        for name, values in given.items()
    }


def pinpoint_forms(value: str) -> Iterator[str]:
    """A value, and what else it is found by: ``ilo:C087#art2(1);art3`` by C087, art2(1), art2 and art3."""
    document, mark, pinpoint = value.partition("#")
    if not mark or ":" not in document:
        yield value
        return
    yield document
    for part in pinpoint.split(";"):
        yield f"{document}#{part}"
        if "(" in part:
            yield f"{document}#{part.partition('(')[0]}"


def _card(document: IndexDocument, keywords: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "id": document.id,
        "date": document.date,
        "analyser": analyser_of(document.language),
        "facets": {name: facet_values(values, document.labels) for name, values in keywords.items()},
        "labels": dict(document.labels),
    }


def facet_values(values: tuple[str, ...], labels: dict[str, str]) -> tuple[str, ...]:
    """Values that are counted: each once, without pinpoints, and no name beside the id it is the name of."""
    names = {keyword_key(labels[value]) for value in values if value in labels}
    plain = dict.fromkeys(
        value.partition("#")[0] if ":" in value.partition("#")[0] else value for value in values
    )
    return tuple(value for value in plain if value in labels or keyword_key(value) not in names)
