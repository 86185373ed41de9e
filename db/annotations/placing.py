"""Finding the place of words that a person gives."""

from __future__ import annotations

import unicodedata

from db.annotations.folding import Folded, fold
from db.errors import InputError
from db.model import Span, Statement

_MOST = 100
_SHOWN = 120


def place(statement: Statement, quote: str) -> Span:
    """Where a quotation stands in a statement.

    The words as they are come first; only if they are nowhere are quotation marks, dashes, white space,
    soft hyphens and the Unicode normal form let go.

    Raises:
        InputError: ``annotation.quote_empty``, ``annotation.quote_missing``, or ``annotation.quote_twice``
            with the ``count`` of places (counted up to 100).
    """
    words = quote.strip()
    if not fold(words):
        raise InputError("annotation.quote_empty")
    found = _exact(statement.text, words) or _folded(statement.text, words)
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    if not found:
        raise InputError("annotation.quote_missing", quote=shown, id=statement.id)
    if len(found) > 1:
        raise InputError("annotation.quote_twice", quote=shown, id=statement.id, count=len(found))
    return found[0]


def _exact(text: str, words: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(words)
    while at >= 0 and len(found) < _MOST:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _folded(text: str, words: str) -> list[Span]:
    folded = Folded(text)
    forms = (words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words))
    for form in dict.fromkeys(forms):
        needle = fold(form)
        if found := folded.find(needle, _MOST):
            return [folded.span(at, at + len(needle)) for at in found]
    return []
