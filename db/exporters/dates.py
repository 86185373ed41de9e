"""Dates in words, never more precise than they are known."""

from __future__ import annotations

from datetime import date

_FORMATS = {1: "y", 2: "MMMM y", 3: "d MMMM y"}


def date_in_words(written: str | None, undated: str = "undated") -> str:
    """``2025-06-05`` as "5 June 2025", ``2025-06`` as "June 2025", ``2025`` as it is, None as `undated`."""
    if not written:
        return undated
    # Babel is slow to load, and most uses of this room need no date.
    from babel.dates import format_date

    parts = written.split("-")
    try:
        known = date(*[int(part) for part in [*parts, "1", "1"][:3]])
    except ValueError:
        return written
    return format_date(known, _FORMATS[min(len(parts), 3)], locale="en")
