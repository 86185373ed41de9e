"""Writing statements: many at once, each with its text, its source and its layers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from db.errors import UsageError
from db.model import Analysis, Source, StatementId
from db.store.clock import now
from db.store.fingerprint import ID_LENGTH, row_sha256, statement_id, text_sha256
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.inserting import insert_missing, insert_rows
from db.store.repositories.layer_hashes import LAYERS, NO_LAYERS, layer_hashes
from db.store.repositories.rows import FACTS, SOURCE_FIELDS, AnyRow, Values, fields, layer_values
from db.store.repositories.statements import Statements
from db.store.schema import Base, OriginalRow, SourceRow, StatementRow, TextRow, WorkRow

_BATCH = 100


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
        return self._add_batch(((analysis, source),), work)[0]

    def add_many(self, statements: Iterable[tuple[Analysis, Source]]) -> tuple[StatementId, ...]:
        """As `add`, several times as fast for many; the ids are in the order of the statements."""
        waiting = iter(statements)
        ids: list[StatementId] = []
        while batch := tuple(islice(waiting, _BATCH)):
            ids += self._add_batch(batch, None)
        return tuple(ids)

    def add_source(self, id: str, source: Source) -> None:
        """One more file a statement came in; a file it already came in is not noted twice.

        Raises `UsageError` ``statement.unknown``.
        """
        row = self._row(id)
        same = select(SourceRow.ordinal).where(
            SourceRow.statement_key == row.key,
            SourceRow.sha256 == source.sha256,
            SourceRow.name == source.name,
            SourceRow.url.is_not_distinct_from(source.url),
        )
        if self._connection.execute(same).first() is not None:
            return
        last = select(func.max(SourceRow.ordinal)).where(SourceRow.statement_key == row.key)
        ordinal = int(self._connection.execute(last).scalar_one()) + 1
        insert_missing(self._connection, "original", [_original_values(source)])
        insert_rows(self._connection, {"source": [_source_values(row.key, ordinal, source)]})
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
        for name in reversed(LAYERS):
            table = Base.metadata.tables[name]
            self._connection.execute(delete(table).where(table.c.statement_key == row.key))
        insert_rows(self._connection, layer_values(row.key, analysis))
        self._seal((row.key,))
        self._changes.touch((row.key,))

    def delete(self, id: str) -> None:
        """Removes a statement with its layers and annotations. Its originals' files stay where they are.

        Raises `UsageError` ``statement.unknown``.
        """
        row = self._row(id)
        self._changes.bury(id)
        came_in = select(SourceRow.sha256).where(SourceRow.statement_key == row.key).distinct()
        originals = self._connection.execute(came_in).scalars().all()
        self._connection.execute(delete(StatementRow).where(StatementRow.key == row.key))
        used = select(SourceRow.sha256).where(SourceRow.sha256.in_(originals))
        orphans = OriginalRow.sha256.in_(originals) & OriginalRow.sha256.not_in(used)
        self._connection.execute(delete(OriginalRow).where(orphans))
        others = select(StatementRow.key).where(StatementRow.work_id == row.work_id).limit(1)
        if self._connection.execute(others).first() is None:
            self._connection.execute(delete(WorkRow).where(WorkRow.id == row.work_id))

    def _add_batch(
        self, batch: Sequence[tuple[Analysis, Source]], work: str | None
    ) -> tuple[StatementId, ...]:
        texts = [text_sha256(analysis.text) for analysis, _ in batch]
        ids = self._known(texts)
        rows: dict[str, list[Values]] = defaultdict(list)
        again: list[tuple[StatementId, Source]] = []
        key = self._next_key()
        for (analysis, source), sha in zip(batch, texts, strict=True):
            if sha in ids:
                again.append((ids[sha], source))
                continue
            ids[sha] = self._new_id(sha, frozenset(ids.values()))
            self._prepare(rows, key, ids[sha], analysis, source, sha, work)
            key += 1
        if rows:
            insert_missing(self._connection, "work", rows.pop("work"))
            insert_missing(self._connection, "original", rows.pop("original"))
            insert_rows(self._connection, rows)
            self._seal([row["key"] for row in rows["statement"]])
            self._changes.unbury([row["id"] for row in rows["statement"]])
        for id, source in again:
            self.add_source(id, source)
        return tuple(ids[sha] for sha in texts)

    def _prepare(
        self,
        rows: dict[str, list[Values]],
        key: int,
        id: StatementId,
        analysis: Analysis,
        source: Source,
        sha: str,
        work: str | None,
    ) -> None:
        """Adds all rows of one new statement to `rows`."""
        work_id = work or f"w{id[1:]}"
        facts = _analysed(analysis) | {
            "id": id,
            "work_id": work_id,
            "version": self._next_version(work_id, analysis.language) if work else 1,
            "document_id": None,
            "added": now(),
        }
        hash_ = row_sha256([*fields(facts, FACTS), analysis.text])
        rows["work"].append({"id": work_id, "created": facts["added"]})
        rows["original"].append(_original_values(source))
        rows["statement"].append(
            facts
            | {"key": key, "change_seq": self._changes.seq(), "row_sha256": hash_, "layers_sha256": NO_LAYERS}
        )
        rows["statement_text"].append({"statement_key": key, "text_sha256": sha, "text": analysis.text})
        rows["source"].append(_source_values(key, 0, source))
        for table, values in layer_values(key, analysis).items():
            rows[table] += values

    def _seal(self, keys: Sequence[int]) -> None:
        """Notes the hashes of the layers as they are stored now."""
        table = Base.metadata.tables["statement"]
        sealing = update(table).where(table.c.key == bindparam("of")).values(layers_sha256=bindparam("hash"))
        hashes = layer_hashes(self._connection, keys)
        self._connection.execute(sealing, [{"of": key, "hash": hash_} for key, hash_ in hashes.items()])

    def _known(self, texts: Sequence[str]) -> dict[str, StatementId]:
        query = select(TextRow.text_sha256, StatementRow.id).join(
            StatementRow, StatementRow.key == TextRow.statement_key
        )
        found = self._connection.execute(query.where(TextRow.text_sha256.in_(texts)))
        return {sha: StatementId(id) for sha, id in found}

    def _row(self, id: str) -> AnyRow:
        query = select(StatementRow.__table__, TextRow.text_sha256)
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key).where(StatementRow.id == id)
        row = self._connection.execute(query).first()
        if row is None:
            raise UsageError("statement.unknown", id=id)
        return row

    def _next_key(self) -> int:
        return int(self._connection.execute(select(func.max(StatementRow.key))).scalar() or 0) + 1

    def _new_id(self, sha: str, new: frozenset[str]) -> StatementId:
        for length in range(ID_LENGTH, 53):
            id = statement_id(sha, length)
            taken = select(StatementRow.key).where(StatementRow.id == id)
            if id not in new and self._connection.execute(taken).first() is None:
                return StatementId(id)
        raise AssertionError("two texts of one SHA-256")

    def _next_version(self, work: str, language: str) -> int:
        newest = select(func.max(StatementRow.version)).where(
            StatementRow.work_id == work, StatementRow.language == language
        )
        return int(self._connection.execute(newest).scalar() or 0) + 1


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


def _original_values(source: Source) -> Values:
    return {"sha256": source.sha256, "size": source.size}


def _source_values(key: int, ordinal: int, source: Source) -> Values:
    values: Values = {name: getattr(source, name) for name in SOURCE_FIELDS}
    values["imported_at"] = source.imported_at or now()
    hash_ = row_sha256(fields(values, SOURCE_FIELDS))
    return values | {"statement_key": key, "ordinal": ordinal, "row_sha256": hash_}
