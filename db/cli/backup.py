"""``muniment backup``: a verified copy of the archive."""

from __future__ import annotations

import argparse
from pathlib import Path

from db.cli.command import DONE, Command, Context, open_archive


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the folder to make; it must not exist yet")


def _run(options: argparse.Namespace, context: Context) -> int:
    console = context.console
    target = Path(options.path).expanduser()
    with open_archive(context) as archive, console.progress() as sink:
        archive.backup(target, progress=sink)
    if console.as_json:
        console.json({"path": str(target), "verified": True})
    else:
        console.line(f"Backed up and verified: {target}")
    return DONE


COMMAND = Command("backup", "write a verified copy of the archive", _configure, _run)
