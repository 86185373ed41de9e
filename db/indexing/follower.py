"""Keeps the index in step with the database (RELIABILITY: the stamped follower).

The database alone is the truth and never records the state of the index. The index holds one stamp, written
in the same commit as its documents. Where the stamp is the database's newest mark, there is nothing to do;
where the database knows it and has passed it, what changed since is replayed; else the index is built anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from db.catalogue import Catalogue
from db.errors import ArchiveError
from db.indexing.documents import document_of
from db.progress import Progress, ProgressSink, ignore
from db.search import Engine, IndexDocument, Stamp
from db.store import ChangeMark, Reading, Store

log = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


class Step(StrEnum):
    """What had to be done to bring an index in step."""

    NOTHING = "nothing"
    REPLAYED = "replayed"
    REBUILT = "rebuilt"


class Standing(StrEnum):
    """How an index stands to its archive."""

    CURRENT = "current"
    BEHIND = "behind"
    MISSING = "missing"
    """There is none that could be of this archive's history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """`statements` counts those that were indexed, or taken out, in this step."""

    standing: Standing
    step: Step = Step.NOTHING
    statements: int = 0


class Follower:
    """Makes an engine follow a store. May be called from several threads; one at a time follows."""

    def __init__(self, store: Store, engine: Engine, catalogue: Catalogue) -> None:
        self._store = store
        self._engine = engine
        self._catalogue = catalogue
        self._turn = threading.Lock()

    def standing(self) -> Standing:
        """How the index stands; nothing is changed."""
        with self._store.reading() as reading:
            return self._standing(reading, self._engine.stamp())

    def catch_up(self, progress: ProgressSink = ignore) -> IndexState:
        """Brings the index to the newest state of the database, in one commit; cheap where it is there."""
        with self._turn, self._store.reading() as reading:
            stamp = self._engine.stamp()
            standing = self._standing(reading, stamp)
            if standing is Standing.CURRENT:
                return IndexState(standing=standing)
            if standing is Standing.MISSING or stamp is None:
                return self._rebuild(reading, progress)
            return self._replay(reading, stamp.seq, progress)

    @property
    def may_write(self) -> bool:
        """Not beside another program that writes to the archive: that one keeps the index itself."""
        return not self._store.read_only or self._store.read_only_reason == "archive.folder_read_only"

    def keep_up(self, progress: ProgressSink = ignore) -> None:
        """As `catch_up`, where one may. A failure is logged: what is stored is safe, the index behind."""
        if not self.may_write:
            return
        try:
            self.catch_up(progress)
        except ArchiveError as error:
            log.warning("the index is behind: %s", error.code)

    def mending(self, ask: Callable[[], _Answer]) -> _Answer:
        """Asks the index; where it turns out to be damaged, it is built anew and asked again."""
        try:
            return ask()
        except ArchiveError as error:
            if error.code != "search.index_damaged" or not self.may_write:
                raise
        self.rebuild()
        return ask()

    def rebuild(self, progress: ProgressSink = ignore) -> IndexState:
        """Builds the index anew, whatever it holds."""
        with self._turn, self._store.reading() as reading:
            return self._rebuild(reading, progress)

    def _standing(self, reading: Reading, stamp: Stamp | None) -> Standing:
        if stamp is None or stamp.lineage != self._store.lineage:
            return Standing.MISSING
        mark = ChangeMark(stamp.seq, stamp.nonce)
        if mark == reading.changes.latest():
            return Standing.CURRENT
        return Standing.BEHIND if reading.changes.knows(mark) else Standing.MISSING

    def _target(self, reading: Reading) -> Stamp:
        mark = reading.changes.latest()
        return Stamp(lineage=self._store.lineage, seq=mark.seq, nonce=mark.nonce)

    def _replay(self, reading: Reading, seq: int, progress: ProgressSink) -> IndexState:
        changed = reading.changes.since(seq)
        documents = self._documents(reading, changed.upserted, progress)
        self._engine.apply(documents, changed.deleted, self._target(reading))
        count = len(changed.upserted) + len(changed.deleted)
        return IndexState(standing=Standing.CURRENT, step=Step.REPLAYED, statements=count)

    def _rebuild(self, reading: Reading, progress: ProgressSink) -> IndexState:
        ids = reading.statements.ids()
        self._engine.rebuild(self._documents(reading, ids, progress), self._target(reading))
        return IndexState(standing=Standing.CURRENT, step=Step.REBUILT, statements=len(ids))

    def _documents(
        self, reading: Reading, ids: Sequence[str], progress: ProgressSink
    ) -> Iterator[IndexDocument]:
        for done, statement in enumerate(reading.statements.stream(ids)):
            progress(Progress(stage="indexing", done=done, total=len(ids), unit="statements"))
            yield document_of(statement, self._catalogue)
        progress(Progress(stage="indexing", done=len(ids), total=len(ids), unit="statements"))
