"""The language of a text: by its script and letters, then by its small words, and only where these leave
doubt by py3langid among the languages that fit."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from db.model import BlockRole, Hint, RawDocument
from resources import read_toml

UNKNOWN = "und"

_WINDOW = 4_000
_LONG_LINE = 60
"""Shorter lines are headings, menus and addresses, often in another language than the text."""
_ENOUGH_PROSE = 240
_FEW_LETTERS = 24
"""Fewer Latin letters without one small word tell no language."""
_LEAST_CYRILLIC = 6
_SCRIPTS = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "ko"),
    (0x0370, 0x03FF, "el"),
    (0x0590, 0x05FF, "he"),
    (0x0530, 0x058F, "hy"),
    (0x10A0, 0x10FF, "ka"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0F00, 0x0FFF, "bo"),
    (0x1780, 0x17FF, "km"),
    (0x1000, 0x109F, "my"),
    (0x1200, 0x137F, "am"),
    (0x0900, 0x097F, "devanagari"),
)
_MODEL_LANGUAGES = (
    "en fr es pt it de nl sv da no fi pl cs sk sl hr hu ro tr id ms vi tl sw lt lv et sq ca gl is mt eu az"
)
_WEIGHT = {"han": 2.5, "ko": 2.0, "kana": 2.0}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@cache
def _identifier() -> Any:
    """The model, read once in a process (most of a second): see `warm_up`."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = copy.copy(LanguageIdentifier.from_model_file(MODEL_FILE))
    identifier.set_languages(_MODEL_LANGUAGES.split())
    return identifier


def warm_up() -> None:
    """Read the model before it is needed. Most texts never need it: their small words decide."""
    _identifier()


@cache
def _small_words(script: str) -> dict[str, tuple[str, ...]]:
    """Each small word of a script's languages, with the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in read_toml("languages/function_words.toml")[script].items():
        for word in set(words):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _script(point: int) -> str:
    return next((name for low, high, name in _SCRIPTS if low <= point <= high), "")


def _scripts(letters: Counter[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for char, times in letters.items():
        if char.isalpha() and (name := _script(ord(char))):
            counts[name] += times
    return counts


def _width(line: str) -> int:
    """The length of a line, a Chinese or Japanese letter counting for three."""
    return len(line) * 3 if line and "\u3040" <= line[len(line) // 2] <= "\u9fff" else len(line)


def _sample(text: str) -> str:
    """Long lines from three places of a text, or all of it where it has few."""
    if len(text) > 3 * _WINDOW:
        third = len(text) // 3
        pieces = (text[at : at + _WINDOW] for at in (0, third, 2 * third))
        text = "\n".join(pieces)
    long = [line for line in text.splitlines() if _width(line) >= _LONG_LINE]
    return "\n".join(long) if sum(map(_width, long)) >= _ENOUGH_PROSE else text


_ACUTE, _ROMANIAN = "ñóíúáé", "ăîșțşţâ"


def _by_words(script: str, text: str, least: float) -> str | None:
    """The language whose small words make up a good part of a text and plainly more than any other's."""
    known = _small_words(script)
    words = text.split() if script == "devanagari" else _WORD.findall(text.lower().replace("’", "'"))
    hits: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for language in known.get(word, ()):
            hits[language] += times
    if script == "latin" and _writes(text, _ACUTE) > _writes(text, _ROMANIAN):
        # shares many small words with Spanish, and none of its letters
        hits.pop("ro", None)
    if not hits:
        return None
    (first, most), *others = hits.most_common(2)
    second = others[0][1] if others else 0
    if most < 3 or most < least * len(words) or most < 1.25 * second:
        return None
    return first


def _writes(text: str, letters: str) -> int:
    return sum(text.count(letter) for letter in letters)


def _latin(text: str, letters: int) -> str:
    found = _by_words("latin", text, 0.18)
    if found:
        return found
    # a few words can be told apart only among the languages that are likely
    likely = _by_words("latin", text, 0.05) if letters < 200 else None
    if likely:
        return likely
    if letters < _FEW_LETTERS and not any(
        word in _small_words("latin") for word in _WORD.findall(text.lower())
    ):
        return UNKNOWN
    ranked = [str(language) for language, _ in _identifier().rank(text)]
    if letters < 60:
        return next(language for language in ranked if language in {"en", "fr", "es", "pt", "it", "de"})
    return ranked[0]


def _cyrillic(letters: Counter[str], text: str) -> str:
    """By the letters that only some of the languages have; by small words between those that are left."""
    total = sum(times for char, times in letters.items() if "Ѐ" <= char <= "ԯ")
    if total < _LEAST_CYRILLIC:
        return UNKNOWN

    def share(chars: str) -> float:
        return sum(letters[char] for char in chars) / total

    if share("ӣӯҷ") > 0.004:
        return "tg"
    if share("әғқңөұүһ") > 0.01:
        return "kk" if share("әұі") > 0.005 else "uz" if share("ў") > 0.003 else "ky" if share("ң") else "mn"
    if share("ўқғҳ") > 0.02 and not share("і"):
        return "uz"
    if share("јљњџђћѓќѕ") > 0.01:
        return "mk" if share("ѓќѕ") > share("ђћ") else _by_words("cyrillic", text, 0.05) or "sr"
    if share("іїєґў") > 0.02:
        if share("ыэ") > 0.004:
            return "be" if share("і") > share("и") else "ru"
        return "uk"
    if share("ыэ") > 0.006:
        return "ru"
    return _by_words("cyrillic", text, 0.05) or ("bg" if share("ъ") > 0.008 else "ru")


def _arabic(letters: Counter[str], text: str) -> str:
    """Persian, Urdu and Pashto have letters of their own, which some Arabic keyboards write too: so words
    and articles count as well."""
    total = sum(letters.values()) or 1

    def share(chars: str) -> float:
        return sum(letters[char] for char in chars) / total

    if share("ٹڈڑںےھہ") > 0.02:
        return "ur"
    if share("ښځۍېړډګڅ") > 0.02:
        return "ps"
    if share("ۇۆۈڭې") > 0.02:
        return "ckb" if share("ێڕڵ") > 0.003 else "ug"
    if share("ێڕڵۆ") > 0.01:
        return "ckb"
    words = _WORD.findall(text)
    articles = sum(word.startswith(("ال", "وال", "بال", "لل")) and len(word) > 3 for word in words)
    if articles * 8 >= len(words):
        return "ar"
    return _by_words("arabic", text, 0.05) or ("fa" if share("پچگژیک") > 0.03 else "ar")


def _of_sample(sample: str) -> str:
    letters = Counter(sample.lower())
    counts = _scripts(letters)
    if not counts:
        return UNKNOWN
    script = max(counts, key=lambda name: counts[name] * _WEIGHT.get(name, 1.0))
    if script in {"han", "kana"}:
        return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
    if script == "cyrillic":
        return _cyrillic(letters, sample)
    if script == "arabic":
        return _arabic(letters, sample)
    if script == "latin":
        return _latin(sample, counts["latin"])
    return (_by_words(script, sample, 0.02) or "hi") if script == "devanagari" else script


def _spoken(text: str, hints: Iterable[Hint]) -> str:
    """A text without what its markup calls navigation."""
    pieces, at = [], 0
    for hint in hints:
        if hint.role is BlockRole.NAVIGATION and hint.start >= at:
            pieces.append(text[at : hint.start])
            at = hint.end
    return "".join([*pieces, text[at:]]) if at else text


def detect(text: str, hints: Iterable[Hint] = (), declared: str | None = None) -> str:
    """ISO 639-1 of the language a text is mostly in, or ``und`` where too little is written to tell.

    What `hints` call navigation is left out, unless there is nothing else. `declared` is what the file says
    of itself (``en``, ``pt-BR``): it is taken only where the text does not tell.
    """
    spoken = _spoken(text, hints)
    found = _of_sample(_sample(spoken if spoken.strip() else text))
    if found != UNKNOWN or not declared:
        return found
    code = re.split(r"[-_]", declared.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else UNKNOWN


def language_of(raw: RawDocument) -> str:
    """The language of a document: of its text, its own word for it filling the gap."""
    return detect(raw.text, raw.hints, raw.language)
