"""Rows of a table to documents, by the mapping that a person gave or that is guessed from the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from db.model import ColumnMapping, RawDocument, TablePreview
from db.readers.registry import Member, Options
from db.readers.tables.lines import Decoded
from db.readers.tables.mapping import guess
from db.readers.tables.values import clean_language, clean_line, clean_url, day_comes_first, plain_date, whole

SAMPLE_ROWS = 200
_SHOWN_ROWS, _SHOWN_CELL, _SHOWN_COLUMNS = 20, 200, 200
_MOST_KEY, _MOST_TITLE = 200, 1000
_MOST_USELESS = 1000
"""Rows without a text, one after another, after which the rest is no table any more."""
_BLANK = " \t\r\n\v\f\u00a0\u200b\u2028\u2029\u3000\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it stands (counted from 1), and its cells by column. `broken` has none."""

    number: int
    cells: Mapping[str, str]
    broken: bool = False


class Table:
    """The rows of one file."""

    def __init__(self, name: str, media_type: str, source: Decoded, rows: Iterator[Row]) -> None:
        self._name = name
        self._media_type = media_type
        self._source = source
        self._first = list(islice(rows, SAMPLE_ROWS))
        self._rows = chain(self._first, rows)
        self.columns = _columns(self._first)
        self._sample = [
            [row.cells.get(column, "") for column in self.columns] for row in self._first if not row.broken
        ]

    def guessed(self) -> ColumnMapping | None:
        """The mapping by the first rows."""
        return guess(self.columns, self._sample)

    def preview(self, options: Options) -> TablePreview:
        """The first rows, cells cut short."""
        columns = self.columns[:_SHOWN_COLUMNS]
        rows = tuple(
            tuple(clean_line(cell, _SHOWN_CELL) or "" for cell in row[:_SHOWN_COLUMNS])
            for row in self._sample[:_SHOWN_ROWS]
        )
        mapping = options.mapping or self.guessed()
        return TablePreview(path=self._name, columns=columns, rows=rows, mapping=mapping)

    def members(self, options: Options) -> Iterator[Member]:
        """A member for every row; those without a text, and broken ones, have a code."""
        if not self._first:
            yield self._trouble("table.empty")
            return
        mapping = options.mapping or self.guessed()
        if mapping is None:
            yield self._trouble("table.no_text", columns=_listed(self.columns))
            return
        missing = [column for column in _used(mapping) if column not in self.columns]
        if missing:
            listed = _listed(self.columns)
            yield self._trouble("table.column_missing", column=missing[0], columns=listed)
            return
        cells = (row.cells.get(mapping.date or "", "") for row in self._first)
        day_first = day_comes_first(cells) if mapping.date else None
        useless = 0
        for row in self._rows:
            member = self._member(row, mapping, day_first)
            yield member
            useless = 0 if member.code is None else useless + 1
            if useless == _MOST_USELESS:
                yield self._trouble("table.given_up", line=row.number)
                return

    def _trouble(self, code: str, **params: str | int) -> Member:
        return Member(untrusted_path="", code=code, params={"name": self._name, **params}, last=True)

    def _member(self, row: Row, mapping: ColumnMapping, day_first: bool | None) -> Member:
        path = str(row.number)
        if row.broken:
            return Member(
                untrusted_path=path, code="table.row_broken", params={"name": self._name, "line": row.number}
            )
        cells = row.cells
        key = clean_line(cells.get(mapping.id or "", ""), _MOST_KEY)
        text, undecodable = self._text(cells.get(mapping.text, ""))
        if not text.strip(_BLANK):
            return Member(
                untrusted_path=key or path,
                key=key,
                code="table.row_empty",
                params={"name": self._name, "line": row.number},
            )
        document = RawDocument(
            text=text,
            media_type=self._media_type,
            encoding=self._source.encoding,
            title=clean_line(self._cell(cells, mapping.title), _MOST_TITLE),
            date=plain_date(cells.get(mapping.date or "", ""), day_first=day_first),
            url=clean_url(cells.get(mapping.url or "", "")),
            language=clean_language(cells.get(mapping.language or "", "")),
            warnings=("text.undecodable",) if undecodable else (),
            undecodable=undecodable,
        )
        return Member(untrusted_path=key or path, key=key, document=document)

    def _cell(self, cells: Mapping[str, str], column: str | None) -> str:
        return self._text(cells.get(column or "", ""))[0]

    def _text(self, cell: str) -> tuple[str, int]:
        """A cell with line ends made alike, and in how many places it could not be decoded."""
        text, lost = whole(cell)
        if lost or (self._source.damaging and "\ufffd" in text):
            repaired, lost = self._source.repaired(cell)
            text, further = whole(repaired)
            lost += further
        return text.replace("\r\n", "\n").replace("\r", "\n"), lost


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """All columns of the first rows, in the order in which they are met."""
    return tuple(dict.fromkeys(column for row in rows for column in row.cells))


def _used(mapping: ColumnMapping) -> list[str]:
    parts = (mapping.text, mapping.id, mapping.title, mapping.date, mapping.language, mapping.url)
    return [part for part in parts if part]


def _listed(columns: Sequence[str]) -> str:
    shown = [clean_line(column, 60) or "?" for column in columns[:30]]
    return ", ".join(shown) + (" …" if len(columns) > len(shown) else "")
