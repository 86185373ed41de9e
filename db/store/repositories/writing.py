"""Writing statements: many at once, each with its text, its source and its layers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db.errors import UsageError
from db.model import Analysis, Source, StatementId
from db.store.clock import now
from db.store.fingerprint import ID_LENGTH, row_sha256, statement_id, text_sha256
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.rows import FACTS, SOURCE_FIELDS, AnyRow, Values, fields, layer_values
from db.store.repositories.statements import Statements
from db.store.schema import (
    Base,
    OriginalRow,
    SourceRow,
    StatementRow,
    TextRow,
    WorkRow,
)

_LAYERS = ("citation_candidate", "citation", "quotation", "mention", "block")
"""In the order in which they can be deleted: what points before what is pointed at."""


class StatementWriter(Statements):
    """Writes statements through one connection."""

    def __init__(self, connection: Connection, changes: ChangeWriter) -> None:
        super().__init__(connection)
        self._changes = changes

    def add(self, analysis: Analysis, source: Source, *, work: str | None = None) -> StatementId:
        """Adds a statement and gives its id, which is made from its text.

        A text that is there already is not added again: its statement gets one more source, and its id is
        given (ask `by_text` before, where that makes a difference). With `work`, the statement is the next
        version of that work in its language; else a work of its own.
        """
        sha = text_sha256(analysis.text)
        known = self.by_text(analysis.text)
        if known is not None:
            self.add_source(known, source)
            return known
        id = self._new_id(sha)
        facts = self._facts(id, analysis, work)
        if work is None:
            self._connection.execute(
                upsert(WorkRow)
                .values(id=facts["work_id"], created=facts["added"])
                .on_conflict_do_nothing(index_elements=["id"])
            )
        row = facts | {
            "change_seq": self._changes.seq(),
            "row_sha256": row_sha256([*fields(facts, FACTS), analysis.text]),
        }
        inserted = self._connection.execute(insert(StatementRow).values(row)).inserted_primary_key
        assert inserted is not None
        key = int(inserted[0])
        self._connection.execute(
            insert(TextRow), [{"statement_key": key, "text_sha256": sha, "text": analysis.text}]
        )
        self._insert_source(key, 0, source)
        self._insert_layers(key, analysis)
        self._changes.unbury((id,))
        return id

    def add_many(self, statements: Iterable[tuple[Analysis, Source]]) -> tuple[StatementId, ...]:
        """Adds statements in their order; the ids are in the same order."""
        return tuple(self.add(analysis, source) for analysis, source in statements)

    def add_source(self, id: str, source: Source) -> None:
        """One more file a statement came in; a file it already came in is not noted twice.

        Raises `UsageError` ``statement.unknown``.
        """
        row = self._row(id)
        same = select(func.count()).where(
            SourceRow.statement_key == row.key,
            SourceRow.sha256 == source.sha256,
            SourceRow.name == source.name,
            SourceRow.url.is_not_distinct_from(source.url),
        )
        if self._connection.execute(same).scalar_one():
            return
        last = select(func.max(SourceRow.ordinal)).where(SourceRow.statement_key == row.key)
        self._insert_source(row.key, int(self._connection.execute(last).scalar_one()) + 1, source)
        self._changes.touch((row.key,))

    def replace_layers(self, id: str, analysis: Analysis) -> None:
        """Puts the facts and layers of a new analysis of the same text in the place of the old ones.

        Sources and annotations stay. Raises `UsageError` ``statement.unknown``, and `ValueError` where the
        text is another: then it is another statement.
        """
        row = self._row(id)
        if row.text_sha256 != text_sha256(analysis.text):
            raise ValueError(f"another text than that of statement {id}")
        facts = {name: getattr(row, name) for name in FACTS} | _analysed(analysis)
        if facts["language"] != row.language:
            facts["version"] = self._next_version(row.work_id, facts["language"])
        values = facts | {"row_sha256": row_sha256([*fields(facts, FACTS), analysis.text])}
        self._connection.execute(update(StatementRow).where(StatementRow.key == row.key).values(values))
        for name in _LAYERS:
            table = _table(name)
            self._connection.execute(delete(table).where(table.c.statement_key == row.key))
        self._insert_layers(row.key, analysis)
        self._changes.touch((row.key,))

    def delete(self, id: str) -> None:
        """Removes a statement with its layers and annotations. Its originals' files stay where they are.

        Raises `UsageError` ``statement.unknown``.
        """
        row = self._row(id)
        self._changes.bury(id)
        self._connection.execute(delete(StatementRow).where(StatementRow.key == row.key))
        others = select(StatementRow.key).where(StatementRow.work_id == row.work_id).limit(1)
        if self._connection.execute(others).first() is None:
            self._connection.execute(delete(WorkRow).where(WorkRow.id == row.work_id))
        orphans = OriginalRow.sha256.not_in(select(SourceRow.sha256))
        self._connection.execute(delete(OriginalRow).where(orphans))

    def _row(self, id: str) -> AnyRow:
        query = select(StatementRow.__table__, TextRow.text_sha256)
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key).where(StatementRow.id == id)
        row = self._connection.execute(query).first()
        if row is None:
            raise UsageError("statement.unknown", id=id)
        return row

    def _new_id(self, sha: str) -> StatementId:
        for length in range(ID_LENGTH, 53):
            id = statement_id(sha, length)
            taken = select(StatementRow.key).where(StatementRow.id == id)
            if self._connection.execute(taken).first() is None:
                return StatementId(id)
        raise AssertionError("two texts of one SHA-256")

    def _facts(self, id: StatementId, analysis: Analysis, work: str | None) -> Values:
        work_id = work or f"w{id[1:]}"
        version = self._next_version(work_id, analysis.language) if work else 1
        return _analysed(analysis) | {
            "id": id,
            "work_id": work_id,
            "version": version,
            "document_id": None,
            "added": now(),
        }

    def _next_version(self, work: str, language: str) -> int:
        newest = select(func.max(StatementRow.version)).where(
            StatementRow.work_id == work, StatementRow.language == language
        )
        return int(self._connection.execute(newest).scalar() or 0) + 1

    def _insert_source(self, key: int, ordinal: int, source: Source) -> None:
        original = upsert(OriginalRow).values(sha256=source.sha256, size=source.size)
        self._connection.execute(original.on_conflict_do_nothing(index_elements=["sha256"]))
        values: Values = {name: getattr(source, name) for name in SOURCE_FIELDS}
        values["imported_at"] = source.imported_at or now()
        hash_ = row_sha256(fields(values, SOURCE_FIELDS))
        row = values | {"statement_key": key, "ordinal": ordinal, "row_sha256": hash_}
        self._connection.execute(insert(SourceRow), [row])

    def _insert_layers(self, key: int, analysis: Analysis) -> None:
        layers = layer_values(key, analysis)
        for name in reversed(_LAYERS):
            if layers[name]:
                self._connection.execute(insert(_table(name)), layers[name])


def _analysed(analysis: Analysis) -> dict[str, Any]:
    return {
        "language": analysis.language,
        "kind": analysis.kind.value,
        "title": analysis.title,
        "date": analysis.date,
        "issuer": analysis.issuer,
        "place": analysis.place,
        "url": analysis.url,
        "rules": analysis.rules,
    }


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
