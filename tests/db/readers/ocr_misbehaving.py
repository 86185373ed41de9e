"""A worker that may start Tesseract, and tries more; run by ``python -m`` as the true one is."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

from db.readers import ocr_worker
from db.readers.host import serve
from db.readers.ocr import find_tesseract
from db.readers.registry import Untrusted
from db.readers.wire import Known

_TESSERACT = find_tesseract()


def _loader() -> object:
    """Starts another program through the loader of libraries, which may be started."""
    loader = _TESSERACT.programs[-1] if _TESSERACT else ""
    return subprocess.run([loader, "/bin/ls"], check=True, stdout=subprocess.PIPE)


_ATTEMPTS: dict[str, Callable[[], object]] = {
    "ls": lambda: subprocess.run(["/bin/ls", "/"], check=True, stdout=subprocess.PIPE),
    "shell": lambda: subprocess.run("true", shell=True, check=True),
    "loader": _loader,
    "internet": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
    "local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close(),
    "read": lambda: Path("/etc/passwd").read_bytes(),
    "write": lambda: Path("/tmp/escaped").write_bytes(b"x"),
    "kill": lambda: os.kill(os.getppid(), 0),
}


def handle(untrusted: Untrusted, known: Known) -> bytes:
    order = untrusted.data.decode("latin-1")
    if order not in _ATTEMPTS:
        return ocr_worker.handle(untrusted, known)
    try:
        _ATTEMPTS[order]()
    except (OSError, subprocess.CalledProcessError) as error:
        return f"denied {type(error).__name__}".encode()
    return b"done"


if __name__ == "__main__":
    serve(handle, ocr_worker.warm_up)
