"""Dates of statements and of queries: a date that is known to the month or the year is that span of days."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)

_DAY = datetime.timedelta(1)


def days(date: str) -> tuple[str, str] | None:
    """The first and the last day (``YYYY-MM-DD``) of a year, month or day; None for what is no date."""
    match = _DATE.fullmatch(date.strip())
    if match is None or match[1] == "0000":
        return None
    year, month, day = match[1], match[2], match[3]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{int(month):02}-01", f"{year}-{int(month):02}-{last}"
    if not 1 <= int(day) <= last:
        return None
    whole = f"{year}-{int(month):02}-{int(day):02}"
    return whole, whole


def day_after(day: str) -> str:
    """The next day; of the last day there is, one that sorts behind it."""
    return "9999-12-32" if day == "9999-12-31" else (datetime.date.fromisoformat(day) + _DAY).isoformat()


def day_before(day: str) -> str:
    """The day before; of the first day there is, one that sorts in front of it."""
    return "0000-12-31" if day == "0001-01-01" else (datetime.date.fromisoformat(day) - _DAY).isoformat()


def within(date: str | None, first: str | None, last: str | None) -> bool:
    """Whether a statement's date lies wholly within the days given.

    A statement of "2023" is within 2023, not within May 2023: what the text does not say is not assumed.
    """
    span = days(date) if date else None
    if span is None:
        return False
    return (first is None or first <= span[0]) and (last is None or span[1] <= last)
