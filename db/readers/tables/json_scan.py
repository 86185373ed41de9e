"""Objects out of JSON of any size: one a line, one after another, in an array, in an array in an object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from db.readers.tables.lines import MOST_LINE, Decoded
from db.readers.tables.rows import Row

_SPACE = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\n\s*\{")
_PIECE = 1 << 18
_MOST_COLUMNS, _MOST_BROKEN = 2000, 1000
_DECODER = json.JSONDecoder()


def read_rows(source: Decoded) -> Iterator[Row]:
    """The objects as rows. One that cannot be read is broken, and the others still come."""
    start = source.head.lstrip()
    line, _, further = start.partition("\n")
    first = _parsed(line) if start.startswith("{") else None
    if isinstance(first, dict) and (further.strip() or not _wraps(first)):
        return _lines(source)
    return _scanned(_Scanner(source))


def _wraps(found: dict[str, Any]) -> bool:
    """Whether an object holds an array of objects."""
    return any(isinstance(value, list) and value and isinstance(value[0], dict) for value in found.values())


def _parsed(text: str) -> Any:
    """A JSON value, NaN and half characters allowed, as some programs write them; None where it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(source: Decoded) -> Iterator[Row]:
    for number, line in enumerate(source.lines(), 1):
        if line is None:
            yield Row(number, {}, broken=True)
        elif not line.isspace():
            yield _row(number, _parsed(line))


def _row(number: int, found: Any) -> Row:
    if not isinstance(found, dict) or len(found) > _MOST_COLUMNS:
        return Row(number, {}, broken=True)
    return Row(number, _flat(found))


def _flat(found: dict[str, Any]) -> dict[str, str]:
    """Cells by key; those of an object in it by both keys ("content.rendered")."""
    cells: dict[str, str] = {}
    for key, value in found.items():
        if isinstance(value, dict):
            for inner, further in list(value.items())[:_MOST_COLUMNS]:
                cells[f"{key}.{inner}"] = _cell(further)
        else:
            cells[key] = _cell(value)
    return cells


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value) if value == value else ""  # NaN is no value
    if isinstance(value, list):
        return "\n\n".join(item for item in value if isinstance(item, str))
    return ""


def _scanned(scanner: _Scanner) -> Iterator[Row]:
    """The objects of the array, or those that stand one after another."""
    number = broken = 0
    scanner.enter()
    while not scanner.at_end() and broken < _MOST_BROKEN:
        number += 1
        try:
            found = scanner.value()
        except ValueError:
            broken += 1
            yield Row(number, {}, broken=True)
            if not scanner.skip_to_next():
                return
            continue
        yield _row(number, found)


class _Scanner:
    """Goes through a text of any size, one JSON value after another."""

    def __init__(self, source: Decoded) -> None:
        self._source = source
        self._text = ""
        self._at = 0
        self._ended = False

    def enter(self) -> None:
        """Goes to where the objects begin: into an array, or into the first array of objects in an object."""
        self._more(_PIECE)
        self._space()
        if self._text.startswith("[", self._at):
            self._at += 1
        elif self._text.startswith("{", self._at):
            self._at = self._array_within(self._at) or self._at

    def _array_within(self, at: int) -> int | None:
        """Where the array begins that an object holds; what is before it must be small."""
        at += 1
        try:
            while True:
                at = self._after(_SPACE, at)
                _, at = _DECODER.raw_decode(self._text, at)
                at = self._after(_SPACE, at)
                if not self._text.startswith(":", at):
                    return None
                at = self._after(_SPACE, at + 1)
                if self._text.startswith("[", at) and self._text.startswith("{", self._after(_SPACE, at + 1)):
                    return at + 1
                _, at = _DECODER.raw_decode(self._text, at)
        except (ValueError, RecursionError):
            return None

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self._text, at)
        return match.end() if match is not None else at

    def at_end(self) -> bool:
        """Whether no further value comes: the array is over, or the file."""
        self._space()
        return not self._text.startswith("{", self._at) and (
            self._at >= len(self._text) or self._text[self._at] in "]}"
        )

    def value(self) -> Any:
        """The next value. Raises `ValueError` for what is none, or too long."""
        while True:
            try:
                found, self._at = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise ValueError("too deep") from None
            except ValueError:
                size = len(self._text) - self._at
                if self._ended or size >= MOST_LINE:
                    raise
                self._more(max(_PIECE, size))
            else:
                return found

    def skip_to_next(self) -> bool:
        """Goes to the next line that begins with an object; False where there is none."""
        while True:
            match = _NEXT.search(self._text, self._at)
            if match is not None:
                self._at = match.end() - 1
                return True
            if self._ended:
                return False
            self._at = len(self._text)
            self._more(_PIECE)

    def _space(self) -> None:
        while True:
            self._at = self._after(_SPACE, self._at)
            if self._at < len(self._text) or self._ended:
                return
            self._more(_PIECE)

    def _more(self, size: int) -> None:
        further = self._source.read(size)
        self._ended = not further
        self._text = self._text[self._at :] + further
        self._at = 0
