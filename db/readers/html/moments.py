"""Dates and times as pages, feeds and messages write them, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO_DATE = re.compile(r"\s*(\d{4})(?:([-/.]?)(\d{2})(?:\2(\d{2}))?)?(?=$|[T\s])")
_ISO_MOMENT = re.compile(r"\s*(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:[+-]\d{2}:?\d{2}|Z)?)")
_SCRIPT_DATE = re.compile(
    r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2})"
    r"(?: (?:GMT|UTC)(?:([+-])(\d{2}):?(\d{2}))?)?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EARLIEST, _LATEST = 1800, 2200
_LONGEST = 80


def day(written: str | None) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as precise as written; None where it is no such date."""
    if not written:
        return None
    found = _ISO_DATE.match(written[:_LONGEST])
    if found is None:
        moment = mail_moment(written)
        return moment[:10] if moment else None
    year, month, number = int(found[1]), int(found[3] or 1), int(found[4] or 1)
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        read = date(year, month, number).isoformat()
    except ValueError:
        return None
    return read if found[4] else read[:7] if found[3] else read[:4]


def moment(written: str | None) -> str | None:
    """A date with a time in any of the usual forms."""
    if not written:
        return None
    return iso_moment(written) or script_moment(written) or mail_moment(written) or day(written)


def iso_moment(written: str) -> str | None:
    """``2031-05-03T10:00:00Z`` and its like."""
    found = _ISO_MOMENT.match(written[:_LONGEST])
    if found is None:
        return None
    try:
        return _shown(datetime.fromisoformat(found[1]))
    except ValueError:
        return None


def script_moment(written: str) -> str | None:
    """As JavaScript writes it: ``Sat May 03 2031 10:11:12 GMT+0200 (...)``."""
    found = _SCRIPT_DATE.match(written.strip()[:_LONGEST])
    if found is None or found[1] not in _MONTHS:
        return None
    month = _MONTHS.index(found[1]) + 1
    sign, hours, minutes = found[7] or "+", found[8] or "00", found[9] or "00"
    zone = f"{sign}{hours}:{minutes}" if "GMT" in found[0] or "UTC" in found[0] else ""
    try:
        return _shown(
            datetime.fromisoformat(
                f"{found[3]}-{month:02}-{int(found[2]):02}T{found[4]}:{found[5]}:{found[6]}{zone}"
            )
        )
    except ValueError:
        return None


def mail_moment(written: str) -> str | None:
    """As in a message's header: ``Sat, 03 May 2031 10:11:12 +0200``."""
    try:
        return _shown(parsedate_to_datetime(written.strip()[:_LONGEST]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _shown(read: datetime) -> str | None:
    return read.isoformat(timespec="seconds") if _EARLIEST <= read.year <= _LATEST else None
