"""The forms in which names of the gazetteers stand in running text, where a language bends them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ADJECTIVES = {
    "ая": ("ой", "ой", "ую", "ой", "ой"),
    "яя": ("ей", "ей", "юю", "ей", "ей"),
    "ый": ("ого", "ому", "ый", "ым", "ом"),
    "ий": ("ого", "ому", "ий", "им", "ом"),
    "ой": ("ого", "ому", "ой", "ым", "ом"),
    "ое": ("ого", "ому", "ое", "ым", "ом"),
    "ее": ("его", "ему", "ее", "им", "ем"),
    "ые": ("ых", "ым", "ые", "ыми", "ых"),
    "ие": ("их", "им", "ие", "ими", "их"),
}
_NOUNS = {
    "ия": ("ии", "ии", "ию", "ией", "ии"),
    "ие": ("ия", "ию", "ие", "ием", "ии"),
    "ья": ("ьи", "ье", "ью", "ьей", "ье"),
    "ии": ("ий", "иям", "ии", "иями", "иях"),
    "ка": ("ки", "ке", "ку", "кой", "ке"),
    "га": ("ги", "ге", "гу", "гой", "ге"),
    "ша": ("ши", "ше", "шу", "шей", "ше"),
    "а": ("ы", "е", "у", "ой", "е"),
    "я": ("и", "е", "ю", "ей", "е"),
    "о": ("а", "у", "о", "ом", "е"),
    "ы": ("", "ам", "ы", "ами", "ах"),
    "й": ("я", "ю", "й", "ем", "е"),
}
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_CONSONANT = ("а", "у", "", "ом", "е")
_SOFT_FEMININE = ("и", "и", "ь", "ью", "и")
_SOFT_MASCULINE = ("я", "ю", "ь", "ем", "е")
_GENDERS = {
    "fr": ("", "e", "s", "es", "ne", "nes", "le", "les"),
    "es": ("", "o", "a", "os", "as", "s", "es", "e"),
    "ru": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
}


def _bent(word: str, endings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    for size in (2, 1):
        forms = endings.get(word[-size:])
        if forms and len(word) > size + 1:
            return tuple(word[:-size] + form for form in forms)
    return None


def _noun(word: str) -> tuple[str, ...]:
    if bent := _bent(word, _NOUNS):
        return bent
    if word[-1:] == "ь":
        return tuple(word[:-1] + form for form in (*_SOFT_FEMININE, *_SOFT_MASCULINE))
    if word[-1:] in _CONSONANTS:
        return tuple(word + form for form in _CONSONANT)
    return (word,) * 5


def russian_cases(name: str) -> tuple[str, ...]:
    """A Russian name in the nominative and in its other cases: adjectives at its head and the first noun
    bend."""
    words = name.split(" ")
    if not words[0] or words[0].isupper():
        return (name,)
    head = 0
    while head < len(words) - 1 and words[head][-2:] in _ADJECTIVES and len(words[head]) > 4:
        head += 1
    nouns = _noun(words[head])
    cases = [
        " ".join([*(_case(word, index % 5) for word in words[:head]), noun, *words[head + 1 :]])
        for index, noun in enumerate(nouns)
    ]
    return tuple(dict.fromkeys([name, *cases]))


def _case(word: str, index: int) -> str:
    forms = _bent(word, _ADJECTIVES)
    return forms[index] if forms else word


def adjective_forms(stem: str, language: str) -> tuple[str, ...]:
    """An adjective of a country in all genders and numbers, from the stem of the gazetteer."""
    return tuple(stem + ending for ending in _GENDERS[language])


def without_brackets(name: str) -> tuple[str, ...]:
    """``Iran (Islamic Republic of)`` as it is spoken: ``Iran`` and ``Islamic Republic of Iran``."""
    match = re.fullmatch(r"(.+?) \((.+?)\)", name)
    if match is None:
        return (name,)
    plain, inside = match.groups()
    return (plain, f"{inside} {plain}") if inside.endswith((" of", " of the")) else (plain,)
