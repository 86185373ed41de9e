"""The program's side: workers that read hostile files. One that dies or hangs costs one file and is replaced.

Workers are started with ``python -m``, never forked, so that this works from threads, scripts and notebooks.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

import msgspec

from db.errors import Cancelled, InputError
from db.readers import wire
from db.readers.limits import MEBIBYTE, memory_for, seconds_for
from db.readers.sandbox import Confinement

START_SECONDS = 60.0
"""A worker that has not greeted by then is given up."""

_KEPT_VARIABLES = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def _environment() -> dict[str, str]:
    """As little as Python needs, and the way to the program's own packages."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    program = str(Path(__file__).parents[2])
    before = kept.get("PYTHONPATH")
    kept["PYTHONPATH"] = f"{program}{os.pathsep}{before}" if before else program
    return kept | _ONE_THREAD


class _Worker:
    """One process; used by one thread at a time."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # Ctrl+C in the terminal is for the program, which then ends its workers
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.confinement = Confinement()
        self.ready = False

    def greet(self) -> None:
        """Waits until it is locked up. Raises `BrokenWireError` where it never is."""
        with _Deadline(self, START_SECONDS):
            greeting = wire.decode(wire.receive(self._replies, MEBIBYTE), type=wire.Greeting)
        self.confinement = Confinement(**msgspec.structs.asdict(greeting))
        self.ready = True

    @property
    def _replies(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)

    def work(self, job: wire.Job, untrusted: bytes) -> tuple[wire.Reply, bytes]:
        jobs = cast(BinaryIO, self._process.stdin)
        try:
            wire.send(jobs, wire.encode(job))
            wire.send(jobs, untrusted)
            reply = wire.decode(wire.receive(self._replies, MEBIBYTE), type=wire.Reply)
            if reply.code is not None:
                return reply, b""
            return reply, wire.receive(self._replies, 64 * MEBIBYTE + 40 * len(untrusted))
        except (OSError, ValueError, msgspec.DecodeError) as error:
            raise wire.BrokenWireError(type(error).__name__) from error

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Ends the process, whatever it is doing; may be called from any thread, more than once."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process and waits for its end; by the thread that uses it."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was still to be sent has nobody to go to
                    continue
        self._process.wait()


class _Deadline:
    """Ends a worker that is late; `passed` tells so."""

    def __init__(self, worker: _Worker, seconds: float) -> None:
        self.passed = False
        self._worker = worker
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.passed = True
        self._worker.end()

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()


class ReaderPool:
    """Up to `size` workers, started when they are needed.

    Args:
        module: run with ``python -m``; it must call `db.readers.host.serve`.
        size: workers at once; without it, one for each processor.
        seconds: overrides what one file may take (for tests).
    """

    def __init__(self, module: str, *, size: int | None = None, seconds: float | None = None) -> None:
        self.size = size or os.cpu_count() or 1
        self._module = module
        self._seconds = seconds
        self._free = threading.Semaphore(self.size)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._stopping = False
        self.confinement: Confinement | None = None
        """How the workers are locked up; None until the first was started."""

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def process(self, untrusted: bytes, name: str, options: Mapping[str, str | None]) -> bytes:
        """What the worker makes of a file's bytes. May be called from several threads.

        Raises `InputError` with the worker's own code, or ``file.reader_died``, ``file.reader_timeout``;
        `Cancelled` after `interrupt`.
        """
        seconds = self._seconds or seconds_for(len(untrusted))
        job = wire.Job(
            untrusted_name=name, memory=memory_for(len(untrusted)), seconds=seconds, options=dict(options)
        )
        with self._free:
            worker = self._take(name)
            sound = False
            deadline = _Deadline(worker, seconds)
            try:
                with deadline:
                    reply, result = worker.work(job, untrusted)
                # what is left of a process without memory is not to be trusted
                sound = reply.code != "file.reader_memory" and not deadline.passed
            except wire.BrokenWireError:
                raise self._reason(deadline, name, seconds) from None
            finally:
                self._put_back(worker) if sound else self._drop(worker)
        if reply.code is not None:
            raise InputError(reply.code, **reply.params)
        return result

    def _reason(self, deadline: _Deadline, name: str, seconds: float) -> Exception:
        if self._stopping:
            return Cancelled()
        if deadline.passed:
            return InputError("file.reader_timeout", name=name, seconds=round(seconds))
        return InputError("file.reader_died", name=name)

    def _take(self, name: str) -> _Worker:
        with self._lock:
            if self._stopping:
                raise Cancelled()
            worker = self._idle_one() or _Worker(self._module)
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

    def _idle_one(self) -> _Worker | None:
        """An idle worker that still lives: the system may have ended some meanwhile."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            worker.close()
        return None

    def _put_back(self, worker: _Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
            self._idle.append(worker)

    def _drop(self, worker: _Worker) -> None:
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
