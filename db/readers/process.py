"""One worker process, seen from the program. Started with ``python -m``, never forked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from db.readers import wire
from db.readers.deadline import Deadline
from db.readers.limits import MEBIBYTE, MOST_FRAME
from db.readers.registry import Member
from db.readers.sandbox import Confinement

START_SECONDS = 60.0
"""A worker that has not greeted by then is given up."""

_KEPT_VARIABLES = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_NO_RESERVE = {"MIMALLOC_ARENA_RESERVE": "16MiB"}
"""Else the allocator of a library takes a GiB of address space, all that a worker may have."""
_NICENESS = 10
_WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)
_Message = wire.Ask | wire.Given | wire.Reply


def _environment() -> dict[str, str]:
    """As little as Python needs, and the way to the program's own packages."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    program = str(Path(__file__).parents[2])
    before = kept.get("PYTHONPATH")
    kept["PYTHONPATH"] = f"{program}{os.pathsep}{before}" if before else program
    return kept | _ONE_THREAD | _NO_RESERVE


class FileTroubleError(Exception):
    """The program's own side could not read the file; it is caused by the `OSError`."""


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever goes wrong on the wire is a worker that cannot be used any more."""
    try:
        yield
    except (OSError, ValueError, msgspec.DecodeError) as error:
        raise wire.BrokenWireError(type(error).__name__) from error


class _Pieces:
    """The file that a worker asks for: only of it, and only so much at once."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._seen = bytearray(-(-size // MEBIBYTE))

    def fresh(self, ask: wire.Ask) -> bool:
        """Whether this is the first time that this MiB is asked for: the work goes on."""
        number = ask.offset // MEBIBYTE
        if not 0 <= ask.offset < self._size or self._seen[number]:
            return False
        self._seen[number] = 1
        return True

    def take(self, ask: wire.Ask) -> bytes:
        if not (0 <= ask.offset <= self._size and 0 <= ask.size <= MEBIBYTE):
            raise wire.BrokenWireError("beyond the file")
        try:
            self._file.seek(ask.offset)
            return self._file.read(ask.size)
        except OSError as error:
            raise FileTroubleError from error


def _step_back(pid: int) -> None:
    """Lets the window, where there is one, have the processor first: workers use all that is left."""
    if sys.platform != "win32":
        with suppress(OSError):  # a process that is gone is found out when it is greeted
            os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)


class Worker:
    """One process; used by one thread at a time."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # Ctrl+C in the terminal is for the program, which then ends its workers
            creationflags=_WINDOWS_FLAGS,
        )
        _step_back(self._process.pid)
        self.confinement = Confinement()
        self.ready = False

    @property
    def _jobs(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdin)

    @property
    def _replies(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)

    def greet(self) -> None:
        """Waits until it is locked up. Raises `BrokenWireError` where it never is."""
        with Deadline(self.end, START_SECONDS):
            greeting = wire.decode(wire.receive(self._replies, MEBIBYTE), type=wire.Greeting)
        self.confinement = Confinement(**msgspec.structs.asdict(greeting))
        self.ready = True

    def work(self, job: wire.Job, untrusted: bytes) -> tuple[wire.Reply, bytes]:
        """Has a job done for which all is given at once. Raises `BrokenWireError`."""
        with _translated():
            self._order(job, untrusted)
            reply = wire.decode(wire.receive(self._replies, MEBIBYTE), type=wire.Reply)
            return reply, self._result(reply, 64 * MEBIBYTE + 40 * len(untrusted))

    def converse(
        self, job: wire.Job, file: BinaryIO, deadline: Deadline
    ) -> Iterator[Member | tuple[wire.Reply, bytes]]:
        """Has a job done on a file of which the worker asks for pieces: its members, and at last the reply.

        Raises `BrokenWireError`, and `FileTroubleError` where `file` cannot be read.
        """
        pieces = _Pieces(file, job.size)
        with _translated():
            self._order(job, b"")
        while True:
            with _translated():
                message = self._message()
            if isinstance(message, wire.Ask):
                if pieces.fresh(message):
                    deadline.begin()
                piece = pieces.take(message)
                with _translated():
                    wire.send(self._jobs, piece)
            elif isinstance(message, wire.Given):
                deadline.pause()
                yield message.member
                deadline.begin()
            else:
                with _translated():
                    result = self._result(message, MOST_FRAME)
                yield message, result
                return

    def _order(self, job: wire.Job, untrusted: bytes) -> None:
        wire.send(self._jobs, wire.encode(job))
        wire.send(self._jobs, untrusted)

    def _message(self) -> _Message:
        frame = wire.receive(self._replies, MOST_FRAME)
        message: _Message = wire.decode(frame, type=_Message)
        return message

    def _result(self, reply: wire.Reply, limit: int) -> bytes:
        return b"" if reply.code is not None else wire.receive(self._replies, limit)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def out_of_time(self) -> bool:
        """Whether the system ended it, for it took more processor time than it was allowed."""
        over = getattr(signal, "SIGXCPU", None)
        try:
            return over is not None and self._process.wait(timeout=1) == -over
        except subprocess.TimeoutExpired:
            return False

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
