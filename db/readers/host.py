"""The worker's side: locks itself up, then works on one file after another until its input ends."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from db.errors import KnownError, Parameter
from db.model import RawDocument, TablePreview
from db.readers import wire
from db.readers.limits import MEBIBYTE, MOST_FRAME, MOST_MEMORY
from db.readers.registry import Member, Options, Sequential, Untrusted
from db.readers.remote import Remote
from db.readers.sandbox import allow, lock_down
from db.readers.wire import Known

Handler = Callable[[Untrusted, Known], bytes]
"""A file to its result as bytes. Raises `KnownError` for an unusable file."""

Analyser = Callable[[RawDocument, Known], bytes]
"""A document that was read already to its result as bytes."""

Sorter = Callable[[Untrusted], str | None]
Opener = Callable[[Sequential, str, Options], Iterator[Member]]
Previewer = Callable[[Sequential, str, Options], TablePreview | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skills:
    """What a worker can do; for a kind of job it has no skill for, it says that it failed."""

    process: Handler | None = None
    analyse: Analyser | None = None
    sort: Sorter | None = None
    unpack: Opener | None = None
    preview: Previewer | None = None


def code_folders() -> tuple[str, ...]:
    """Folders that hold program code and its data, nothing of the user's: modules imported late are found."""
    program = Path(__file__).parents[2]
    standard = Path(os.__file__).parent
    packages = [Path(entry) for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"}]
    folders = [program / "db", program / "resources", standard, standard / "lib-dynload", *packages]
    return tuple(str(folder) for folder in folders)


def serve(
    handle: Handler | None,
    warm_up: Callable[[], object],
    *,
    analyse: Analyser | None = None,
    sort: Sorter | None = None,
    unpack: Opener | None = None,
    preview: Previewer | None = None,
) -> None:
    """Runs the worker over its standard input and output.

    `warm_up` loads what the work needs while files can still be opened; the others do the work: see `Skills`.
    """
    jobs = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout):  # a stray print must not spoil the frames
        os.dup2(nothing, stream.fileno())
    warm_up()
    confinement = lock_down(code_folders(), most_memory=MOST_MEMORY)
    skills = Skills(process=handle, analyse=analyse, sort=sort, unpack=unpack, preview=preview)
    with jobs, replies:
        wire.send(replies, wire.encode(wire.Greeting(**asdict(confinement))))
        _Bench(skills, jobs, replies).work()


class _Bench:
    """Where the jobs come in and the replies go out."""

    def __init__(self, skills: Skills, jobs: BinaryIO, replies: BinaryIO) -> None:
        self._skills = skills
        self._jobs = jobs
        self._replies = replies

    def work(self) -> None:
        """One job after another, until there is nobody to work for."""
        while True:
            try:
                job = wire.decode(wire.receive(self._jobs, MEBIBYTE), type=wire.Job)
                untrusted = wire.receive(self._jobs, MOST_FRAME)
                reply, result = self._answer(job, untrusted)
                wire.send(self._replies, wire.encode(reply))
                if reply.code is None:
                    wire.send(self._replies, result)
            except (wire.BrokenWireError, BrokenPipeError):
                return

    def _answer(self, job: wire.Job, untrusted: bytes) -> tuple[wire.Reply, bytes]:
        allow(memory=job.memory, seconds=job.seconds)
        try:
            return wire.Reply(), self._do(job, untrusted)
        except (wire.BrokenWireError, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary of the process: a bug in a parser costs one file
            code, params = _told(error, job.untrusted_name)
            return wire.Reply(code=code, params=params), b""

    def _do(self, job: wire.Job, data: bytes) -> bytes:
        skills, name = self._skills, job.untrusted_name
        if job.kind == "process" and skills.process is not None:
            return skills.process(Untrusted(data, name, job.options), job.known)
        if job.kind == "many" and skills.analyse is not None:
            return self._analyse_all(skills.analyse, job, data)
        if job.kind == "sort" and skills.sort is not None:
            return wire.encode(skills.sort(Untrusted(data, name, job.options)))
        if job.kind == "preview" and skills.preview is not None:
            return wire.encode(skills.preview(self._file(job), name, job.options))
        if job.kind == "unpack" and skills.unpack is not None:
            for member in skills.unpack(self._file(job), name, job.options):
                wire.send(self._replies, wire.encode(wire.Given(member=member)))
                allow(memory=job.memory, seconds=job.seconds)
            return b""
        raise NotImplementedError(job.kind)

    def _file(self, job: wire.Job) -> Sequential:
        def ask(offset: int, size: int) -> bytes:
            wire.send(self._replies, wire.encode(wire.Ask(offset=offset, size=size)))
            piece = wire.receive(self._jobs, MEBIBYTE)
            allow(memory=job.memory, seconds=job.seconds)
            return piece

        return cast(Sequential, io.BufferedReader(Remote(job.size, ask), 1 << 16))

    def _analyse_all(self, analyse: Analyser, job: wire.Job, data: bytes) -> bytes:
        documents = wire.decode(data, type=list[RawDocument])
        return wire.encode([_analysed(analyse, raw, job) for raw in documents])


def _analysed(analyse: Analyser, raw: RawDocument, job: wire.Job) -> wire.Answer:
    try:
        return wire.Answer(result=analyse(raw, job.known))
    except MemoryError:  # what is left of this process is not to be trusted: all of the job is done again
        raise
    except Exception as error:  # noqa: BLE001 - as for a whole file: it costs one row
        code, params = _told(error, job.untrusted_name)
        return wire.Answer(code=code, params=params)


def _told(error: Exception, name: str) -> tuple[str, dict[str, Parameter]]:
    """An error as a code."""
    if isinstance(error, KnownError):
        return error.code, error.params
    if isinstance(error, MemoryError):
        return "file.reader_memory", {"name": name}
    if isinstance(error, msgspec.DecodeError):
        return "file.reader_died", {"name": name}
    return "file.reader_failed", {"name": name, "reason": _place(error)}


def _place(error: Exception) -> str:
    """Kind of the error and where: no words of the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
