"""A short signature of a text, by which texts that are nearly the same are found (MinHash).

The share of equal lanes of two signatures estimates the Jaccard similarity of the texts' shingles: runs of
five words, or of five characters where a language is written without spaces.
"""

from __future__ import annotations

import re
import struct

from rensa import RMinHash

RULES = b"m" + str(RMinHash.ALGORITHM_VERSION).encode()[-1:]
"""Two bytes at the beginning of each signature. Of different rules, signatures say nothing of each other."""

LANES = 128
_SHINGLE = 5
_MOST = 2_000_000
"""Code points that are looked at: each word costs memory, and texts alike so far are alike enough."""
_SEED = 20250605
_PACKED = struct.Struct(f"<{LANES}H")

_SPACELESS = frozenset({"zh", "ja", "th", "lo", "km", "my", "und"})
_WORD = re.compile(r"\w+")
CHARACTERS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Kana, Han, as in the brackets of a pattern."""
_CHARACTER_OR_WORD = re.compile(rf"[{CHARACTERS}]|[^\W{CHARACTERS}]+")


def signature(text: str, language: str) -> bytes:
    """The signature of a text, 258 bytes; of a text without a single word, no bytes.

    Case, punctuation and white space count for nothing. `language` is ISO 639-1, or ``und``.
    """
    pattern = _CHARACTER_OR_WORD if language in _SPACELESS else _WORD
    words = pattern.findall(text[:_MOST].casefold())
    if not words:
        return b""
    hashed = RMinHash(num_perm=LANES, seed=_SEED)
    hashed.update(shingles(words))
    return RULES + _PACKED.pack(*(lane & 0xFFFF for lane in hashed.digest()))


def shingles(words: list[str]) -> list[str]:
    """Every run of five words; of fewer words, all of them as one."""
    runs = zip(*(words[first:] for first in range(_SHINGLE)), strict=False)
    return [" ".join(run) for run in runs] or [" ".join(words)]
