"""``muniment references``: what a statement cites."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the statement's id")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        references = archive.references(options.id)
    console = context.console
    if console.as_json:
        console.json({"id": options.id, "references": references})
    elif not references:
        console.message("This statement cites no document of the ILO or the UN.")
    else:
        rows = (
            (r.id or " | ".join(r.candidates) or "-", r.pinpoint or "", r.status.value, r.text)
            for r in references
        )
        console.table(("document", "pinpoint", "status", "as written"), rows)
    return DONE


COMMAND = Command("references", "show what a statement cites of the ILO and the UN", _configure, _run)
