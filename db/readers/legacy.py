"""Which of the encodings from before Unicode a text is in, decided by evidence.

Under the right one the words look like words. Names and declarations are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from db.readers import plausible
from db.readers.plausible import Letters

_SINGLE: dict[str, Letters] = {
    "cp1252": plausible.WESTERN,
    "iso8859_15": plausible.WESTERN,
    "mac_roman": plausible.WESTERN_MAC,
    "cp1251": plausible.CYRILLIC,
    "koi8_r": plausible.CYRILLIC,
    "koi8_u": plausible.CYRILLIC,
    "cp866": plausible.CYRILLIC,
    "iso8859_5": plausible.CYRILLIC,
    "cp1256": plausible.ARABIC,
    "iso8859_6": plausible.ARABIC,
    "cp1250": plausible.CENTRAL,
    "iso8859_2": plausible.CENTRAL,
    "cp1254": plausible.TURKISH,
    "cp1257": plausible.BALTIC,
    "cp1253": plausible.GREEK,
    "iso8859_7": plausible.GREEK,
    "cp1255": plausible.HEBREW,
}
_LATIN = (plausible.WESTERN, plausible.WESTERN_MAC, plausible.CENTRAL, plausible.TURKISH, plausible.BALTIC)
_DOUBLE = ("gb18030", "big5", "euc_jp", "euc_kr")

_WORD = re.compile(rb"[A-Za-z]{0,24}[\x80-\xff][A-Za-z\x80-\xff]{0,48}")
_CUT = re.compile(rb"[\x00-\x2f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_ASCII_LETTERS = [bytes([code]) for code in (*range(65, 91), *range(97, 123))]
_MOST_WORDS, _MOST_BYTES = 3000, 1 << 14
_WINDOW = 1 << 15
_FEW_BYTES, _SMALL_SHARE = 8, 0.2
_LEAST_LIKELY = -6.0
"""Mean logarithm for one byte: random bytes have about -8, the hardest real texts about -4."""


def detect(data: bytes) -> str | None:
    """The likeliest encoding of a text that is not Unicode, as Python names it; None where none is plausible.

    Looks at the first 3,000 words that have bytes beyond ASCII, or 16 KiB of them.
    """
    first = _HIGH.search(data)
    if first is None:
        return None
    words, window = _words(data, first.start()), _window(data, first.start())
    return _likeliest(words, window, stray=_stray(data, first.start()))


@lru_cache(maxsize=4)
def _likeliest(words: tuple[bytes, ...], window: bytes, *, stray: bool) -> str | None:
    """Remembered, for several readers look at the beginning of one and the same file."""
    high = _count_high(b"".join(words))
    scores = {
        name: plausible.of_letters(_decoded(words, name), letters) / high for name, letters in _SINGLE.items()
    }
    high = _count_high(window)
    for name in _DOUBLE:
        scores[name] = plausible.of_double_bytes(window.decode(name, "replace"), name) / high
    if stray:
        scores = {name: score for name, score in scores.items() if _SINGLE.get(name) in _LATIN}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST_LIKELY else None


def _stray(data: bytes, first: int) -> bool:
    """Whether so few bytes are beyond ASCII that they are damage, and not a text in another script."""
    around = data[max(0, first - _WINDOW) : first + _WINDOW]
    high = _count_high(around)
    letters = high + sum(map(around.count, _ASCII_LETTERS))
    return high < _FEW_BYTES and high < _SMALL_SHARE * letters


def _count_high(data: bytes) -> int:
    return len(data) - len(data.translate(None, _HIGH_BYTES))


def _words(data: bytes, first: int) -> tuple[bytes, ...]:
    words: list[bytes] = []
    size = 0
    for match in _WORD.finditer(data, max(0, first - 24)):
        words.append(match[0])
        size += len(match[0])
        if len(words) == _MOST_WORDS or size >= _MOST_BYTES:
            break
    return tuple(words)


def _decoded(words: Sequence[bytes], encoding: str) -> list[str]:
    return [word.decode(encoding, "replace") for word in words]


def _window(data: bytes, first: int) -> bytes:
    """A stretch of the text that does not begin or end within a character of two bytes.

    It is cut at spaces and the like, which are never the second byte.
    """
    starts = [match.end() for match in _CUT.finditer(data, max(0, first - _WINDOW), first)]
    start = starts[-1] if starts else max(0, first - 1)
    ends = [match.start() for match in _CUT.finditer(data, first, first + _WINDOW)]
    return data[start : ends[-1] if ends else first + _WINDOW]
