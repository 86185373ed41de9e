"""Adding statements by the batch: a few queries for all of them, then rows by the thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from db.model import Source, StatementId
from db.store.fingerprint import ID_LENGTH, statement_id
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.inserting import insert_missing, insert_rows
from db.store.repositories.layer_hashes import layer_hashes
from db.store.repositories.rows import Values
from db.store.repositories.statement_rows import NewStatement, add_rows, original_values, source_values
from db.store.schema import Base, SourceRow, StatementRow, TextRow

_AT_ONCE = 500


class StatementInserter:
    """Inserts statements and sources through one connection."""

    def __init__(self, connection: Connection, changes: ChangeWriter) -> None:
        self._connection = connection
        self._changes = changes

    def known(self, shas: Iterable[str]) -> dict[str, StatementId]:
        """The statements that are there, by their identities."""
        query = select(TextRow.text_sha256, StatementRow.id)
        query = query.join(StatementRow, StatementRow.key == TextRow.statement_key)
        wanted, found = list(shas), dict[str, StatementId]()
        for first in range(0, len(wanted), _AT_ONCE):
            part = query.where(TextRow.text_sha256.in_(wanted[first : first + _AT_ONCE]))
            found.update({sha: StatementId(id) for sha, id in self._connection.execute(part)})
        return found

    def new_ids(self, shas: Sequence[str]) -> dict[str, StatementId]:
        """Ids for new statements, by their identities: longer ones where the short are taken."""
        short = {sha: statement_id(sha, ID_LENGTH) for sha in shas}
        taken = self._taken(tuple(short.values()))
        ids: dict[str, StatementId] = {}
        for sha, id in short.items():
            length = ID_LENGTH
            while id in taken:
                length += 1
                id = statement_id(sha, length)
                taken |= self._taken((id,))
            taken.add(id)
            ids[sha] = StatementId(id)
        return ids

    def insert(self, statements: Sequence[NewStatement]) -> None:
        """Adds statements none of which is there yet, nor twice among them."""
        if not statements:
            return
        rows: dict[str, list[Values]] = defaultdict(list)
        seq, key = self._changes.seq(), self._next_key()
        for number, new in enumerate(statements):
            add_rows(rows, new, key + number, seq)
        insert_missing(self._connection, "work", rows.pop("work"))
        insert_missing(self._connection, "original", rows.pop("original"))
        insert_rows(self._connection, rows)
        self.seal([row["key"] for row in rows["statement"]])
        self._changes.unbury([new.id for new in statements])

    def add_sources(self, sources: Sequence[tuple[StatementId, Source]]) -> int:
        """More files that statements came in; a file a statement already came in is not noted twice.

        Gives how many were noted.
        """
        keys = self._keys({id for id, _ in sources})
        there = self._sources(tuple(keys.values()))
        rows: list[Values] = []
        for id, source in sources:
            key, mark = keys[id], (source.sha256, source.name, source.url, source.member)
            if mark not in there[key]:
                rows.append(source_values(key, len(there[key]), source))
                there[key].append(mark)
        if rows:
            insert_missing(self._connection, "original", [original_values(one) for _, one in sources])
            insert_rows(self._connection, {"source": rows})
            self._changes.touch(sorted({row["statement_key"] for row in rows}))
        return len(rows)

    def seal(self, keys: Sequence[int]) -> None:
        """Notes the hashes of the layers as they are stored now."""
        table = Base.metadata.tables["statement"]
        sealing = update(table).where(table.c.key == bindparam("of")).values(layers_sha256=bindparam("hash"))
        hashes = layer_hashes(self._connection, keys)
        self._connection.execute(sealing, [{"of": key, "hash": hash_} for key, hash_ in hashes.items()])

    def _keys(self, ids: Iterable[str]) -> dict[str, int]:
        wanted, found = list(ids), dict[str, int]()
        for first in range(0, len(wanted), _AT_ONCE):
            query = select(StatementRow.id, StatementRow.key)
            query = query.where(StatementRow.id.in_(wanted[first : first + _AT_ONCE]))
            found |= {row.id: row.key for row in self._connection.execute(query)}
        return found

    def _sources(self, keys: Sequence[int]) -> dict[int, list[tuple[str, str, str | None, str | None]]]:
        found: dict[int, list[tuple[str, str, str | None, str | None]]] = defaultdict(list)
        marks = (SourceRow.sha256, SourceRow.name, SourceRow.url, SourceRow.member)
        query = select(SourceRow.statement_key, *marks).order_by(SourceRow.statement_key, SourceRow.ordinal)
        for first in range(0, len(keys), _AT_ONCE):
            part = query.where(SourceRow.statement_key.in_(keys[first : first + _AT_ONCE]))
            for key, *mark in self._connection.execute(part):
                found[key].append((mark[0], mark[1], mark[2], mark[3]))
        return found

    def _taken(self, ids: Sequence[str]) -> set[str]:
        taken: set[str] = set()
        for first in range(0, len(ids), _AT_ONCE):
            query = select(StatementRow.id).where(StatementRow.id.in_(ids[first : first + _AT_ONCE]))
            taken |= set(self._connection.execute(query).scalars())
        return taken

    def _next_key(self) -> int:
        return int(self._connection.execute(select(func.max(StatementRow.key))).scalar() or 0) + 1
