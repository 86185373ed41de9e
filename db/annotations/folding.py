"""Folding by which the same words are found however they were typed, with the way back to the text.

Equal are: all double quotation marks, all single ones and apostrophes, all dashes and hyphens, any runs of
white space. Soft hyphens, zero-width spaces and direction marks count for nothing. Letters and case are left
alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from db.model import Span

_DOUBLE = "“”„‟«»″〝〞〟＂"
_SINGLE = "‘’‚‛‹›′ʼ`´＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
# Joiners (U+200C, U+200D) are not here: they make a difference in Persian and in emoji.
_NOTHING = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SOFT = "\u00ad"

_ONE_TO_ONE = str.maketrans(
    dict.fromkeys(_DOUBLE, '"')
    | dict.fromkeys(_SINGLE, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_NOTHING, _SOFT)
    | {chr(code): " " for code in range(0x3001) if chr(code).isspace()}
)
_CLOSED_UP = re.compile(f"[ {_SOFT}]{{2,}}|{_SOFT}")


def fold(text: str) -> str:
    """The folded form of a text, without its outer white space."""
    return Folded(text).text.strip(" ")


class Folded:
    """A text folded for searching.

    Attributes:
        text: the folded form; shorter than the original where runs of white space were closed up.
    """

    def __init__(self, original: str) -> None:
        same_length = original.translate(_ONE_TO_ONE)
        pieces: list[str] = []
        # After the folded offset `_offsets[i]`, the original is `_shifts[i]` code points ahead.
        self._offsets = [0]
        self._shifts = [0]
        copied = length = 0
        for run in _CLOSED_UP.finditer(same_length):
            kept = " " if " " in run.group() else ""
            piece = same_length[copied : run.start()] + kept
            pieces.append(piece)
            copied = run.end()
            length += len(piece)
            self._offsets.append(length)
            self._shifts.append(copied - length)
        pieces.append(same_length[copied:])
        self.text = "".join(pieces)

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the folded code points from `start` to `end` came from."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def find(self, words: str, most: int) -> list[int]:
        """The folded offsets at which folded words stand, overlapping ones too; at most so many."""
        found: list[int] = []
        at = self.text.find(words) if words else -1
        while at >= 0 and len(found) < most:
            found.append(at)
            at = self.text.find(words, at + 1)
        return found

    def once(self, words: str) -> bool:
        """Whether words, not folded yet, stand at one place only."""
        return len(self.find(fold(words), 2)) == 1

    def _origin(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._offsets, offset) - 1]
