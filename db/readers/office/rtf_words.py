"""RTF as a stream of words, in one pass and bounded (RTF 1.9.1, "RTF Syntax")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from db.errors import InputError

MOST_TOKENS = 1_500_000
"""That tell something: a report of 1,000 pages has half a million. A million takes about two seconds."""

MOST_WORDS = 12_000_000
"""All of them: most words of a file say how it looks, and are passed over."""

MOST_DEPTH = 2_000

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # 1, 2: a control word and its number
    rb"|((?:\\'[0-9a-fA-F]{2}){1,2000})"  # 3: bytes in hexadecimal
    rb"|([{}])"
    rb"|\\([^a-zA-Z])"  # 5: a control sign
    rb"|([^\\{}\r\n\x00]+)"  # 6: bytes as they are
    rb"|[\r\n\x00]+"
)
_BIN = b"bin"


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    HEX = auto()
    BYTES = auto()


Token = tuple[Kind, bytes, int | None]
"""Kind; the word, sign or bytes; of a word its number."""


def words(data: bytes, name: str, known: frozenset[bytes]) -> Iterator[Token]:
    """The tokens up to the end of the outermost group. Binary data is left out.

    Args:
        known: control words that are wanted; others come only where they say what a group is for.

    Raises `InputError`: ``office.too_large``, ``office.too_deep``.
    """
    at, size, depth, count, passed = 0, len(data), 0, 0, 0
    starred = False
    match = _TOKEN.match
    while at < size:
        found = match(data, at)
        if found is None:
            at += 1  # a lone backslash at the end, or what is not RTF
            continue
        at = found.end()
        kind = found.lastindex
        if kind is None or (kind <= 2 and not starred and found[1] not in known):
            passed += 1
            if passed > MOST_WORDS:
                raise InputError("office.too_large", name=name)
            continue
        count += 1
        if count > MOST_TOKENS:
            raise InputError("office.too_large", name=name)
        starred = kind == 5 and found[5] == b"*"
        if kind <= 2:
            word = found[1]
            value = int(found[2]) if found[2] is not None else None
            if word == _BIN:
                at += max(0, min(value or 0, size - at))
            else:
                yield Kind.WORD, word, value
        elif kind == 6:
            yield Kind.BYTES, found[6], None
        elif kind == 3:
            yield Kind.HEX, found[3], None
        elif kind == 5:
            yield Kind.SIGN, found[5], None
        elif found[4] == b"{":
            depth += 1
            if depth > MOST_DEPTH:
                raise InputError("office.too_deep", name=name)
            yield Kind.OPEN, b"{", None
        else:
            depth -= 1
            yield Kind.CLOSE, b"}", None
            if depth <= 0:
                return
