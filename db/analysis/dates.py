"""Dates in running text, in words of many languages and in figures. A date is never more precise than what
is written, and no impossible day is one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from db.analysis.date_shapes import month_numbers, shapes
from db.analysis.text import ARABIC, HAN, UPPER, alternatives, lower
from resources import read_toml

_LONGEST_LINE = 110
_REACH = 60
"""No shape reaches further than this from one of its figures."""
_PIVOT = 30
"""Two figures of a year are of the 1900s from here on: the ILO's procedures, whose pages write them so, are
younger than 1930."""
_OTHER_FIGURES = re.compile("[٠-٩۰-۹०-९０-９]")
_PLAIN_FIGURES = {
    base + value: str(value) for base in map(ord, "٠۰०０") for value in range(10)
}  # Arabic, Persian, Devanagari, full width
_FIGURES = re.compile(r"\d+")
_CHINESE_FIGURES = re.compile(r"\d+|[一二][〇○零一二三四五六七八九]{3}(?=\s?年)")
_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


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
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return bool(self.day2 or self.year2)

    @property
    def certain(self) -> str | None:
        """The date as far as both ends of a range agree: of "2-13 June 2025" the month. Else as `iso`."""
        if not self.year or not self.is_range:
            return self.iso
        if self.year2 not in {None, self.year}:
            return None
        return _iso(self.year, self.month if self.month2 in {None, self.month} else None, None)

    @property
    def name(self) -> str:
        """ISO 8601: a date, an interval with a slash, or ``--MM-DD`` where no year is written."""
        if not self.year:
            return f"--{self.month or 0:02d}" + (f"-{self.day:02d}" if self.day else "")
        first = _iso(self.year, self.month, self.day)
        if not self.is_range:
            return first
        return f"{first}/{_iso(self.year2 or self.year, self.month2 or self.month, self.day2)}"


def _iso(year: int, month: int | None, day: int | None) -> str:
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def _days_in(year: int | None, month: int | None) -> int:
    return monthrange(year or 2024, month)[1] if month else 31


def _figure(text: str) -> int:
    """A number below 100 in Chinese or plain figures, or a year spelt figure by figure."""
    if text.isdecimal():
        return int(text)
    if text[0] == "廿":
        return 20 + (_NUMERALS[text[1]] if text[1:] else 0)
    if "十" not in text:
        return int("".join(str(_NUMERALS[char]) for char in text))
    tens, _, ones = text.partition("十")
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _number(groups: dict[str, str | None], key: str) -> int | None:
    text = groups.get(key)
    return _figure(text) if text else None


def _year(groups: dict[str, str | None]) -> int | None:
    short = groups.get("short")
    if not short:
        return _number(groups, "year")
    return int(short) + (1900 if int(short) >= _PIVOT else 2000)


def _months(groups: dict[str, str | None], language: str) -> tuple[int | None, int | None]:
    """The first month of a range and its last; of a plain date, the month and None."""
    numbers = month_numbers(language)
    name, other = groups.get("name"), groups.get("month2")
    month = numbers[lower(name)] if name else _number(groups, "month")
    return (numbers[lower(other)], month) if other else (month, None)


def _read(match: re.Match[str], language: str) -> Date | None:
    groups = match.groupdict()
    if groups.get("a") is not None:
        return _slashes(match)
    year, day, day2 = _year(groups), _number(groups, "day"), _number(groups, "day2")
    month, month2 = _months(groups, language)
    if month2 and not day2:
        # "28 January 3 February" without a sign between is no range
        return None
    if day is not None and not 1 <= day <= _days_in(year, month):
        return None
    if day2 is not None and not 1 <= day2 <= _days_in(year, month2 or month):
        return None
    if month is None and year is None:
        return None
    start = match.start("year") if groups.get("bare") is not None else match.start()
    return Date(start, match.end(), year, month, day, _number(groups, "year2"), month2, day2)


def _slashes(match: re.Match[str]) -> Date | None:
    """Figures between slashes: which is the day is known only where one of them cannot be a month."""
    first, second, year = (int(match[key]) for key in ("a", "b", "year"))
    if not (first and second) or (first > 12 and second > 12):
        return None
    day, month = (first, second) if first > 12 or first == second else (second, first)
    if day > 12 or first == second:
        return Date(*match.span(), year, month, day) if day <= _days_in(year, month) else None
    return Date(*match.span(), year)


def _windows(figures: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of text around figures, without overlaps."""
    low = high = -1
    for start, end in figures:
        if start - _REACH <= high:
            high = min(end + _REACH, length)
            continue
        if high > 0:
            yield low, high
        low, high = max(0, start - _REACH), min(end + _REACH, length)
    if high > 0:
        yield low, high


def _all(text: str, language: str) -> Iterator[Date]:
    """Everything that reads as a date: every one has figures, so nothing is looked for far from them."""
    known = shapes(language)
    pattern = _CHINESE_FIGURES if language == "zh" else _FIGURES
    figures = [match.span() for match in pattern.finditer(text)]
    for start, end in figures:
        if end - start > 4:
            continue
        for shape in known.figures:
            if (match := shape.match(text, start)) and (date := _read(match, language)):
                yield date
    for low, high in _windows(figures, len(text)):
        for shape in known.words:
            for match in shape.finditer(text, low, high):
                if date := _read(match, language):
                    yield date


def find_dates(folded: str, language: str) -> list[Date]:
    """All dates in a folded text, in order, without overlaps: of two, the one that begins first and is
    longer."""
    text = folded.translate(_PLAIN_FIGURES) if _OTHER_FIGURES.search(folded) else folded
    kept: list[Date] = []
    for date in sorted(_all(text, language), key=lambda found: (found.start, -found.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def only_date(folded: str, language: str) -> Date | None:
    """The date that a short text consists of, a weekday, an hour, a place or a label beside it set aside;
    else None."""
    if len(folded) > _LONGEST_LINE or not _HAS_FIGURE.search(folded):
        return None
    found = [date for date in find_dates(folded, language) if date.year]
    date = _span(folded, found) if len(found) == 2 else found[0] if len(found) == 1 else None
    if date is None:
        return _only_year(folded) if not found else None
    before = _after_labels().sub("", folded[: date.start]).strip(" .|)[]")
    after = _before_labels().sub("", folded[date.end :]).strip(" .,:|()[]-–—،，。")
    if not before.strip(" ,:：،，–—(-") and (not after or _PLACE.fullmatch(after)):
        return date
    if not after and before[-1:] in ",،，(" and _PLACE.fullmatch(before.strip(" ,،，(")):
        return date
    return None


def _span(folded: str, found: list[Date]) -> Date | None:
    """Two whole dates with nothing but a sign between them are one range."""
    first, last = found
    if not re.fullmatch(r"\s?(?:[-–—]|to|au|al|по|الى|至)\s?", folded[first.end : last.start]):
        return None
    return replace(first, end=last.end, year2=last.year, month2=last.month, day2=last.day)


def _only_year(folded: str) -> Date | None:
    match = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", folded)
    return Date(match.start(1), match.end(1), int(match[1])) if match else None


@cache
def _label() -> str:
    return alternatives(read_toml("languages/dates.toml")["labels"]["words"])


@cache
def _after_labels() -> re.Pattern[str]:
    """Labels at the end of what stands before a date."""
    return re.compile(rf"(?:(?<!\w){_label()}[\s,:：|،，()–—-]*)+\Z", re.IGNORECASE)


@cache
def _before_labels() -> re.Pattern[str]:
    """Labels at the beginning of what stands after a date."""
    return re.compile(rf"\A[\s,:：|،，()–—-]*(?:{_label()}(?!\w)[\s,:：|،，()–—-]*)+", re.IGNORECASE)


_HAS_FIGURE = re.compile(r"\d|年")
_PLACE = re.compile(
    rf"(?:(?:г\. ?)?(?:[\w]+ [\w]+, )?[{UPPER}][\w'-]+(?:[ ,]+(?:de |la |del )?[{UPPER}][\w'-]+){{0,3}}"
    rf"|[{ARABIC} ]{{2,25}}|[{HAN}]{{2,8}})"
)
