"""The words by which a language's statements are read, from `resources/languages` and
`resources/boilerplate`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from db.analysis.text import alternatives
from resources import read_text, read_toml

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
"""Languages with rules of their own; others are read by the English ones and by what needs no language."""


@dataclass(frozen=True)
class Lexicon:
    """Words of one language. Values are fragments of regular expressions over folded text."""

    language: str
    words: Mapping[str, tuple[str, ...]]
    months: tuple[tuple[str, ...], ...]

    def any(self, key: str) -> str:
        """A group that matches any fragment of a key."""
        return alternatives(self.words.get(key, ()))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, or the English one where it has none."""
    chosen = language if language in LANGUAGES else "en"
    data = read_toml(f"languages/{chosen}.toml")
    months = tuple(tuple(names) for names in data["months"])
    words = {key: tuple(value) for key, value in data.items() if key != "months"}
    return Lexicon(chosen, words, months)


def with_english(language: str) -> tuple[str, ...]:
    """The language's own rules first, then the English ones: names and headers are often English."""
    return ("en",) if language not in LANGUAGES or language == "en" else (language, "en")


@cache
def cue(key: str, anchored: bool = False) -> re.Pattern[str]:
    """One pattern of all languages' cues for a key; `anchored` where the whole text must be matched by it."""
    parts = [
        part for language in LANGUAGES for part in read_toml(f"boilerplate/{language}.toml").get(key, ())
    ]
    body = "|".join(f"(?:{part})" for part in parts)
    return re.compile(f"(?:{body})\\s*[:.…]?\\Z" if anchored else body, re.IGNORECASE)


@cache
def common_words() -> frozenset[str]:
    """English words in small letters that are words before they are names."""
    return frozenset(read_text("languages/en_words.txt").split())


@cache
def word_list(key: str) -> frozenset[str]:
    """A list of words that keep names apart from other capitalised words."""
    return frozenset(read_toml("languages/words.toml")[key])
