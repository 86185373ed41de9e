"""Folding: the forms of a word that a reader takes for one, made one.

Case, diacritics, ligatures, full-width and presentation forms, the letters of Arabic that are written
either way, vowel points, digits of any script, soft hyphens and marks of direction. A word is folded apart
from the text it stands in, so that offsets into the text are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
        "ŋ": "n", "ŧ": "t", "ĸ": "k", "ß": "ss",
        "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ە": "ه", "ٱ": "ا", "ک": "ك", "ڪ": "ك",
        "ـ": None,
    }
)  # fmt: skip

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""For a character class: soft hyphen, joiners and marks of direction, which belong to no word's spelling."""

_DROPPED = re.compile(f"[{INVISIBLE}\ufe00-\ufe0f]")

# Marks that readers of the script leave out or forget. The vowel signs of Indic scripts are marks as well,
# but are letters to their readers: they stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_SHORT_I = "\u0438\u0306"
"""The Russian short i, decomposed: a letter of its own, on which the endings of adjectives hang."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The folded form of a word; empty where nothing of it is left."""
    if word.isascii():
        return word.lower()
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", word).casefold())
    apart = unicodedata.normalize("NFD", plain.translate(_LETTERS))
    kept = "й".join(_MARKS.sub("", part) for part in apart.split(_SHORT_I))
    return "".join(map(_digit, unicodedata.normalize("NFC", kept))).translate(_LETTERS)


def _digit(character: str) -> str:
    if character.isdecimal() and not character.isascii():
        return str(unicodedata.decimal(character))
    return character
