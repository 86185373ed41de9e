"""The import.

Documents are read and analysed several at a time by locked-up workers, and stored in their order, a batch in
each transaction.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path

from db.errors import ArchiveError, Cancelled
from db.ingest.discovery import Found, discover, measure
from db.ingest.prepared import Prepared, Told
from db.ingest.shelf import StoreShelf
from db.ingest.storing import store_batch
from db.ingest.tally import MOST_LISTED, Tally
from db.ingest.walking import Task, Walker
from db.ingest.workshop import Workshop
from db.model import FileOutcome, ImportOptions, ImportReport, RunState, StatementId
from db.progress import CancelToken, ProgressSink, ignore
from db.store import Store
from db.store.repositories.runs import Stamp

BATCH = 50
"""Statements stored in one transaction."""

TOLD_FIRST, TOLD_EVERY = 200, 1000
"""After so many stored statements the index is told, so that a long import can be searched while it runs."""

_BATCH_SECONDS = 0.5
_BYTES_IN_FLIGHT = 48 << 20
_LOOK_AT_CANCEL = 0.1

_NO_OPTIONS = ImportOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What to import, and how.

    Attributes:
        paths: files and folders.
        chosen: takes only the files it says yes to; for going on and trying again.
        run: the number of an import that goes on; without it, it is a new one.
        listed: how many lines the report holds in memory; None for all.
    """

    paths: Sequence[Path]
    options: ImportOptions = _NO_OPTIONS
    chosen: Callable[[Found | FileOutcome], bool] | None = None
    run: int | None = None
    listed: int | None = MOST_LISTED


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    options: ImportOptions = _NO_OPTIONS,
    progress: ProgressSink = ignore,
    cancel: CancelToken | None = None,
    workshop: Workshop | None = None,
    stored: Callable[[Sequence[StatementId]], None] | None = None,
) -> ImportReport:
    """As `carry_out`, for a new import whose report holds all its lines."""
    what = Import(paths=paths, options=options, listed=None)
    return carry_out(store, what, progress=progress, cancel=cancel, workshop=workshop, stored=stored)


def carry_out(
    store: Store,
    what: Import,
    *,
    progress: ProgressSink = ignore,
    cancel: CancelToken | None = None,
    workshop: Workshop | None = None,
    stored: Callable[[Sequence[StatementId]], None] | None = None,
) -> ImportReport:
    """Imports files and folders; none stops the others. The archive keeps the report.

    Args:
        workshop: workers to use; without it some are started and ended.
        stored: called with the ids of new and changed statements, now and then and at the end.

    Told to stop, it keeps what is stored and gives a report with `cancelled` set. Raises `ArchiveError` where
    the archive cannot be written; what was stored before is kept, and the import can go on.
    """
    own = Workshop() if workshop is None else None
    workers = workshop or own
    assert workers is not None
    token = cancel or CancelToken()
    try:
        return _Run(store, what, workers, token, progress, stored or _nothing).carried_out()
    finally:
        workers.resume()
        workers.rest()
        if own is not None:
            own.close()


def _nothing(_: Sequence[StatementId]) -> None:
    """For callers who do not follow."""


_Step = Task | Found | FileOutcome


class _Run:
    """One import."""

    def __init__(
        self,
        store: Store,
        what: Import,
        workshop: Workshop,
        cancel: CancelToken,
        progress: ProgressSink,
        stored: Callable[[Sequence[StatementId]], None],
    ) -> None:
        self._store = store
        self._what = what
        self._workshop = workshop
        self._cancel = cancel
        self._progress = progress
        self._stored = stored
        self._tally = Tally(progress, listed=what.listed)
        self._batch: list[Prepared] = []
        self._stored_at = time.monotonic()
        self._changed: list[StatementId] = []
        self._told_at = TOLD_FIRST
        self._run = what.run or 0
        self._cut_off_in: str | None = None
        self._stamps: dict[str, Stamp] = {}
        self._ended: list[str] = []

    def carried_out(self) -> ImportReport:
        with self._store.writing() as writing:
            if self._what.run is None:
                self._run = writing.runs.begin([str(path) for path in self._what.paths], self._what.options)
            else:
                self._cut_off_in = writing.runs.go_on(self._run)
                self._tally.go_on(writing.runs.get(self._run))
        state = RunState.CUT_OFF
        try:
            self._tally.extent = measure(self._what.paths, progress=self._progress, cancel=self._cancel)
            self._all()
            state = RunState.FINISHED
        except Cancelled:
            state = RunState.CANCELLED
        finally:
            self._end(state)
        notices = () if self._workshop.locked_up else ("import.not_locked_up",)
        return self._tally.report(self._run, cancelled=state is RunState.CANCELLED, notices=notices)

    def _end(self, state: RunState) -> None:
        """Notes how it ended. Where not even that can be written, opening the archive anew finds out."""
        try:
            with self._store.writing() as writing:
                writing.runs.finish(self._run, state)
        except ArchiveError:
            if state is not RunState.CUT_OFF:
                raise
        finally:
            self._tell_stored()

    def _all(self) -> None:
        threads = ThreadPoolExecutor(self._workshop.size, "reading")
        walker = Walker(self._workshop, StoreShelf(self._store), self._what.options)
        try:
            for step, future in self._ahead(self._steps(walker), threads):
                if isinstance(step, Task) and future is not None:
                    self._tally.at(step.shown, step.position)
                    prepared = self._wait(future)  # which may store the batch meanwhile
                    self._batch += prepared
                    self._store_when_due()
                elif isinstance(step, FileOutcome):
                    self._cancel.check()
                    self._batch.append(Told(outcome=step))
                    self._tally.file_done(0)
                    self._store_when_due()
                elif isinstance(step, Found):
                    self._tally.file_done(step.size)
                    self._ended.append(step.shown)
        finally:
            self._workshop.interrupt()
            threads.shutdown(wait=True, cancel_futures=True)
            self._flush()

    def _steps(self, walker: Walker) -> Iterator[_Step]:
        """Tasks, each file itself after its last one, and lines for what is no file."""
        for item in discover(self._what.paths):
            chosen = self._what.chosen is None or self._what.chosen(item)
            if isinstance(item, Found) and chosen:
                self._stamps[item.shown] = (item.size, item.changed)
                yield from walker.tasks(item)
            if isinstance(item, Found) or chosen:
                yield item

    def _ahead(
        self, steps: Iterator[_Step], threads: ThreadPoolExecutor
    ) -> Iterator[tuple[_Step, Future[Sequence[Prepared]] | None]]:
        """The steps in order, with what was begun ahead for them: as much as memory allows."""
        begun: deque[tuple[_Step, Future[Sequence[Prepared]] | None]] = deque()
        in_flight = waiting = 0
        for step in steps:
            future = threads.submit(step.run) if isinstance(step, Task) else None
            begun.append((step, future))
            in_flight += _size(step)
            waiting += future is not None
            # what is no task waits for tasks only: a million files that are passed over cost no memory
            while begun and (
                begun[0][1] is None or waiting > 2 * self._workshop.size or in_flight > _BYTES_IN_FLIGHT
            ):
                first = begun.popleft()
                yield first
                in_flight -= _size(first[0])
                waiting -= first[1] is not None
        yield from begun

    def _wait(self, future: Future[Sequence[Prepared]]) -> Sequence[Prepared]:
        """Waits, looking now and then whether to stop or to pause. Raises `Cancelled`."""
        while True:
            if self._cancel.paused:
                self._flush()
                self._tally.paused(True)
                self._cancel.check()
                self._tally.paused(False)
            self._cancel.check()
            try:
                return future.result(timeout=_LOOK_AT_CANCEL)
            except NotYet:
                self._store_when_due()

    def _store_when_due(self) -> None:
        late = time.monotonic() - self._stored_at >= _BATCH_SECONDS
        if len(self._batch) >= BATCH or (self._batch and late):
            self._flush()

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            self._changed += store_batch(
                self._store, self._run, batch, self._tally, self._stamps, self._cut_off_in
            )
            self._tally.tell()
        for shown in self._ended:
            self._stamps.pop(shown, None)
        self._ended.clear()
        self._stored_at = time.monotonic()
        if len(self._changed) >= self._told_at:
            self._tell_stored()
            self._told_at = min(2 * self._told_at, TOLD_EVERY)

    def _tell_stored(self) -> None:
        changed, self._changed = self._changed, []
        if changed:
            self._stored(tuple(changed))


def _size(step: _Step) -> int:
    return step.size if isinstance(step, Task) else 0
