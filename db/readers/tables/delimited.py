"""CSV and TSV, with commas, semicolons, tabs or bars; told from prose that has commas in it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.model import TablePreview
from db.readers import encoding, signatures
from db.readers.registry import Member, Options, Sequential, Untrusted
from db.readers.tables.lines import HEAD_BYTES, MOST_LINE, Decoded, head_text
from db.readers.tables.mapping import guess, known
from db.readers.tables.rows import SAMPLE_ROWS, Row, Table
from db.readers.tables.values import clean_url, plain_date

_DELIMITERS = ",\t;|"
_MOST_COLUMNS = 2000
_MOST_NAME = 60
_ALIKE = 0.9
_TABLE, _MAYBE = 0.9, 0.7
_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written, and its first rows."""

    delimiter: str
    escaped: bool
    width: int
    alike: float
    rows: Sequence[Sequence[str]]

    @property
    def headed(self) -> bool:
        """Whether the first row names the columns: short, different, no data."""
        names = [cell.strip() for cell in self.rows[0]]
        filled = [name for name in names if name]
        return (
            len(set(filled)) == len(filled) >= 2
            and len(filled) * 2 >= len(names)
            and all(len(name) <= _MOST_NAME and "\n" not in name for name in filled)
            and not any(_is_data(name) for name in filled)
        )


class Delimited:
    """Bids for rows of equal width under names of columns, one of them of texts."""

    name = "delimited"
    media_type = "text/csv"

    def bid(self, untrusted: Untrusted) -> float:
        data = untrusted.data[:HEAD_BYTES]
        if signatures.by_bytes(data) or encoding.is_binary(data):
            return 0.0
        text = head_text(data)
        if signatures.by_words(text[:4096]):
            return 0.0
        shape = shape_of(text, cut=len(data) == HEAD_BYTES)
        if shape is None:
            return 0.0
        mapping = untrusted.options.mapping
        if mapping is not None and shape.headed and mapping.text in (cell.strip() for cell in shape.rows[0]):
            return _TABLE  # a person says so
        return _bid(shape)

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        source = Decoded(file)
        try:
            yield from self._table(file, source, name).members(options)
        finally:
            source.close()

    def preview(self, file: Sequential, name: str, options: Options) -> TablePreview | None:
        source = Decoded(file)
        try:
            return self._table(file, source, name).preview(options)
        finally:
            source.close()

    def _table(self, file: Sequential, source: Decoded, name: str) -> Table:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        shape = shape_of(head_text(head), cut=len(head) == HEAD_BYTES)
        rows = iter(()) if shape is None else _rows(source, shape)
        return Table(name, self.media_type, source, rows)


def shape_of(text: str, *, cut: bool) -> Shape | None:
    """How a table that begins so is written; None where no delimiter gives rows of two cells or more."""
    shapes = [_shape(text, delimiter, cut=cut) for delimiter in _DELIMITERS if delimiter in text]
    found = [shape for shape in shapes if shape is not None]
    return max(found, key=lambda shape: (shape.headed, round(shape.alike, 1), shape.width), default=None)


def _shape(text: str, delimiter: str, *, cut: bool) -> Shape | None:
    escaped = '\\"' in text and '""' not in text.replace(f'{delimiter}""', "")
    rows: list[list[str]] = []
    try:
        for row in _reader(io.StringIO(text, newline=""), delimiter, escaped=escaped):
            if row:
                rows.append(row)
            if len(rows) > SAMPLE_ROWS:
                break
    except csv.Error:
        if not rows:
            return None
    if cut and 1 < len(rows) <= SAMPLE_ROWS:
        rows.pop()  # it may go on beyond the beginning
    if not rows:
        return None
    width = len(rows[0])
    if not 2 <= width <= _MOST_COLUMNS:
        return None
    alike = sum(len(row) == width for row in rows) / len(rows)
    return Shape(delimiter, escaped, width, alike, rows)


def _reader(lines: Iterator[str] | io.StringIO, delimiter: str, *, escaped: bool) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_LINE)
    return csv.reader(
        lines, delimiter=delimiter, doublequote=not escaped, escapechar="\\" if escaped else None
    )


def _bid(shape: Shape) -> float:
    """Prose has commas too, but not as many in every line, and no line of names above."""
    if shape.alike < _ALIKE or len(shape.rows) < 2:
        return 0.0
    body = shape.rows[1:]
    columns = [f"{at} {cell.strip()}" for at, cell in enumerate(shape.rows[0])]
    if not shape.headed:
        mapping = guess(columns, shape.rows)
        certain = mapping is not None and shape.alike == 1 and len(shape.rows) >= _FEW_ROWS
        return _MAYBE if certain and _has_data(shape.rows) else 0.0
    named = sum(known(cell.strip()) for cell in shape.rows[0])
    if guess([cell.strip() for cell in shape.rows[0]], body) is not None and named:
        spaced = any(cell[:1].isspace() for cell in shape.rows[0])
        return _TABLE if named >= 2 else 0.0 if spaced else _MAYBE
    numbers = sum(_is_data(cell) or not cell.strip() for row in body for cell in row)
    cells = sum(map(len, body))
    if guess(columns, body) is not None:
        return _MAYBE if len(shape.rows) >= _FEW_ROWS and numbers else 0.0
    return _MAYBE if len(shape.rows) >= _FEW_ROWS and numbers * 2 >= cells else 0.0


def _has_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column holds numbers, dates or addresses throughout: prose does not."""
    width = len(rows[0])
    return any(all(_is_data(row[at]) for row in rows if at < len(row)) for at in range(width))


def _is_data(cell: str) -> bool:
    cell = cell.strip()
    if not cell:
        return False
    digits = sum(map(str.isdigit, cell))
    return digits * 2 > len(cell) or clean_url(cell) is not None or plain_date(cell) is not None


def _rows(source: Decoded, shape: Shape) -> Iterator[Row]:
    """All rows; one with a line that is too long, or of another width where that loses cells, is broken."""
    too_long: list[int] = []

    def lines() -> Iterator[str]:
        for number, line in enumerate(source.lines(), 1):
            if line is None:
                too_long.append(number)
                yield "\n"
            else:
                yield line

    reader = csv.reader(
        lines(),
        delimiter=shape.delimiter,
        doublequote=not shape.escaped,
        escapechar="\\" if shape.escaped else None,
    )
    csv.field_size_limit(MOST_LINE)
    columns = _names(shape)
    headed = shape.headed
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(start, {}, broken=True)
            start = reader.line_num + 1
            continue
        number, start = start, reader.line_num + 1
        for line in too_long:
            yield Row(line, {}, broken=True)
        too_long.clear()
        if headed and cells:
            headed = False
        elif len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            yield Row(number, {}, broken=True)
        elif any(cells):
            yield Row(number, dict(zip(columns, cells, strict=False)))


def _names(shape: Shape) -> list[str]:
    """The columns' names; a number where there is none. Of equal names the later get a number too."""
    if not shape.headed:
        return [str(at) for at in range(1, shape.width + 1)]
    names = [cell.strip() or str(at) for at, cell in enumerate(shape.rows[0], 1)]
    seen = Counter[str]()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return unique
