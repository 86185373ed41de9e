"""Holding what is stored against its hashes: the store's side of verification.

Texts are read as bytes: one flipped bit may leave them no valid UTF-8, and that must be found, not stumble.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, case, cast, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from db.store.chain import event_hash, genesis
from db.store.fingerprint import Field, identity, row_sha256, text_sha256
from db.store.repositories.annotations import annotation_fields
from db.store.repositories.layer_hashes import NO_LAYERS, layer_hashes
from db.store.repositories.rows import (
    ANNOTATION_FIELDS,
    FACTS,
    SOURCE_FIELDS,
    SOURCE_LATER,
    hashed_source,
    hashed_statement,
)
from db.store.schema import (
    AnnotationRow,
    AnnotationTagRow,
    ArchiveRow,
    Base,
    EventRow,
    OriginalRow,
    SourceRow,
    StatementRow,
    TextRow,
)

_EVENT_FIELDS = ("seq", "time", "action", "subject", "details", "tool", "hash")
_FAULTS = 100
_NO_TEXT: Any = literal_column("X'00'")


@dataclass(frozen=True, slots=True)
class Checked:
    """One row held against its hash. What names it is shown as far as it can still be read."""

    id: str
    sound: bool
    of: str = ""


@dataclass(frozen=True, slots=True)
class LogCheck:
    """The log of events: how many should be there, how many are, which do not chain, whether its end fits."""

    expected: int
    found: int
    broken: tuple[int, ...]
    ends_well: bool


class Fixity:
    """Checks through one connection. Every method may also raise the error of a database that is damaged."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def database(self) -> tuple[str, ...]:
        """What SQLite finds wrong in its own structure; nothing where it is sound."""
        for table in Base.metadata.sorted_tables:  # a damaged name of a column is not looked at by SQLite
            self._connection.execute(select(table).limit(0))
        rows = self._connection.exec_driver_sql(f"PRAGMA integrity_check({_FAULTS})").scalars()
        return tuple(str(row) for row in rows if row != "ok")

    def dangling(self) -> dict[tuple[str, str], int]:
        """How many rows point at nothing, by their table and the one they point at."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for table, _, parent, _ in self._connection.exec_driver_sql("PRAGMA foreign_key_check"):
            found[str(table), str(parent)] += 1
        return dict(found)

    def statements(self) -> Iterator[Checked]:
        """Every statement: facts and text. `of` is the title."""
        query = select(*_bytes(StatementRow, ("row_sha256", *FACTS, "warnings")), *_bytes(TextRow, ("text",)))
        query = query.outerjoin(TextRow, TextRow.statement_key == StatementRow.key).order_by(StatementRow.key)
        title = FACTS.index("title")
        misnamed = self._misnamed()
        for stored, *values, warnings, text in self._rows(query):
            sound = row_sha256(hashed_statement(values, warnings, text)) == _shown(stored)
            id = _shown(values[0])
            yield Checked(id, sound and id not in misnamed, _shown(values[title]))

    def _misnamed(self) -> frozenset[str]:
        """Ids of statements without a text whose identity is not that of their first original."""
        query = select(*_bytes(StatementRow, ("id",)), *_bytes(TextRow, ("text_sha256",)))
        query = query.add_columns(*_bytes(SourceRow, ("sha256",)))
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key)
        first = (SourceRow.statement_key == StatementRow.key) & (SourceRow.ordinal == 0)
        query = query.outerjoin(SourceRow, first).where(TextRow.text == "")
        return frozenset(
            _shown(id)
            for id, named, original in self._rows(query)
            if _shown(named) not in {identity("", _shown(original)), text_sha256("")}  # the latter: 0001
        )

    def layers(self) -> Iterator[Checked]:
        """Every statement's layers. `of` is the title."""
        hashes = layer_hashes(self._connection)
        query = select(*_bytes(StatementRow, ("layers_sha256", "id", "title")), StatementRow.key)
        for stored, id, title, key in self._rows(query):
            yield Checked(_shown(id), hashes.get(key, NO_LAYERS) == _shown(stored), _shown(title))

    def sources(self) -> Iterator[Checked]:
        """Every source. `id` is the statement's, `of` the number of the source in it, from 0."""
        query = select(*_bytes(SourceRow, ("row_sha256", "ordinal")), cast(StatementRow.id, LargeBinary))
        query = query.add_columns(*_bytes(SourceRow, (*SOURCE_FIELDS, *SOURCE_LATER)))
        query = query.outerjoin(StatementRow, StatementRow.key == SourceRow.statement_key)
        first = len(SOURCE_FIELDS)
        for stored, ordinal, id, *values in self._rows(query):
            fields = hashed_source(values[:first], values[first:])
            yield Checked(_shown(id), row_sha256(fields) == _shown(stored), _shown(ordinal))

    def annotations(self) -> Iterator[Checked]:
        """Every annotation with its tags, the trash included. `of` is its statement's id."""
        tags: dict[int, list[Field]] = defaultdict(list)
        tag_query = select(AnnotationTagRow.annotation_key, cast(AnnotationTagRow.tag, LargeBinary))
        order = (AnnotationTagRow.annotation_key, AnnotationTagRow.position)
        for key, tag in self._connection.execute(tag_query.order_by(*order)):
            tags[key].append(tag)
        query = select(AnnotationRow.key, cast(StatementRow.id, LargeBinary))
        query = query.add_columns(*_bytes(AnnotationRow, ("row_sha256", *ANNOTATION_FIELDS)))
        query = query.outerjoin(StatementRow, StatementRow.key == AnnotationRow.statement_key)
        for key, statement, stored, *values in self._rows(query):
            named = dict(zip(ANNOTATION_FIELDS, values, strict=True))
            sound = row_sha256(annotation_fields(named, statement, tags[key])) == _shown(stored)
            yield Checked(_shown(values[0]), sound, _shown(statement))

    def originals(self) -> tuple[tuple[str, str], ...]:
        """SHA-256 of every original that must be there, and a name it was imported under."""
        query = select(cast(OriginalRow.sha256, LargeBinary), func.min(cast(SourceRow.name, LargeBinary)))
        query = query.outerjoin(SourceRow, SourceRow.sha256 == OriginalRow.sha256)
        query = query.group_by(OriginalRow.sha256).order_by(OriginalRow.sha256)
        return tuple((_shown(sha), _shown(name)) for sha, name in self._connection.execute(query))

    def log(self) -> LogCheck:
        """The chain of events, from the archive's lineage to its last event."""
        archive = self._connection.execute(
            select(ArchiveRow.lineage, ArchiveRow.events, ArchiveRow.events_head)
        ).one()
        before = genesis(archive.lineage)
        broken: list[int] = []
        found = 0
        query = select(*_bytes(EventRow, _EVENT_FIELDS)).order_by(EventRow.seq)
        for row in self._rows(query):
            found += 1
            seq, time, action, subject, details, tool, stored = (_text(value) for value in row)
            expected = event_hash(
                before,
                seq=found,
                time=time or "",
                action=action or "",
                subject=subject,
                details=details or "",
                tool=tool or "",
            )
            if stored != expected or seq != str(found):
                broken.append(found)
            before = stored or ""
        return LogCheck(archive.events, found, tuple(broken), before == archive.events_head)

    def _rows(self, query: Select[Any]) -> Iterator[Sequence[Any]]:
        for part in self._connection.execution_options(yield_per=500).execute(query).partitions():
            yield from part


def _bytes(table: Any, names: Sequence[str]) -> list[Any]:
    """Columns as bytes: texts as SQLite stores them, numbers by their digits.

    One flipped bit can make bytes of a text, which would read the same here and nowhere else: it is told.
    """
    columns: list[InstrumentedAttribute[Any]] = [getattr(table, name) for name in names]
    return [
        case((func.typeof(column) == "blob", _NO_TEXT), else_=cast(column, LargeBinary)) for column in columns
    ]


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode(errors="backslashreplace")


def _shown(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value or "")
