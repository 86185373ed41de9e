"""Storing what an import brings: each document at its place among works and versions.

Equal texts are one statement. A new text from a known place is a new version of what came from there before;
of a file on disk only where the two resemble each other, for a name may be used again for something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from db.model import FileStatus, Source, StatementId
from db.store.documents import NewDocument, Stored
from db.store.fingerprint import identity
from db.store.keys import normalised, weak
from db.store.repositories.changes import ChangeWriter
from db.store.repositories.inserting_statements import StatementInserter
from db.store.repositories.statement_rows import NewStatement
from db.store.repositories.work_places import Latest, WorkPlaces
from db.store.repositories.writing import work_of
from db.store.resembling import resemblance

_RESEMBLING = 0.3
"""A new version of a page keeps far more of its text; two releases of one office share far less."""
_BATCH = 500


@dataclass(slots=True)
class _Batch:
    """What is known while a batch is placed; it grows with each document of it."""

    ids: dict[str, StatementId]
    fresh: dict[str, StatementId]
    places: WorkPlaces
    new: list[NewStatement] = field(default_factory=list)
    again: list[tuple[StatementId, Source]] = field(default_factory=list)


class DocumentWriter:
    """Stores documents through one connection."""

    def __init__(self, connection: Connection, changes: ChangeWriter) -> None:
        self._connection = connection
        self._inserter = StatementInserter(connection, changes)

    def add(self, documents: Sequence[NewDocument]) -> tuple[Stored, ...]:
        """Stores documents in their order; what became of each."""
        stored: list[Stored] = []
        for first in range(0, len(documents), _BATCH):
            stored += self._add_batch(documents[first : first + _BATCH])
        return tuple(stored)

    def _add_batch(self, documents: Sequence[NewDocument]) -> list[Stored]:
        shas = [identity(one.analysis.text, one.source.sha256) for one in documents]
        keys = [normalised(one.keys) for one in documents]
        ids = self._inserter.known(shas)
        fresh = self._inserter.new_ids(list(dict.fromkeys(sha for sha in shas if sha not in ids)))
        places = WorkPlaces(self._connection)
        places.load([key for some in keys for key in some], [one.source for one in documents], ids.values())
        batch = _Batch(ids, fresh, places)
        stored = [
            self._place(batch, document, sha, some)
            for document, sha, some in zip(documents, shas, keys, strict=True)
        ]
        self._inserter.insert(batch.new)
        self._inserter.add_sources(batch.again)
        places.save()
        return stored

    def _place(self, batch: _Batch, document: NewDocument, sha: str, keys: tuple[str, ...]) -> Stored:
        if (known := batch.ids.get(sha)) is not None:
            batch.again.append((known, document.source))
            batch.places.bind(keys, batch.places.work_of(known))
            return Stored(known, FileStatus.DUPLICATE)
        id = batch.ids[sha] = batch.fresh[sha]
        found = _work(batch.places, document, keys)
        work = found or work_of(id)
        language = document.analysis.language
        batch.new.append(
            NewStatement(
                analysis=document.analysis,
                source=document.source,
                sha=sha,
                id=id,
                work=work,
                version=batch.places.next_version(work, language),
                warnings=document.warnings,
                signature=document.signature,
            )
        )
        batch.places.came(id, work, _latest(document))
        batch.places.bind(keys, work)
        return Stored(id, FileStatus.UPDATED if found else FileStatus.IMPORTED)


def _work(places: WorkPlaces, document: NewDocument, keys: Sequence[str]) -> str | None:
    """The work of which a new text is a version, or None."""
    for key in keys:
        work = places.under(key)
        if work is not None and (not weak(key) or _resembles(places.latest(work), document)):
            return work
    return places.of_original(document.source)


def _resembles(latest: Latest, document: NewDocument) -> bool:
    title = document.analysis.title.casefold().strip()
    if title and title == latest.title.casefold().strip():
        return True
    one, other = latest.signature, document.signature
    return bool(one and other) and resemblance(one or b"", other or b"") >= _RESEMBLING


def _latest(document: NewDocument) -> Latest:
    return Latest(document.analysis.title, document.signature, document.source)
