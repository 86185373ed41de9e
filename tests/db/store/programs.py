"""Starting the writing program."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[3]


@contextmanager
def program(folder: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own; killed at the end where it still runs."""
    command = [sys.executable, "-m", "tests.db.store.writer_program", str(folder), mode]
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def said(running: subprocess.Popen[str]) -> str:
    """The next line it says; empty at its end."""
    assert running.stdout is not None
    return running.stdout.readline().strip()
