"""The works a batch of documents may belong to: loaded by a few queries, kept in step with the batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db.model import Source
from db.store.keys import weak
from db.store.schema import SignatureRow, SourceRow, StatementRow, WorkKeyRow

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Latest:
    """What a new text is held against: the newest statement of a work."""

    title: str
    signature: bytes | None
    source: Source | None = None


class WorkPlaces:
    """Keys, versions and originals, as the database has them and as this batch changes them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, str] = {}
        self._bound: dict[str, str] = {}
        self._works: dict[str, str] = {}
        self._latest: dict[str, Latest] = {}
        self._versions: dict[tuple[str, str], int] = {}
        self._originals: dict[tuple[str, str | None], str] = {}

    def load(self, keys: Sequence[str], sources: Sequence[Source], known: Iterable[str]) -> None:
        """Loads what there is under these keys, of these originals, and of the known statements."""
        for part in _parts(keys):
            query = select(WorkKeyRow.key, WorkKeyRow.work_id).where(WorkKeyRow.key.in_(part))
            self._keys.update({row.key: row.work_id for row in self._connection.execute(query)})
        self._load_originals(sources)
        for part in _parts(list(known)):
            rows = select(StatementRow.id, StatementRow.work_id).where(StatementRow.id.in_(part))
            self._works.update({row.id: row.work_id for row in self._connection.execute(rows)})
        works = list({*self._keys.values(), *self._originals.values()})
        self._load_versions(works)
        self._load_latest(works)

    def under(self, key: str) -> str | None:
        """The work under a key."""
        return self._bound.get(key) or self._keys.get(key)

    def of_original(self, source: Source) -> str | None:
        """The work of another reading of the same bytes (the same member of them)."""
        return self._originals.get((source.sha256, source.member))

    def latest(self, work: str) -> Latest:
        """The newest statement of a work."""
        return self._latest.get(work) or Latest("", None)

    def work_of(self, id: str) -> str:
        """The work of a known statement, or of one that came with this batch."""
        return self._works[id]

    def next_version(self, work: str, language: str) -> int:
        """The number of the next version of a work in a language; it is taken by asking."""
        number = self._versions.get((work, language), 0) + 1
        self._versions[work, language] = number
        return number

    def came(self, id: str, work: str, latest: Latest) -> None:
        """A statement of this batch was placed."""
        self._works[id] = work
        self._latest[work] = latest
        if latest.source is not None:
            self._originals[latest.source.sha256, latest.source.member] = work

    def bind(self, keys: Sequence[str], work: str) -> None:
        """Keys lead to a work from now on, those of files always, the others where they led nowhere."""
        for key in keys:
            if weak(key) or self.under(key) is None:
                self._bound[key] = work

    def save(self) -> None:
        """Writes the new keys; the works must be there by now."""
        rows = [
            {"key": key, "work_id": work} for key, work in self._bound.items() if self._keys.get(key) != work
        ]
        if rows:
            row = upsert(WorkKeyRow)
            self._connection.execute(
                row.on_conflict_do_update(index_elements=["key"], set_={"work_id": row.excluded.work_id}),
                rows,
            )

    def _load_originals(self, sources: Sequence[Source]) -> None:
        members: dict[str, list[str]] = defaultdict(list)
        for source in sources:
            if source.member is not None:
                members[source.sha256].append(source.member)
        query = select(SourceRow.sha256, SourceRow.member, StatementRow.work_id)
        query = query.join(StatementRow, StatementRow.key == SourceRow.statement_key)
        query = query.order_by(StatementRow.key)
        whole = query.where(SourceRow.member.is_(None))
        queries = [
            whole.where(SourceRow.sha256.in_(part))
            for part in _parts([source.sha256 for source in sources if source.member is None])
        ]
        for sha, some in members.items():
            of = query.where(SourceRow.sha256 == sha)
            queries += [of.where(SourceRow.member.in_(part)) for part in _parts(some)]
        for one in queries:
            for sha, member, work in self._connection.execute(one):
                self._originals.setdefault((sha, member), work)

    def _load_versions(self, works: Sequence[str]) -> None:
        newest = func.max(StatementRow.version)
        query = select(StatementRow.work_id, StatementRow.language, newest)
        query = query.group_by(StatementRow.work_id, StatementRow.language)
        for part in _parts(works):
            for work, language, number in self._connection.execute(
                query.where(StatementRow.work_id.in_(part))
            ):
                self._versions[work, language] = number

    def _load_latest(self, works: Sequence[str]) -> None:
        newest = select(StatementRow.work_id, func.max(StatementRow.key).label("key"))
        for part in _parts(works):
            of = newest.where(StatementRow.work_id.in_(part)).group_by(StatementRow.work_id).subquery()
            query = select(StatementRow.work_id, StatementRow.title, SignatureRow.minhash)
            query = query.join(of, of.c.key == StatementRow.key)
            query = query.outerjoin(SignatureRow, SignatureRow.statement_key == StatementRow.key)
            for work, title, signature in self._connection.execute(query):
                self._latest[work] = Latest(title, signature)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
