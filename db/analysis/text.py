"""Working with text without moving anything: one-to-one folding and letters as regular expressions know
them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from db.model import Block

_APOSTROPHES = "’‘ʼ`´ʹ＇"
_SPACES = "\u00a0\u2007\u2009\u200a\u202f\u3000\u2002\u2003\u2005\u2006\u2008"
_HYPHENS = "\u2010\u2011\u00ad"
_ALEFS = "أإآٱ"

_FOLD = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_ALEFS, "ا"),
    "ё": "е",
    "Ё": "Е",
    "（": "(",
    "）": ")",
}


def fold(text: str) -> str:
    """The text with typographic apostrophes, spaces and hyphens made plain; every code point keeps its
    place.

    Few of these stand in any one text, and looking for one is much faster than looking every letter up.
    """
    for char, plain in _FOLD.items():
        if char in text:
            text = text.replace(char, plain)
    return text


def fold_blocks(text: str, blocks: Iterable[Block]) -> str:
    """The folded text with line breaks inside blocks as spaces: where a line ends there, no sentence does."""
    folded = fold(text)
    pieces, at = [], 0
    for block in blocks:
        pieces += [folded[at : block.start], folded[block.start : block.end].replace("\n", " ")]
        at = block.end
    return "".join([*pieces, folded[at:]])


def lower(text: str) -> str:
    """Lower case, code point by code point, so that offsets stay."""
    made = text.lower()
    if len(made) == len(text):
        return made
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _ranges(points: Iterable[int]) -> str:
    """A regular expression's class (without brackets) of code points."""
    parts: list[str] = []
    start = last = -2
    for point in [*points, -1]:
        if point == last + 1:
            last = point
            continue
        if last >= 0:
            parts.append(re.escape(chr(start)) + (f"-{re.escape(chr(last))}" if last > start else ""))
        start = last = point
    return "".join(parts)


_CASED = [*range(0x41, 0x250), *range(0x370, 0x590), *range(0x1E00, 0x2000)]

UPPER = _ranges(point for point in _CASED if unicodedata.category(chr(point)) in {"Lu", "Lt"})
"""Capital letters (Latin, Greek, Cyrillic, Armenian), for use within brackets."""

LOWER = _ranges(point for point in _CASED if unicodedata.category(chr(point)) == "Ll")
"""Small letters, for use within brackets."""

HAN = "\u3400-\u9fff"
ARABIC = "\u0620-\u064a\u066e-\u06d3"


def alternatives(fragments: Iterable[str]) -> str:
    """A group of the fragments, longest first; one that never matches where there are none."""
    ordered = sorted(fragments, key=len, reverse=True)
    return f"(?:{'|'.join(ordered)})" if ordered else r"(?!x)x"


def slug(name: str) -> str:
    """A name as a part of an identifier: folded, lower case, words joined by hyphens, letters of any
    script kept."""
    letters = unicodedata.normalize("NFC", fold(name).casefold())
    if not letters.isascii():
        letters = "".join(map(_plain, letters))
    return re.sub(r"[\W_]+", "-", letters).strip("-")


def _plain(char: str) -> str:
    """A Latin letter without its marks; letters of other scripts are not the same without theirs."""
    if char.isascii() or not (char < "\u0250" or "\u1e00" <= char < "\u1f00"):
        return char
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
