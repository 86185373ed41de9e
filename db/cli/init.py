"""``muniment init``: makes an archive."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="DIR", help="where (instead of --archive)")


def _run(options: argparse.Namespace, context: Context) -> int:
    from pathlib import Path

    from db.archive import Archive

    target = Path(options.path).expanduser() if options.path else context.archive
    with Archive.create(target) as archive:
        info = archive.info()
    if context.console.as_json:
        context.console.json({"archive": info.path, "lineage": info.lineage, "schema": info.schema})
    else:
        context.console.line(f"Made an empty archive: {info.path}")
    return DONE


COMMAND = Command("init", "make an archive", _configure, _run)
