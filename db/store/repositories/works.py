"""Works: reading their versions, and moving statements between them when a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from db.errors import UsageError
from db.model import StatementId, Version
from db.store.clock import now
from db.store.proposals import Moves
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.inserting import insert_missing
from db.store.repositories.rows import FACTS, AnyRow
from db.store.repositories.statement_rows import statement_hash
from db.store.repositories.writing import work_of
from db.store.schema import SourceRow, StatementRow, TextRow, WorkKeyRow, WorkRow

_AT_ONCE = 500


class Works:
    """Reads works through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions of the work a statement is of, by language, then by number.

        Raises `UsageError` ``statement.unknown``.
        """
        work = select(StatementRow.work_id).where(StatementRow.id == id).scalar_subquery()
        query = _versions().where(StatementRow.work_id == work)
        rows = self._connection.execute(query.order_by(StatementRow.language, StatementRow.version)).all()
        if not rows:
            raise UsageError("statement.unknown", id=id)
        return tuple(_version_of(row) for row in rows)

    def version(self, id: str) -> tuple[Version, str]:
        """A statement as a version, and its text. Raises `UsageError` ``statement.unknown``."""
        query = _versions().add_columns(TextRow.text)
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key).where(StatementRow.id == id)
        row = self._connection.execute(query).first()
        if row is None:
            raise UsageError("statement.unknown", id=id)
        return _version_of(row), row.text

    def of(self, ids: Sequence[str]) -> dict[str, str]:
        """The works of statements, in the order in which the statements came; unknown ids are passed over."""
        found: dict[str, str] = {}
        for first in range(0, len(ids), _AT_ONCE):
            query = select(StatementRow.id, StatementRow.work_id).order_by(StatementRow.key)
            part = query.where(StatementRow.id.in_(ids[first : first + _AT_ONCE]))
            found |= {row.id: row.work_id for row in self._connection.execute(part)}
        return found


class WorkWriter(Works):
    """Moves statements between works."""

    def __init__(self, connection: Connection, changes: ChangeWriter) -> None:
        super().__init__(connection)
        self._changes = changes

    def merge(self, target: str, works: Sequence[str]) -> Moves:
        """Makes all statements of `works` versions of `target`, in the order in which they came."""
        moves = Moves()
        for work in works:
            for row in self._rows(StatementRow.work_id == work):
                moves.statements[row.id] = (row.work_id, row.version)
                self._move(row, target, self._next(target, row.language))
            keys = select(WorkKeyRow.key).where(WorkKeyRow.work_id == work)
            moves.keys |= dict.fromkeys(self._connection.execute(keys).scalars(), work)
            self._connection.execute(
                update(WorkKeyRow).where(WorkKeyRow.work_id == work).values(work_id=target)
            )
            self._sweep(work)
        return moves

    def restore(self, moves: Moves, among: Sequence[str]) -> None:
        """Undoes a merge: what still lies with the statements it was put to (`among`) goes back.

        What a person has moved elsewhere since stays there.
        """
        stayed = [id for id in among if id not in moves.statements]
        joined = set(self.of(stayed).values())
        for row in self._rows(StatementRow.id.in_(list(moves.statements))):
            if joined and row.work_id not in joined:
                continue
            work, version = moves.statements[row.id]
            free = self._free(work, row.language, version)
            self._move(row, work, version if free else self._next(work, row.language))
            self._sweep(row.work_id)
        for key, work in moves.keys.items():
            of = select(WorkKeyRow.work_id).where(WorkKeyRow.key == key)
            there = select(WorkRow.id).where(WorkRow.id == work)
            if (not joined or self._connection.execute(of).scalar() in joined) and (
                self._connection.execute(there).first() is not None
            ):
                self._connection.execute(update(WorkKeyRow).where(WorkKeyRow.key == key).values(work_id=work))

    def separate(self, id: str) -> tuple[StatementId, ...]:
        """Makes a statement a work of its own; gives the ids of those it was taken from, none where it was
        alone. Raises `UsageError` ``statement.unknown``.
        """
        fellows = tuple(one.id for one in self.versions(id) if one.id != id)
        if fellows:
            row = next(iter(self._rows(StatementRow.id == id)))
            name, number = work_of(id), 1
            while self._connection.execute(select(WorkRow.id).where(WorkRow.id == name)).first() is not None:
                number += 1
                name = f"{work_of(id)}-{number}"
            self._move(row, name, 1)
        return fellows

    def _rows(self, where: Any) -> Sequence[AnyRow]:
        query = select(StatementRow.__table__, TextRow.text)
        query = query.join(TextRow, TextRow.statement_key == StatementRow.key)
        return self._connection.execute(query.where(where).order_by(StatementRow.key)).all()

    def _move(self, row: AnyRow, work: str, version: int) -> None:
        insert_missing(self._connection, "work", [{"id": work, "created": now()}])
        facts = {name: getattr(row, name) for name in FACTS} | {"work_id": work, "version": version}
        hash_ = statement_hash(facts, row.warnings, row.text)
        values = {"work_id": work, "version": version, "row_sha256": hash_}
        self._connection.execute(update(StatementRow).where(StatementRow.key == row.key).values(values))
        self._changes.touch((row.key,))

    def _sweep(self, work: str) -> None:
        """Removes a work that nothing is a version of any more."""
        left = select(StatementRow.key).where(StatementRow.work_id == work).limit(1)
        if self._connection.execute(left).first() is None:
            self._connection.execute(delete(WorkRow).where(WorkRow.id == work))

    def _free(self, work: str, language: str, version: int) -> bool:
        taken = select(StatementRow.key).where(
            StatementRow.work_id == work, StatementRow.language == language, StatementRow.version == version
        )
        return self._connection.execute(taken).first() is None

    def _next(self, work: str, language: str) -> int:
        newest = select(func.max(StatementRow.version)).where(
            StatementRow.work_id == work, StatementRow.language == language
        )
        return int(self._connection.execute(newest).scalar() or 0) + 1


def _versions() -> Select[Any]:
    first = (SourceRow.statement_key == StatementRow.key) & (SourceRow.ordinal == 0)
    columns = (StatementRow.id, StatementRow.title, StatementRow.date, StatementRow.language)
    return (
        select(*columns, StatementRow.version, StatementRow.url)
        .add_columns(SourceRow.captured_at, SourceRow.imported_at, SourceRow.url.label("source_url"))
        .join(SourceRow, first)
    )


def _version_of(row: AnyRow) -> Version:
    return Version(
        id=StatementId(row.id),
        title=row.title,
        date=row.date,
        language=row.language,
        number=row.version,
        captured_at=row.captured_at or row.imported_at,
        url=row.source_url or row.url,
    )
