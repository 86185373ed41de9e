"""The language of a text: by its script where that decides, else by py3langid among the languages that
fit."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

UNKNOWN = "und"

_SAMPLE = 6_000
_SHORT = 40
_SCRIPTS = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
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
    (0x0B80, 0x0BFF, "ta"),
    (0x1780, 0x17FF, "km"),
    (0x1000, 0x109F, "my"),
    (0x1200, 0x137F, "am"),
    (0x0900, 0x097F, "devanagari"),
)
_AMONG = {
    "latin": [
        "en",
        "fr",
        "es",
        "pt",
        "it",
        "de",
        "nl",
        "sv",
        "da",
        "no",
        "fi",
        "pl",
        "cs",
        "sk",
        "sl",
        "hr",
        "hu",
        "ro",
        "tr",
        "id",
        "ms",
        "vi",
        "tl",
        "sw",
        "lt",
        "lv",
        "et",
        "sq",
        "ca",
        "is",
        "mt",
        "eu",
        "az",
    ],
    "latin-short": ["en", "fr", "es"],
    "cyrillic": ["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn"],
    "arabic": ["ar", "fa", "ur", "ps"],
    "devanagari": ["hi", "ne", "mr"],
}
_WEIGHT = {"han": 2.5, "ko": 2.0, "kana": 2.0}


@cache
def _identifier(group: str) -> Any:
    """A model for a group of languages; loaded when first wanted, for it takes a while."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_AMONG[group])
    return identifier


def _classified(group: str, text: str) -> str:
    return str(_identifier(group).classify(text)[0])


@cache
def _script(point: int) -> str:
    return next((name for low, high, name in _SCRIPTS if low <= point <= high), "")


def _scripts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if char.isalpha() and (name := _script(ord(char))):
            counts[name] += times
    return counts


def _sample(text: str) -> str:
    """The beginning and a piece from the middle: headers are often in another language than the text."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]


def _cyrillic(text: str) -> str:
    low = Counter(text.lower())
    if low["ў"] and low["і"]:
        return "be"
    if low["ї"] or low["є"] or (low["і"] and not low["ы"]):
        return "uk"
    if low["ы"] or low["э"]:
        others = sum(low[char] for char in "іәғқңөұүһјљњћђџ")
        return "ru" if not others else _classified("cyrillic", text)
    return _classified("cyrillic", text) if len(text) >= _SHORT else "ru"


def _arabic(text: str) -> str:
    foreign = sum(text.count(char) for char in "پچگژٹڈڑںےیکړښځۍ")
    return "ar" if foreign * 50 < len(text) else _classified("arabic", text)


def detect(text: str) -> str:
    """ISO 639-1 of the language a text is mostly in, or ``und`` where it has no letters of a known script."""
    sample = _sample(text)
    counts = _scripts(sample)
    if not counts:
        return UNKNOWN
    script = max(counts, key=lambda name: counts[name] * _WEIGHT.get(name, 1.0))
    if script in {"han", "kana"}:
        return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
    if script == "cyrillic":
        return _cyrillic(sample)
    if script == "arabic":
        return _arabic(sample)
    if script == "latin":
        return _classified("latin-short" if counts["latin"] < _SHORT else "latin", sample)
    return _classified(script, sample) if script in _AMONG else script
