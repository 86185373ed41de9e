"""Stems: what the forms of a word have in common, per language. Words come in folded."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import lru_cache

import Stemmer

STEMMED: tuple[str, ...] = ("ar", "en", "es", "fr", "ru")
"""Languages with a stemmer of their own. Texts of all others are found by their folded words."""

_NAMES = {"en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
_stemmers = threading.local()

# Folding takes the accents that Spanish endings are known by; singular and plural would part without them.
_SPANISH_ION = re.compile(r"(?<=[csx])ion$")

# The ILO writes "Organisation" and "labour", its members often "Organization" and "labor".
_AMERICAN_IZE = re.compile(r"(?<=[a-z]{3})iz(?=(?:e[ds]?|ing|ers?|able|ations?|ational)$)")
_BRITISH_OUR = re.compile(r"^((?:be)?(?:lab|hon|fav|col|behavi|neighb|harb|endeav|rum|hum))our")


def analyser_of(language: str) -> str:
    """Which analyser a text in `language` (ISO 639-1 or ``und``) takes: of `STEMMED`, or empty for plain."""
    return language if language in STEMMED else ""


@lru_cache(maxsize=200_000)
def stem(analyser: str, word: str) -> str:
    """The stem of a folded word. `analyser` is what `analyser_of` gave."""
    if not analyser or len(word) < 3 or not word.isalpha():
        return word
    if analyser == "ar":
        return _light_arabic(word)
    if analyser == "en":
        word = _BRITISH_OUR.sub(r"\1or", _AMERICAN_IZE.sub("is", word))
    if analyser == "es":
        word = _SPANISH_ION.sub("ión", word)
    return _unaccented(_snowball(analyser)(word))


def _snowball(analyser: str) -> Callable[[str], str]:
    """A stemmer of this thread: PyStemmer's objects are not shared between threads."""
    found: Callable[[str], str] | None = getattr(_stemmers, analyser, None)
    if found is None:
        found = Stemmer.Stemmer(_NAMES[analyser], 0).stemWord
        setattr(_stemmers, analyser, found)
    return found


def _unaccented(word: str) -> str:
    return word.replace("ó", "o")


# Light stemming of Arabic after Larkey, Ballesteros and Connell ("light10", 2002): the article with its
# proclitics, the conjunction, the commonest endings. Roots are left whole: cutting deeper joins strangers.
_ARABIC_FRONT = ("وال", "بال", "كال", "فال", "ال", "لل")
_ARABIC_ENDS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def _light_arabic(word: str) -> str:
    if word.startswith("و") and len(word) > 3 and not word.startswith("وال"):
        word = word[1:]
    for front in _ARABIC_FRONT:
        if word.startswith(front) and len(word) - len(front) >= 2:
            word = word[len(front) :]
            break
    for end in _ARABIC_ENDS:
        if word.endswith(end) and len(word) - len(end) >= 2:
            word = word[: -len(end)]
    return word
