"""``muniment list``: the statements of the archive."""

from __future__ import annotations

import argparse

from db.cli.arguments import whole_number
from db.cli.command import DONE, Command, Context, open_archive


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=whole_number, metavar="N", help="at most so many (default: all)")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        statements = archive.statements(limit=options.limit)
    console = context.console
    if console.as_json:
        console.json({"statements": statements})
    elif not statements:
        console.message("The archive is empty. `muniment import PATH` brings files in.")
    else:
        rows = ((s.id, s.date or "undated", s.language, s.kind.value, s.title) for s in statements)
        console.table(("id", "date", "language", "kind", "title"), rows)
    return DONE


COMMAND = Command("list", "list the statements of the archive", _configure, _run)
