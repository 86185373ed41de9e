"""Reading the tables of facts in `resources`: tab-separated, `#` comments first, then one line of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from resources import read_text

Row = Mapping[str, str]


def rows(path: str) -> Iterator[Row]:
    """The rows of a table by column name; an empty cell is an empty string."""
    lines = (line for line in read_text(path).splitlines() if not line.startswith("#"))
    names = next(lines).split("\t")
    for line in lines:
        yield dict(zip(names, line.split("\t"), strict=True))


def parts(cell: str) -> tuple[str, ...]:
    """A cell of several values, separated by semicolons."""
    return tuple(value for value in (piece.strip() for piece in cell.split(";")) if value)


def by_language(row: Row, prefix: str) -> Mapping[str, str]:
    """The columns ``prefix_xx`` that are filled, by their language ``xx``."""
    start = f"{prefix}_"
    return MappingProxyType(
        {key[len(start) :]: value for key, value in row.items() if value and key.startswith(start)}
    )


def marks(row: Row) -> Mapping[str, str]:
    """How sure each fact is: fact to ``high medium low conflict``; the row's own mark as ``record``."""
    suffix = "_certainty"
    found = {key[: -len(suffix)]: value for key, value in row.items() if value and key.endswith(suffix)}
    if row.get("certainty"):
        found["record"] = row["certainty"]
    return MappingProxyType(found)


def number(cell: str) -> int | None:
    """A cell that holds a whole number, or None for an empty one."""
    return int(cell) if cell else None
