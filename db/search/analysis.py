"""The one chain that makes words of a text, for index, query, snippet and find in page alike.

A text becomes *tokens*: words, and single characters where a script writes without spaces between words.
Each has its place in the text (code points) and its position (1, 2, 3 …) by which phrases are measured.
A paragraph's end leaves a gap in the positions, so that no phrase reaches across it. What the tokens are
does not depend on the language; only the stems do. There are no stop words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from db.search.folding import INVISIBLE, fold
from db.search.stemming import analyser_of, stem

__all__ = [
    "PARAGRAPH_GAP",
    "RULES_FINGERPRINT",
    "Tokens",
    "analyser_of",
    "fold",
    "is_unspaced",
    "stem",
    "tokens",
]

SCHEMA_VERSION = 1
"""To be raised when what the index holds, or how words are made, changes."""

PARAGRAPH_GAP = 100

# Scripts written without spaces: Han, kana, bopomofo. Each character is a token; the index pairs them.
_UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U000323af"
)
_NOTE_SIGNS = "\u00b2\u00b3\u00b9\u2070-\u209c"
"""Superscripts and subscripts: signs of footnotes, glued to the word before, that are no part of it."""

_LETTER = f"[^\\W_{_UNSPACED}{_NOTE_SIGNS}]"


def _marks() -> str:
    """Combining marks, which regular expressions leave out of words, as ranges of a character class."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x20000):
        if unicodedata.category(chr(code)) in {"Mn", "Mc"}:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _basic(ranges: str) -> Iterator[str]:
    """The part of a character class that lies within the basic plane."""
    for match in re.finditer(r"(.)(?:-(.))?", ranges, re.DOTALL):
        if (match[2] or match[1]) < "\U00010000":
            yield match[0]


_INSIDE = _marks() + INVISIBLE
_UNSPACED_CLASS = re.compile(f"[{_UNSPACED}]")
# Two patterns, for a class within the basic plane is a bitmap to the regular expressions, and quick.
_SPECIAL = re.compile(f"[{''.join(_basic(_UNSPACED + _NOTE_SIGNS + _INSIDE))}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SIMPLE_WORD = re.compile(r"([^\W_]+)")
_WORD = re.compile(f"({_LETTER}++(?:[{_INSIDE}]++{_LETTER}*+)*+|[{_UNSPACED}])")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\u2029")

_APOSTROPHES = frozenset("'’ʼ‘`´＇")
# Before an apostrophe these are articles and pronouns, not words of their own (l’, d’, qu’, dell’) …
_ELIDED = frozenset(
    [*"ldjmtsnc", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "nell", "sull", "dall", "all"]
)
_ELIDED_AS_WRITTEN = _ELIDED | {word.title() for word in _ELIDED} | {word.upper() for word in _ELIDED}
# … and after one, a single s is the English possessive.


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, in parallel: as written, where they start (code points), and their positions."""

    words: list[str]
    starts: list[int]
    positions: list[int]

    def __iter__(self) -> Iterator[tuple[str, int, int]]:
        return zip(self.words, self.starts, self.positions, strict=True)


def tokens(text: str) -> Tokens:
    """The tokens of a text. Positions count from 1 and rise; a word ends at its start plus its length."""
    found = Tokens([], [], [])
    position = base = 0
    for match in _PARAGRAPH.finditer(text):
        position = _paragraph(found, text[base : match.start()], base, position) + PARAGRAPH_GAP
        base = match.end()
    _paragraph(found, text[base:], base, position)
    return found


def _paragraph(found: Tokens, text: str, base: int, position: int) -> int:
    """Adds the tokens of one paragraph that starts at `base`; the last position comes back."""
    simple = text.isascii() or not (_SPECIAL.search(text) or _ASTRAL.search(text))
    parts = (_SIMPLE_WORD if simple else _WORD).split(text)
    words = parts[1::2]
    starts = list(accumulate(map(len, parts), initial=base))[1:-1:2]
    if not _ELIDED_AS_WRITTEN.isdisjoint(words):
        for index in reversed([i for i, word in enumerate(words) if word in _ELIDED_AS_WRITTEN]):
            if _is_elided(parts, 2 * index + 1):
                del words[index], starts[index]
    if simple:
        places = list(range(position + 1, position + 1 + len(words)))
    else:
        places = _places(words, starts, text, base, position)
    found.words.extend(words)
    found.starts.extend(starts)
    found.positions.extend(places)
    return places[-1] if places else position


def _is_elided(parts: list[str], index: int) -> bool:
    word = parts[index]
    if parts[index + 1] in _APOSTROPHES and index + 2 < len(parts):
        return True
    return word in "sS" and index > 1 and parts[index - 1] in _APOSTROPHES


def _places(words: list[str], starts: list[int], text: str, base: int, position: int) -> list[int]:
    """Positions where there are signs: unlike spaces, other marks between two of them end a phrase."""
    places: list[int] = []
    sign_end = -1
    for word, start in zip(words, starts, strict=True):
        position += 1
        if is_unspaced(word):
            between = text[sign_end : start - base] if sign_end >= 0 else ""
            if between and not between.isspace():
                position += 1
            sign_end = start - base + 1
        else:
            sign_end = -1
        places.append(position)
    return places


@lru_cache(maxsize=4096)
def is_unspaced(character: str) -> bool:
    """Whether a token is a single sign of a script without spaces."""
    return len(character) == 1 and _UNSPACED_CLASS.match(character) is not None


def _fingerprint() -> str:
    import Stemmer  # for its version alone

    parts = (SCHEMA_VERSION, Stemmer.version(), unicodedata.unidata_version)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


RULES_FINGERPRINT: str = _fingerprint()
"""Version of the schema and of the chain. An index made under another one is made anew."""
