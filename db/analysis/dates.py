"""Dates in running text, in six languages and in figures. A date is never more precise than what is
written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from db.analysis.lexicon import lexicon, with_english
from db.analysis.text import UPPER, alternatives, lower

_YEAR = r"(?P<year>(?:1[6-9]|20|١[٦-٩]|٢٠|۲۰)\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_TO_DAY = r"(?:\s?(?:-|–|—|to|and|au|et|al?|y|e|и|по)\s?(?P<day2>\d{1,2}))"
_FIGURES = (
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?![\d-])",
    r"(?<![\d/.])(?P<day>[0-3]?\d)\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d.])",
    r"(?<![\w/.])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?![\d/])",
)
_CHINESE = (
    r"(?P<year>(?:19|20)\d\d|[一二]?[〇○零一二三四五六七八九]{4})\s?年(?:\s?"
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:\s?"
    r"(?P<day>[12]\d|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号])?)?",
    r"(?<![\d年])(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])[日号]",
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written at `[start, end)`; parts that are not written are None.

    `year2`, `month2` and `day2` are the other end of a range.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None

    @property
    def iso(self) -> str | None:
        """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` of its beginning; None without a year."""
        return _iso(self.year, self.month, self.day) if self.year else None

    @property
    def name(self) -> str:
        """ISO 8601: a date, an interval with a slash, or ``--MM-DD`` where no year is written."""
        if not self.year:
            return f"--{self.month or 0:02d}" + (f"-{self.day:02d}" if self.day else "")
        first = _iso(self.year, self.month, self.day)
        if not (self.day2 or self.year2):
            return first
        return f"{first}/{_iso(self.year2 or self.year, self.month2 or self.month, self.day2)}"


def _iso(year: int, month: int | None, day: int | None) -> str:
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def _days_in(month: int) -> int:
    return 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def _chinese_number(text: str) -> int:
    """A number in Chinese or Arabic figures below 100, or a year spelt figure by figure."""
    if text.isdecimal():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS[char]) for char in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _shapes(language: str, month: str) -> tuple[str, ...]:
    """Patterns of a language; `month` is the group that matches a month's name."""
    day, second = f"{_DAY}(?:st|nd|rd|th|er|º|°)?", f"(?P<month2>{month})"
    if language == "fr":
        return (
            rf"{day}{_TO_DAY}?(?:er)?\s{month}(?:\s{_YEAR})?",
            rf"{month}\s{_YEAR}",
        )
    if language == "es":
        return (
            rf"{day}(?:\sde\s{second})?{_TO_DAY}?\s(?:de\s)?{month}(?:,?\s(?:del?\s)?(?:año\s)?{_YEAR})?",
            rf"{month}\s(?:del?\s)?{_YEAR}",
        )
    if language == "ru":
        year = rf"{_YEAR}(?:\s?(?:годах|годов|года|году|год|гг?\.))?"
        return (
            rf"{day}{_TO_DAY}?\s{month}(?:\s{year})?",
            rf"{month}\s{year}",
            rf"{_YEAR}(?:\s?[-–]\s?(?P<year2>(?:19|20)\d\d))?(?:-[а-я]{{1,3}})?\s(?:годах"
            rf"|годами|годов|годы|года|годом|году|год|гг?\.)",
        )
    if language == "ar":
        twice = rf"{month}(?:\s?(?:/|\(|-)\s?{month.replace('(?P<name>', '(?:')}\)?)?"
        return (
            rf"{_DAY}{_TO_DAY}?\s(?:من\s)?{twice}(?:\s(?:عام\s|سنة\s)?{_YEAR})?",
            rf"{twice}\s(?:عام\s)?{_YEAR}",
        )
    return (
        rf"{day}(?:\s{second})?{_TO_DAY}?(?:st|nd|rd|th)?\s(?:of\s)?{month}\.?(?:,?\s{_YEAR})?",
        rf"{day}-{month}-{_YEAR}",
        rf"{month}\.?\s{day}{_TO_DAY}?(?:,?\s{_YEAR})?(?![\d/])",
        rf"{month}\.?,?\s(?:of\s)?{_YEAR}",
    )


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    shapes: list[str] = []
    for one in with_english(language):
        words = lexicon(one)
        if one == "zh":
            shapes += _CHINESE
            continue
        names = alternatives(re.escape(name) for month in words.months for name in month)
        # a range over two months names its first month before the second day
        month = f"(?P<name>{names})(?!\\w)" if one != "ar" else f"(?P<name>{names})"
        body = [
            shape.replace(f"(?P<month2>{month})", f"(?P<month2>{names})") for shape in _shapes(one, month)
        ]
        start = r"(?<![\w/])" if one != "ar" else r"(?<!\d)"
        shapes += [start + shape for shape in body]
        if before := words.any("year_before") if words.words.get("year_before") else "":
            shapes.append(
                rf"(?<![\w-]){before}[\s-]{_YEAR}(?P<bare>)(?![\d/]|-\d|\s?%|[.,]\d)"
                rf"(?:\s?[-–]\s?(?P<year2>(?:19|20)\d\d)(?!\d))?"
            )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in [*shapes, *_FIGURES])


@cache
def _month_numbers(language: str) -> dict[str, int]:
    return {
        lower(name): number
        for one in with_english(language)
        for number, names in enumerate(lexicon(one).months, start=1)
        for name in names
    }


def _number(groups: dict[str, str | None], key: str) -> int | None:
    text = groups.get(key)
    return _chinese_number(text) if text else None


def _months(groups: dict[str, str | None], language: str) -> tuple[int | None, int | None]:
    """The first month of a range and its last; of a plain date, the month and None."""
    numbers = _month_numbers(language)
    name, other = groups.get("name"), groups.get("month2")
    month = numbers[lower(name)] if name else _number(groups, "month")
    return (numbers[lower(other)], month) if other else (month, None)


def _read(match: re.Match[str], language: str) -> Date | None:
    groups = match.groupdict()
    if groups.get("a") is not None:
        return _slashes(match)
    year, day, day2 = (_number(groups, key) for key in ("year", "day", "day2"))
    month, month2 = _months(groups, language)
    if month2 and not day2:
        # "28 January 3 February" without a sign between is no range
        return None
    if day is not None and not 1 <= day <= _days_in(month or 1):
        return None
    if month is None and year is None:
        return None
    start = match.start("year") if "bare" in groups and groups["bare"] is not None else match.start()
    return Date(start, match.end(), year, month, day, _number(groups, "year2"), month2, day2)


def _slashes(match: re.Match[str]) -> Date | None:
    """Figures between slashes: which is the day is known only where one of them cannot be a month."""
    first, second, year = (int(match[key]) for key in ("a", "b", "year"))
    if first > 31 or second > 31 or not first or not second or (first > 12 and second > 12):
        return None
    if first > 12 or first == second:
        return Date(*match.span(), year, second, first)
    return Date(*match.span(), year, first, second) if second > 12 else Date(*match.span(), year)


def _all(folded: str, language: str) -> Iterator[Date]:
    for pattern in _patterns(language):
        for match in pattern.finditer(folded):
            date = _read(match, language)
            if date is not None:
                yield date


def find_dates(folded: str, language: str) -> list[Date]:
    """All dates in a folded text, in order, without overlaps: of two, the one that begins first and is
    longer."""
    kept: list[Date] = []
    for date in sorted(_all(folded, language), key=lambda found: (found.start, -found.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def only_date(folded: str, language: str) -> Date | None:
    """The date that a short text consists of, a weekday, a place or a label before it set aside; else
    None."""
    if len(folded) > 90:
        return None
    found = [date for date in find_dates(folded, language) if date.year]
    if len(found) != 1:
        return _only_year(folded)
    rest = (folded[: found[0].start] + " " + folded[found[0].end :]).strip(" .,:|()[]-–—،")
    if _LABEL.fullmatch(rest) or (folded[: found[0].start].rstrip().endswith(",") and _PLACE.fullmatch(rest)):
        return found[0]
    return None


def _only_year(folded: str) -> Date | None:
    match = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", folded)
    return Date(match.start(1), match.end(1), int(match[1])) if match else None


_LABEL = re.compile(
    r"(?:(?:\w+day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|(?:published|publié|publicado|опубликовано|date|fecha|дата|issued|updated"
    r"|release date)(?: on| le| el)?"
    r"|le|el|news|actualités?|noticias?|новости|year|года|г\.?"
    r"|date:? ?original: ?\w+)[\s,:|]*)*",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"(?:[\w]+ [\w]+, )?[{UPPER}][\w'-]+(?:[ ,]+[{UPPER}][\w'-]+){{0,3}}")
