"""Folding: one text to match against, from which every position leads back to the text as written.

Characters fold one to one (typographic marks, accents, digits of other scripts); invisible characters,
combining marks and runs of white space shrink, and a table of shifts leads back over them. Blocks are set
apart by a line end, so that nothing is ever found across two of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_SINGLE = "’‘‛ʼ′`´＇"
_DOUBLE = "“”„‟«»″＂"
_DASHES = "‐‑‒–—―−－﹣"
_SPACES = "\t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    chr(code) for code in range(0x2000, 0x200B)
)
_IRREGULAR = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|"
    " {2,}"
)
_PARAGRAPH = re.compile(r"\n(?:[^\S\n]*\n)+")


def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, _SINGLE), "'")
    table |= dict.fromkeys(map(ord, _DOUBLE), '"')
    table |= dict.fromkeys(map(ord, _DASHES), "-")
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    for first in (0x00C0, 0x0401, 0x1E00):
        for code in range(first, first + 0x190):
            base = unicodedata.normalize("NFD", chr(code))[0]
            if base != chr(code):
                table[code] = base
    table |= {ord(char): base for char, base in zip("øØłŁđĐıİ", "oOlLdDiI", strict=True)}
    table |= {ord("º"): "°", ord("˚"): "°", ord("й"): "и", ord("Й"): "И"}
    table |= {ord(char): "ا" for char in "أإآ"}
    for zero in (0x0660, 0x06F0, 0xFF10):
        table |= {zero + digit: str(digit) for digit in range(10)}
    table |= dict(zip(map(ord, "（）［］：；．／，،؛"), "()[]:;./,,;", strict=True))
    return table


_FOLD = _table()
_LETTERS = {chr(code): plain for code, plain in _FOLD.items()}
_FOLDED = re.compile("[" + re.escape("".join(_LETTERS)) + "]")


def _letters(text: str) -> str:
    """The text with every letter that folds folded: most letters do not, so that only those are looked up."""
    return _FOLDED.sub(lambda match: _LETTERS[match[0]], text)


def plain(text: str) -> str:
    """A short text folded, in small letters: for patterns and tables."""
    return _IRREGULAR.sub(lambda gap: " " if gap[0][0] == " " else "", _letters(text)).lower()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    Attributes:
        cased: folded, with its capitals.
        lower: the same in small letters; equally long.
    """

    cased: str
    lower: str
    _starts: list[int]
    _origins: list[int]

    def origin(self, position: int) -> int:
        """Where the character at `position` stands in the text as written."""
        at = bisect_right(self._starts, position) - 1
        return self._origins[at] + position - self._starts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as written that a folded span covers."""
        return self.origin(start), self.origin(end - 1) + 1


def paragraphs(text: str) -> Iterable[tuple[int, int]]:
    """Spans between blank lines: for a text whose blocks are not known."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lower(cased: str) -> str:
    lower = cased.lower()
    if len(lower) == len(cased):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in cased)


def fold(text: str, spans: Iterable[tuple[int, int]]) -> Folded:
    """Folds the parts of `text` that the spans cover, in order, each ended by a line end."""
    pieces: list[str] = []
    starts: list[int] = [0]
    origins: list[int] = [0]
    length = 0

    def add(piece: str, origin: int) -> None:
        nonlocal length
        starts.append(length)
        origins.append(origin)
        pieces.append(piece)
        length += len(piece)

    for start, end in spans:
        segment = _letters(text[start:end])
        done = 0
        for gap in _IRREGULAR.finditer(segment):
            kept = 1 if gap[0][0] == " " else 0
            add(segment[done : gap.start() + kept], start + done)
            done = gap.end()
        add(segment[done:], start + done)
        add("\n", end)
    cased = "".join(pieces)
    return Folded(cased, _lower(cased), starts, origins)
