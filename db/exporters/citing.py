"""The citation of a statement."""

from __future__ import annotations

from db.exporters.dates import date_in_words
from db.exporters.pinpoints import pinpoint
from db.exporters.wording import isolated, one_line, word
from db.model import Statement

_OPENING = '“„«»‟"「『'
_CLOSING = '”“«»"」』'


def citation(statement: Statement, start: int, end: int) -> str:
    """A passage with its citation in one line, for the clipboard.

    ``“words” — Issuer, “Title”, 5 June 2025, para. 2. https://…``: the title as it is written, the date as
    precise as it is known, and the address only if it is known. `start` and `end` are code points.
    """
    where = where_from(statement, pinpoint(statement, start, end))
    url = address(statement)
    line = f"{isolated(quoted(one_line(statement.text[start:end])))} — {where}."
    return f"{line} {one_line(url)}" if url else line


def where_from(statement: Statement, place: str | None) -> str:
    """Issuer, title, date and pinpoint, without a full stop at the end."""
    parts = [
        isolated(one_line(statement.issuer or "")),
        isolated(quoted(title_of(statement))),
        date_in_words(statement.date, word("release", "undated")),
        place,
    ]
    return ", ".join(part for part in parts if part)


def title_of(statement: Statement) -> str:
    """The title as written, or what it can be called by."""
    return one_line(statement.title) or one_line(statement.source.name) or word("release", "untitled")


def address(statement: Statement) -> str | None:
    """The first address known of any file it came in."""
    return next((source.url for source in (statement.source, *statement.sources) if source.url), None)


def quoted(words: str) -> str:
    """Words in quotation marks; those that have their own keep them alone."""
    whole = len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING
    inside = words[1:-1]
    if whole and not any(mark in inside for mark in _OPENING + _CLOSING):
        return words
    return f"“{words}”"
