"""The numbers that a word processor writes before paragraphs and notes without keeping them in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_LEVELS = 10
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHINESE = "零一二三四五六七八九"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_MARKS = "*†‡§"
_PLACE = re.compile(r"%([1-9])")
_NO_BULLET = re.compile(r"\w")


def roman(value: int) -> str:
    """Small Roman letters; digits beyond 4999."""
    if not 0 < value < 5000:
        return str(value)
    written = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        written += letters * count
    return written


def _letters(value: int, alphabet: str) -> str:
    """a to z, then aa, bb (ISO/IEC 29500-1, 17.18.59)."""
    if not 0 < value <= 20 * len(alphabet):
        return str(value)
    count, index = divmod(value - 1, len(alphabet))
    return alphabet[index] * (count + 1)


def _chinese(value: int) -> str:
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    front = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return front + (_CHINESE[ones] if ones else "")


_LATIN = "abcdefghijklmnopqrstuvwxyz"


def written(value: int, form: str) -> str:
    """A number in a form as OOXML names it; decimal where the form is not known."""
    match form:
        case "lowerRoman" | "i":
            return roman(value)
        case "upperRoman" | "I":
            return roman(value).upper()
        case "lowerLetter" | "a":
            return _letters(value, _LATIN)
        case "upperLetter" | "A":
            return _letters(value, _LATIN).upper()
        case "decimalZero":
            return f"{value:02d}"
        case "russianLower":
            return _letters(value, _RUSSIAN)
        case "russianUpper":
            return _letters(value, _RUSSIAN).upper()
        case "arabicAlpha":
            return _letters(value, _ARABIC)
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "ideographDigital":
            return _chinese(value)
        case "chicago":
            return _MARKS[(value - 1) % 4] * ((value - 1) // 4 + 1) if 0 < value < 80 else str(value)
        case "none":
            return ""
        case _:
            return str(value)


@dataclass(slots=True)
class Level:
    """How one level of a list is counted.

    Attributes:
        form: of the number; ``bullet`` for none.
        pattern: what is written, ``%1`` standing for the number of the first level.
        legal: whether the numbers of higher levels are written in decimal.
    """

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    legal: bool = False
    style: str = ""

    @property
    def is_bullet(self) -> bool:
        return self.form == "bullet"


@dataclass(slots=True)
class Counter:
    """Where one list has got to."""

    levels: dict[int, Level]
    values: dict[int, int] = field(default_factory=dict)

    def advance(self, depth: int, start: int | None = None) -> str:
        """Counts one item at a level (from 0), and gives what is written before it: empty for a bullet."""
        level = self.levels.get(depth) or Level()
        for deeper in [value for value in self.values if value > depth]:
            del self.values[deeper]
        if start is None:
            start = self.values[depth] + 1 if depth in self.values else level.start
        self.values[depth] = start
        if level.is_bullet or not _PLACE.search(level.pattern):
            return level.pattern.strip() if not level.is_bullet and _NO_BULLET.search(level.pattern) else ""
        return _PLACE.sub(lambda place: self._number(int(place[1]) - 1, level), level.pattern).strip()

    def _number(self, depth: int, shown: Level) -> str:
        level = self.levels.get(depth) or Level()
        form = "decimal" if shown.legal else level.form
        return written(self.values.get(depth, level.start), form)
