"""A worker whose files are orders to misbehave, run by ``python -m`` as the true one is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from db.errors import InputError
from db.readers.host import serve


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


def handle(untrusted: bytes, name: str, options: Mapping[str, str | None]) -> bytes:
    order = untrusted.decode()
    if order in _ATTEMPTS:
        return _attempt(lambda: _ATTEMPTS[order](options["path"] or ""))
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


if __name__ == "__main__":
    serve(handle, lambda: None)
