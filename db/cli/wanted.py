"""``muniment wanted``: what is cited and not here."""

from __future__ import annotations

import argparse

from db.cli.arguments import whole_number
from db.cli.command import DONE, Command, Context, open_archive


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=whole_number, metavar="N", help="at most so many (default: all)")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        documents = archive.wanted()[: options.limit]
    console = context.console
    if console.as_json:
        console.json({"wanted": documents})
    elif not documents:
        console.message("Nothing is cited that the archive does not hold.")
    else:
        rows = ((d.id, str(d.statements), d.title, d.url or "") for d in documents)
        console.table(("document", "cited by", "title", "address"), rows)
    return DONE


COMMAND = Command(
    "wanted", "list cited documents that the archive does not hold, most cited first", _configure, _run
)
