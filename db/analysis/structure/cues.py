"""Words by which the parts of a statement are known, from `resources/boilerplate`, read against text in small
letters: the language's own and the English ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from db.analysis.text import alternatives
from resources import listing, read_toml

_NEAR = {
    "be": "ru", "uk": "ru", "bg": "ru", "kk": "ru", "ky": "ru", "tg": "ru", "uz": "ru",
    "ca": "es", "gl": "pt", "fa": "ar", "ur": "ar", "ps": "ar", "ckb": "ar",
}  # fmt: skip
"""Languages without cues of their own, whose statements often carry those of another."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The cues of one kind. Every method looks at `low[start:end]` only."""

    _first: re.Pattern[str]
    _fixed: re.Pattern[str]
    _free: re.Pattern[str]
    _whole: re.Pattern[str]

    def begins(self, low: str, start: int, end: int) -> re.Match[str] | None:
        """Whether a cue stands at the beginning."""
        return self._first.match(low, start, end)

    def within(self, low: str, start: int, end: int) -> bool:
        """Whether a cue stands anywhere; one written with ``^`` only at the beginning."""
        return bool(self._fixed.match(low, start, end) or self._free.search(low, start, end))

    def is_all(self, low: str, start: int, end: int) -> bool:
        """Whether the whole is one cue, a full stop or colon after it set aside."""
        return bool(self._whole.fullmatch(low, start, end))


def _any(fragments: Sequence[str]) -> str:
    return alternatives(f"(?:{fragment})" for fragment in fragments)


def _small(text: str) -> str:
    """What folding does to a text: a cue is written as it is read."""
    return text.replace("ё", "е")


@cache
def _languages() -> frozenset[str]:
    return frozenset(
        path.rpartition("/")[2].removesuffix(".toml") for path in listing("boilerplate", ".toml")
    )


@cache
def cue(key: str, language: str) -> Cue:
    """The cues of a kind (``contact``, ``salutation`` ...) for texts in a language."""
    own = language if language in _languages() else _NEAR.get(language, "en")
    fragments = [
        _small(fragment)
        for one in dict.fromkeys((own, "en"))
        for fragment in read_toml(f"boilerplate/{one}.toml").get(key, ())
    ]
    plain = [fragment.removeprefix("^") for fragment in fragments]
    fixed = [fragment[1:] for fragment in fragments if fragment.startswith("^")]
    free = [fragment for fragment in fragments if not fragment.startswith("^")]
    return Cue(
        re.compile(_any(plain)),
        re.compile(_any(fixed)),
        re.compile(_any(free)),
        re.compile(rf"{_any(plain)}\s*[:.…：。]?\s*"),
    )
