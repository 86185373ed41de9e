"""The command line as a user has it: a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value that the command printed."""
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def muniment(*arguments: str | Path, cwd: Path | None = None) -> Ran:
    """Runs ``muniment`` with these arguments and waits for it."""
    done = subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def run_here(*arguments: str | Path, capsysbinary: Any) -> Ran:
    """The same within this process, for the many tests that need no process of their own."""
    from db.cli.main import main

    try:
        status = main([str(argument) for argument in arguments], lambda *_: 99)
    except SystemExit as error:  # argparse leaves this way
        status = error.code if isinstance(error.code, int) else 1
    out, err = capsysbinary.readouterr()
    return Ran(status, out.decode("utf-8"), err.decode("utf-8"))
