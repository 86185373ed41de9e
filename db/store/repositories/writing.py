"""Writing statements: many at once, each with its text, its source and its layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, func, select, update

from db.errors import UsageError
from db.model import Analysis, Source, StatementId
from db.store.fingerprint import identity
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.inserting import insert_rows
from db.store.repositories.inserting_statements import StatementInserter
from db.store.repositories.layer_hashes import LAYERS
from db.store.repositories.rows import FACTS, AnyRow, layer_values
from db.store.repositories.statement_rows import NewStatement, analysed, statement_hash
from db.store.repositories.statements import Statements
from db.store.schema import Base, OriginalRow, SourceRow, StatementRow, TextRow, WorkRow

_BATCH = 200


class StatementWriter(Statements):
    """Writes statements through one connection."""

    def __init__(self, connection: Connection, changes: ChangeWriter) -> None:
        super().__init__(connection)
        self._changes = changes
        self._inserter = StatementInserter(connection, changes)

    def add(
        self, analysis: Analysis, source: Source, *, work: str | None = None, warnings: tuple[str, ...] = ()
    ) -> StatementId:
        """Adds a statement and gives its id, which is made from its text.

        A text that is there already is not added again: its statement gets one more source, and its id is
        given (ask `by_text` before, where that makes a difference). With `work`, the statement is the next
        version of that work in its language; else a work of its own. A statement without a text is known by
        its original.
        """
        return self._add_batch(((analysis, source),), work, warnings)[0]

    def add_many(self, statements: Iterable[tuple[Analysis, Source]]) -> tuple[StatementId, ...]:
        """As `add`, several times as fast for many; the ids are in the order of the statements.

        Each is a work of its own; `Writing.add_documents` finds the works of new versions.
        """
        waiting = iter(statements)
        ids: list[StatementId] = []
        while batch := tuple(islice(waiting, _BATCH)):
            ids += self._add_batch(batch, None, ())
        return tuple(ids)

    def add_source(self, id: str, source: Source) -> None:
        """One more file a statement came in; a file it already came in is not noted twice.

        Raises `UsageError` ``statement.unknown``.
        """
        self._inserter.add_sources(((StatementId(self._row(id).id), source),))

    def add_source_again(self, id: str, source: Source) -> bool:
        """As `add_source`; whether it was a file, a name or a container that was not noted before."""
        return bool(self._inserter.add_sources(((StatementId(self._row(id).id), source),)))

    def replace_layers(self, id: str, analysis: Analysis) -> None:
        """Puts the facts and layers of a new analysis of the same text in the place of the old ones.

        Sources, warnings and annotations stay. Raises `UsageError` ``statement.unknown``, and `ValueError`
        where the text is another: then it is another statement.
        """
        row = self._row(id)
        if (row.text == "") != (analysis.text == "") or (
            analysis.text and row.text_sha256 != identity(analysis.text, "")
        ):
            raise ValueError(f"another text than that of statement {id}")
        facts = {name: getattr(row, name) for name in FACTS} | analysed(analysis)
        if facts["language"] != row.language:
            facts["version"] = self._next_version(row.work_id, facts["language"])
        values = facts | {"row_sha256": statement_hash(facts, row.warnings, analysis.text)}
        self._connection.execute(update(StatementRow).where(StatementRow.key == row.key).values(values))
        for name in reversed(LAYERS):
            table = Base.metadata.tables[name]
            self._connection.execute(delete(table).where(table.c.statement_key == row.key))
        insert_rows(self._connection, layer_values(row.key, analysis))
        self._inserter.seal((row.key,))
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
        self, batch: Sequence[tuple[Analysis, Source]], work: str | None, warnings: tuple[str, ...]
    ) -> tuple[StatementId, ...]:
        shas = [identity(analysis.text, source.sha256) for analysis, source in batch]
        ids = self._inserter.known(shas)
        fresh = self._inserter.new_ids(list(dict.fromkeys(sha for sha in shas if sha not in ids)))
        new: list[NewStatement] = []
        again: list[tuple[StatementId, Source]] = []
        for (analysis, source), sha in zip(batch, shas, strict=True):
            if sha in ids:
                again.append((ids[sha], source))
                continue
            id = ids[sha] = fresh[sha]
            made = NewStatement(
                analysis=analysis, source=source, sha=sha, id=id, work=work or work_of(id), warnings=warnings
            )
            if work:
                made.version = self._next_version(work, analysis.language)
            new.append(made)
        self._inserter.insert(new)
        self._inserter.add_sources(again)
        return tuple(ids[sha] for sha in shas)

    def _row(self, id: str) -> AnyRow:
        query = select(StatementRow.__table__, TextRow.text_sha256, TextRow.text)
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key).where(StatementRow.id == id)
        row = self._connection.execute(query).first()
        if row is None:
            raise UsageError("statement.unknown", id=id)
        return row

    def _next_version(self, work: str, language: str) -> int:
        newest = select(func.max(StatementRow.version)).where(
            StatementRow.work_id == work, StatementRow.language == language
        )
        return int(self._connection.execute(newest).scalar() or 0) + 1


def work_of(id: str) -> str:
    """The id of a work that a statement is the first version of."""
    return f"w{id[1:]}"
