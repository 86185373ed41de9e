"""A worker whose files are orders to misbehave, run by ``python -m`` as the true one is."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from db.errors import InputError
from db.model import RawDocument, TablePreview
from db.readers import Member, Options, Untrusted
from db.readers.host import serve
from db.readers.registry import Sequential
from db.readers.wire import Known


def _attempt(action: Callable[[], object]) -> bytes:
    try:
        action()
    except OSError as error:
        return f"denied {type(error).__name__}".encode()
    return b"done"


def _thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


def _write(path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write("escaped")


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


_ATTEMPTS: dict[str, Callable[[str], object]] = {
    "read": lambda path: Path(path).read_bytes(),
    "list": os.listdir,
    "write": _write,
    "remove": os.remove,
    "rename": lambda path: os.rename(path, path + ".gone"),
    "chmod": lambda path: os.chmod(path, 0o777),
    "mkdir": os.mkdir,
    "symlink": lambda path: os.symlink("/etc/passwd", path),
    "socket": lambda _: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
    "unix socket": lambda _: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close(),
    "exec": lambda _: os.execv(sys.executable, [sys.executable, "-c", ""]),
    "subprocess": lambda _: subprocess.run([sys.executable, "-c", ""], check=True),
    "fork": lambda _: _fork(),
    "kill the parent": lambda _: os.kill(os.getppid(), signal.SIGTERM),
    "look into the parent": lambda _: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "memory file": lambda _: os.memfd_create("escaped"),
    "raise a limit of the parent": lambda _: _limit_parent(),
    "thread": lambda _: _thread(),
}


def _limit_parent() -> None:
    import resource

    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))


def handle(untrusted: Untrusted, known: Known) -> bytes:
    order, _, path = untrusted.data.decode().partition("\n")
    if order in _ATTEMPTS:
        return _attempt(lambda: _ATTEMPTS[order](path))
    return _obey(order, untrusted.name)


def _obey(order: str, name: str) -> bytes:
    if order == "hang":
        while True:
            pass
    if order == "die":
        os._exit(7)
    if order == "eat memory":
        return b"." * len([bytes(1 << 28) for _ in range(64)])
    if order == "blunder":
        raise LookupError("a secret of the document")
    if order == "refuse":
        raise InputError("file.empty", name=name)
    print("noise on standard output")
    return order.upper().encode()


def analyse(raw: RawDocument, known: Known) -> bytes:
    return handle(Untrusted(raw.text.encode(), "row"), known)


def unpack(file: Sequential, name: str, options: Options) -> Iterator[Member]:
    """Every line is a member: what becomes of the order in it."""
    for line in io.TextIOWrapper(cast(io.BufferedReader, file), "utf-8"):
        order = line.strip()
        if order == "go round":
            while True:
                file.seek(0)
                file.read(10)
        if order == "beyond":
            file.seek(1 << 40)
            yield Member(untrusted_path="beyond", data=file.read(1))
        yield Member(untrusted_path=order, data=_obey(order, name), key=",".join(options.passwords))


def sort(untrusted: Untrusted) -> str | None:
    return "lines" if b"\n" in untrusted.data else None


def preview(file: Sequential, name: str, options: Options) -> TablePreview | None:
    columns = file.read().decode().split("\n")
    return TablePreview(path=name, columns=tuple(columns), rows=(), mapping=options.mapping)


if __name__ == "__main__":
    serve(handle, lambda: None, analyse=analyse, unpack=unpack, sort=sort, preview=preview)
