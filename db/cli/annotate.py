"""``muniment annotate``: marks a passage."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive
from db.model import Colour


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the statement's id")
    parser.add_argument(
        "--quote", required=True, metavar="TEXT", help="the words to mark, as they stand there"
    )
    parser.add_argument("--note", default="", metavar="N", help="what you want to say of them")
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be repeated")
    parser.add_argument("--colour", choices=[colour.value for colour in Colour], default="amber")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        annotation = archive.annotate(
            options.id, quote=options.quote, note=options.note, tags=options.tag, colour=options.colour
        )
    if context.console.as_json:
        context.console.json(annotation)
    else:
        context.console.line(f"Marked “{annotation.quote}” ({annotation.id})")
    return DONE


COMMAND = Command("annotate", "mark a passage, with a note and tags", _configure, _run)
