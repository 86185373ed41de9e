"""The worker's side: locks itself up, then works on one file after another until its input ends."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from db.errors import KnownError
from db.readers import wire
from db.readers.limits import MOST_FILE_BYTES, MOST_MEMORY
from db.readers.sandbox import allow, lock_down

Handler = Callable[[bytes, str, Mapping[str, str | None]], bytes]
"""Bytes of a file, its name, options; gives the result as bytes. Raises `KnownError` for an unusable file."""


def code_folders() -> tuple[str, ...]:
    """Folders that hold program code and its data, nothing of the user's: modules imported late are found."""
    program = Path(__file__).parents[2]
    standard = Path(os.__file__).parent
    packages = [Path(entry) for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"}]
    folders = [program / "db", program / "resources", standard, standard / "lib-dynload", *packages]
    return tuple(str(folder) for folder in folders)


def serve(handle: Handler, warm_up: Callable[[], object]) -> None:
    """Runs the worker over its standard input and output.

    `warm_up` loads what the handler needs while files can still be opened.
    """
    jobs = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout):  # a stray print must not spoil the frames
        os.dup2(nothing, stream.fileno())
    warm_up()
    confinement = lock_down(code_folders(), most_memory=MOST_MEMORY)
    with jobs, replies:
        wire.send(replies, wire.encode(wire.Greeting(**asdict(confinement))))
        _work(handle, jobs, replies)


def _work(handle: Handler, jobs: BinaryIO, replies: BinaryIO) -> None:
    while True:
        try:
            job = wire.decode(wire.receive(jobs, 1 << 20), type=wire.Job)
            untrusted = wire.receive(jobs, MOST_FILE_BYTES)
        except wire.BrokenWireError:
            return
        reply, result = _answer(handle, job, untrusted)
        wire.send(replies, wire.encode(reply))
        if reply.code is None:
            wire.send(replies, result)


def _answer(handle: Handler, job: wire.Job, untrusted: bytes) -> tuple[wire.Reply, bytes]:
    """The boundary of the process: every error becomes a code."""
    allow(memory=job.memory, seconds=job.seconds)
    try:
        return wire.Reply(), handle(untrusted, job.untrusted_name, job.options)
    except KnownError as error:
        return wire.Reply(code=error.code, params=error.params), b""
    except MemoryError:
        return wire.Reply(code="file.reader_memory", params={"name": job.untrusted_name}), b""
    except Exception as error:  # noqa: BLE001 - a bug in a parser costs one file
        return wire.Reply(
            code="file.reader_failed", params={"name": job.untrusted_name, "reason": _place(error)}
        ), b""


def _place(error: Exception) -> str:
    """Kind of the error and where: no words of the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
