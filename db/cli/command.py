"""What every command is: a name, a line of help, its arguments, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db import paths
from db.cli.console import Console

if TYPE_CHECKING:
    from db.archive import Archive

OpenWindow = Callable[[Path, "Path | None"], int]
"""Opens the window on an archive, or draws it into a PNG file; given by the entry point, which knows Qt."""

DONE, SOME_FAILED, WRONG_USE, UNUSABLE = 0, 1, 2, 3
"""Exit statuses (DESIGN §5)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a command gets beside its arguments."""

    archive: Path
    archive_named: bool
    console: Console
    open_window: OpenWindow


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `configure` adds its arguments, `run` gives the exit status."""

    name: str
    help: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Context], int]


def open_archive(context: Context) -> Archive:
    """The archive of the command line. Raises `ArchiveError` where there is none."""
    from db.archive import Archive

    return Archive.open(context.archive)


def chosen_archive(argument: str | None) -> Path:
    """The archive named by ``--archive``, or the user's own."""
    return Path(argument).expanduser() if argument else paths.default_archive()
