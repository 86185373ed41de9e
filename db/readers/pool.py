"""The program's side: workers that read hostile files. One that dies or hangs costs one file and is replaced.

Workers are started with ``python -m``, never forked, so that this works from threads, scripts and notebooks.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import BinaryIO, Literal

import msgspec

from db.errors import Cancelled, InputError
from db.model import Failure, RawDocument, TablePreview
from db.readers import wire
from db.readers.deadline import Deadline
from db.readers.limits import MEMBER_SECONDS, MOST_MEMORY, PATIENCE, memory_for, seconds_for
from db.readers.process import FileTroubleError, Worker
from db.readers.registry import NO_OPTIONS, Member, Options
from db.readers.sandbox import Confinement

_NOTHING_KNOWN = wire.Known()

_WALL = 1.0 if os.name == "nt" else PATIENCE


class ReaderPool:
    """Up to `size` workers, started when they are needed.

    Args:
        module: run with ``python -m``; it must call `db.readers.host.serve`.
        size: workers at once; without it, one for each processor. Those that unpack are not counted.
        seconds: overrides what one file may take (for tests).
    """

    def __init__(self, module: str, *, size: int | None = None, seconds: float | None = None) -> None:
        self.size = size or os.cpu_count() or 1
        self._module = module
        self._seconds = seconds
        self._free = threading.Semaphore(self.size)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._stopping = False
        self.confinement: Confinement | None = None
        """How the workers are locked up; None until the first was started."""

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def process(
        self,
        untrusted: bytes,
        name: str,
        options: Options = NO_OPTIONS,
        *,
        date: str | None = None,
        language: str | None = None,
    ) -> bytes:
        """What the worker makes of a file's bytes. May be called from several threads.

        `date` and `language` are what is known and need not be found out. Raises `InputError` with the
        worker's own code, or ``file.reader_died``, ``file.reader_timeout``; `Cancelled` after `interrupt`.
        """
        known = wire.Known(date=date, language=language)
        return self._ask(_job("process", name, len(untrusted), options, known), untrusted)

    def process_many(
        self,
        documents: Sequence[RawDocument],
        name: str,
        *,
        date: str | None = None,
        language: str | None = None,
    ) -> list[bytes | Failure]:
        """What the worker makes of documents that were read already, in their order: a result or why not.

        They are some at a time, such as 20 rows of a table; one that costs the worker its life costs the
        others nothing. Raises `Cancelled` after `interrupt`.
        """
        if not documents:
            return []
        payload = wire.encode(documents)
        job = _job("many", name, len(payload), NO_OPTIONS, wire.Known(date=date, language=language))
        try:
            result = self._ask(job, payload)
            answers = wire.decode(result, type=list[wire.Answer])
            if len(answers) != len(documents):
                raise InputError("file.reader_died", name=name)
        except (InputError, msgspec.DecodeError) as error:
            if len(documents) > 1:
                return [
                    answer
                    for document in documents
                    for answer in self.process_many((document,), name, date=date, language=language)
                ]
            if isinstance(error, InputError):
                return [Failure(code=error.code, params=error.params)]
            return [Failure(code="file.reader_died", params={"name": name})]
        return [
            answer.result if answer.code is None else Failure(code=answer.code, params=answer.params)
            for answer in answers
        ]

    def sort(self, head: bytes, name: str, options: Options = NO_OPTIONS) -> str | None:
        """The name of the unpacker for a file that begins so (64 KiB or all), None for one document.

        Raises as `process`.
        """
        result = self._ask(_job("sort", name, len(head), options), head)
        try:
            return wire.decode(result, type=str | None)
        except msgspec.DecodeError:
            raise InputError("file.reader_died", name=name) from None

    def unpack(
        self, file: BinaryIO, name: str, options: Options = NO_OPTIONS
    ) -> Generator[Member, None, None]:
        """What is in a container, one thing after another, in memory that does not grow with it.

        `file` is read piece by piece, by the thread that asks for the next member, and stays open. A
        container in a container is unpacked while this goes on: workers of this kind are not counted. Closing
        the generator ends the work. Raises as `process`, after the members that came before; every member
        may take 10 seconds, and ``file.unreadable`` is raised where `file` cannot be read.
        """
        job = _job("unpack", name, 0, options)
        for answer in self._converse(job, file):
            if isinstance(answer, Member):
                yield answer

    def preview(self, file: BinaryIO, name: str, options: Options = NO_OPTIONS) -> TablePreview | None:
        """The beginning of a table, and how it would be read; None for what is no table.

        Raises as `unpack`.
        """
        for answer in self._converse(_job("preview", name, 0, options), file):
            if isinstance(answer, bytes):
                try:
                    return wire.decode(answer, type=TablePreview | None)
                except msgspec.DecodeError:
                    break
        raise InputError("file.reader_died", name=name)

    def _ask(self, job: wire.Job, untrusted: bytes) -> bytes:
        with self._free, self._borrowed(job) as (worker, deadline, sound):
            reply, result = worker.work(job, untrusted)
            # what is left of a process without memory is not to be trusted
            sound[0] = reply.code != "file.reader_memory" and not deadline.passed
        if reply.code is not None:
            raise InputError(reply.code, **reply.params)
        return result

    def _converse(self, job: wire.Job, file: BinaryIO) -> Iterator[Member | bytes]:
        """The members, and at last the result."""
        name = job.untrusted_name
        try:
            job = msgspec.structs.replace(job, size=file.seek(0, io.SEEK_END))
            with self._borrowed(job) as (worker, deadline, sound):
                for answer in worker.converse(job, file, deadline):
                    if isinstance(answer, Member):
                        yield answer
                        continue
                    reply, result = answer
                    sound[0] = reply.code != "file.reader_memory" and not deadline.passed
        except FileTroubleError as error:
            raise _unreadable(error.__cause__, name) from error
        except OSError as error:
            raise _unreadable(error, name) from error
        if reply.code is not None:
            raise InputError(reply.code, **reply.params)
        yield result

    @contextmanager
    def _borrowed(self, job: wire.Job) -> Iterator[tuple[Worker, Deadline, list[bool]]]:
        """A worker for one job, and its deadline; it is ended after it unless the job says it is sound."""
        worker = self._take(job.untrusted_name)
        sound = [False]
        deadline = Deadline(worker.end, self._seconds or job.seconds * _WALL)
        try:
            with deadline:
                yield worker, deadline, sound
        except wire.BrokenWireError:
            raise self._reason(worker, deadline, job) from None
        finally:
            if sound[0] and not deadline.passed:
                self._put_back(worker)
            else:
                self._drop(worker)

    def _reason(self, worker: Worker, deadline: Deadline, job: wire.Job) -> Exception:
        name = job.untrusted_name
        if self._stopping:
            return Cancelled()
        if deadline.passed or worker.out_of_time:
            return InputError("file.reader_timeout", name=name, seconds=round(self._seconds or job.seconds))
        return InputError("file.reader_died", name=name)

    def _take(self, name: str) -> Worker:
        with self._lock:
            if self._stopping:
                raise Cancelled()
            worker = self._idle_one() or Worker(self._module)
            self._busy.add(worker)
        if worker.ready:
            return worker
        try:
            worker.greet()
        except (wire.BrokenWireError, OSError, msgspec.DecodeError):
            self._drop(worker)
            raise (
                Cancelled() if self._stopping else InputError("file.reader_unstartable", name=name)
            ) from None
        self.confinement = worker.confinement
        return worker

    def _idle_one(self) -> Worker | None:
        """An idle worker that still lives: the system may have ended some meanwhile."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            worker.close()
        return None

    def _put_back(self, worker: Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
            self._idle.append(worker)

    def _drop(self, worker: Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
        worker.close()

    def interrupt(self) -> None:
        """Ends all work that is going on; `process` then raises `Cancelled` until `resume` is called."""
        with self._lock:
            self._stopping = True
            for worker in self._busy:
                worker.end()

    def resume(self) -> None:
        """Lets work go on after `interrupt`."""
        with self._lock:
            self._stopping = False

    def shrink(self, keep: int = 1) -> None:
        """Ends idle workers but `keep`: one stays, so that the next single file need not wait."""
        with self._lock:
            surplus, self._idle = self._idle[keep:], self._idle[:keep]
        for worker in surplus:
            worker.close()

    def close(self) -> None:
        """Ends all workers."""
        self.interrupt()
        self.shrink(0)


def _job(
    kind: Literal["process", "many", "sort", "unpack", "preview"],
    name: str,
    size: int,
    options: Options,
    known: wire.Known = _NOTHING_KNOWN,
) -> wire.Job:
    """`size` bytes are given at once; what is asked for piece by piece has the limits of a member."""
    streamed = kind in {"unpack", "preview"}
    return wire.Job(
        kind=kind,
        untrusted_name=name,
        memory=MOST_MEMORY if streamed else memory_for(size),
        seconds=MEMBER_SECONDS if streamed else seconds_for(size),
        options=options,
        known=known,
    )


def _unreadable(error: BaseException | None, name: str) -> InputError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return InputError("file.unreadable", name=name, reason=reason)
