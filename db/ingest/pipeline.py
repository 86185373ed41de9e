"""The import.

Files are read and analysed several at a time by locked-up workers, and stored one by one in their order.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path

from db.errors import Cancelled, InputError
from db.ingest.analysing import make_pool, parse, source_of
from db.ingest.discovery import Found, discover, failed
from db.ingest.loading import load
from db.ingest.parsed import Parsed
from db.ingest.storing import store_again, store_new
from db.ingest.tally import Tally
from db.model import FileOutcome, FileStatus, ImportReport, StatementId
from db.progress import CancelToken, ProgressSink, ignore
from db.readers import ReaderPool
from db.store import Store

BATCH_FILES = 200
"""After so many stored files the index is told, so that a long import can be searched while it runs."""

FILES_WORTH_A_WORKER = 8
"""Starting a worker takes as long as analysing some eight releases."""

_BYTES_IN_FLIGHT = 96 << 20
_LOOK_AT_CANCEL = 0.1


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file read, and analysed unless its bytes are known."""

    data: bytes
    known: StatementId | None
    result: Parsed | None


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    progress: ProgressSink = ignore,
    cancel: CancelToken | None = None,
    pool: ReaderPool | None = None,
    stored: Callable[[], None] | None = None,
) -> ImportReport:
    """Imports files and folders; each file is one transaction, and none stops the others.

    Args:
        pool: workers to use; without it some are started and ended.
        stored: called after every `BATCH_FILES` files that changed the archive, and at the end.

    Told to stop, it keeps what is stored and gives a report with `cancelled` set. Raises `ArchiveError` where
    the archive cannot be written.
    """
    own = make_pool() if pool is None else None
    workers = pool or own
    assert workers is not None
    try:
        files = list(discover(paths))
        run = _Run(store, workers, Tally(files, progress), cancel or CancelToken(), stored or _nothing)
        return run.over(files)
    finally:
        workers.resume()
        workers.shrink()
        if own is not None:
            own.close()


def _nothing() -> None:
    """For callers who do not follow."""


class _Run:
    """One import."""

    def __init__(
        self,
        store: Store,
        pool: ReaderPool,
        tally: Tally,
        cancel: CancelToken,
        stored: Callable[[], None],
    ) -> None:
        self._store = store
        self._pool = pool
        self._tally = tally
        self._cancel = cancel
        self._stored = stored
        self._since_told = 0

    def over(self, files: Sequence[Found | FileOutcome]) -> ImportReport:
        workers = min(self._pool.size, 1 + len(files) // FILES_WORTH_A_WORKER)
        threads = ThreadPoolExecutor(workers, "reading")
        cancelled = False
        try:
            for item, prepared in self._prepared(files, threads):
                if isinstance(item, FileOutcome):
                    self._tally.add(item)
                elif prepared is not None:
                    self._finish(item, prepared)
        except Cancelled:
            cancelled = True
        finally:
            self._pool.interrupt()
            threads.shutdown(wait=True, cancel_futures=True)
        if self._since_told:
            self._stored()
        return self._tally.report(cancelled=cancelled)

    def _prepared(
        self, files: Sequence[Found | FileOutcome], threads: ThreadPoolExecutor
    ) -> Iterator[tuple[Found | FileOutcome, Future[_Prepared] | None]]:
        """The files in order, with what was begun ahead for them: as much as memory allows."""
        begun: deque[tuple[Found | FileOutcome, Future[_Prepared] | None]] = deque()
        waiting = deque(files)
        in_flight = 0
        while begun or waiting:
            while waiting and len(begun) < 2 * self._pool.size:
                size = _size(waiting[0])
                if begun and in_flight + size > _BYTES_IN_FLIGHT:
                    break
                item = waiting.popleft()
                in_flight += size
                future = threads.submit(self._prepare, item) if isinstance(item, Found) else None
                begun.append((item, future))
            first = begun.popleft()
            yield first
            in_flight -= _size(first[0])

    def _prepare(self, found: Found) -> _Prepared:
        """In a thread of its own: the bytes, and what a worker makes of them."""
        self._cancel.check()
        data = load(found.path, found.shown)
        with self._store.reading() as reading:
            known = reading.statements.by_original(hashlib.sha256(data).hexdigest())
        result = None if known else parse(self._pool, data, found.shown)
        return _Prepared(data, known, result)

    def _finish(self, found: Found, future: Future[_Prepared]) -> None:
        self._tally.begin(found.shown)
        try:
            outcome = self._store_it(found, self._wait(future))
        except InputError as error:
            outcome = failed(found.shown, error)
        self._tally.add(outcome, found.size)
        if outcome.status in {FileStatus.IMPORTED, FileStatus.DUPLICATE}:
            self._since_told += 1
        if self._since_told >= BATCH_FILES:
            self._stored()
            self._since_told = 0

    def _store_it(self, found: Found, prepared: _Prepared) -> FileOutcome:
        if prepared.known is not None:
            name = Path(found.shown).name
            return store_again(self._store, found, prepared.data, name, prepared.known)
        assert prepared.result is not None
        source = source_of(found, prepared.data, prepared.result)
        return store_new(self._store, found, prepared.data, source, prepared.result)

    def _wait(self, future: Future[_Prepared]) -> _Prepared:
        """Waits, looking now and then whether to stop. Raises what reading raised, or `Cancelled`."""
        while True:
            self._cancel.check()
            try:
                return future.result(timeout=_LOOK_AT_CANCEL)
            except NotYet:
                continue


def _size(item: Found | FileOutcome) -> int:
    return item.size if isinstance(item, Found) else 0
