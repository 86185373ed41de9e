"""``muniment restore``: an archive from a backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from db.cli.command import DONE, Command, Context


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the backup")


def _run(options: argparse.Namespace, context: Context) -> int:
    from db.archive import Archive

    console = context.console
    with console.progress() as sink:
        Archive.restore(Path(options.path).expanduser(), context.archive, progress=sink)
    if console.as_json:
        console.json({"archive": str(context.archive)})
    else:
        console.line(f"Restored into {context.archive}")
    return DONE


COMMAND = Command(
    "restore", "make an archive from a backup (into --archive, which must not exist)", _configure, _run
)
