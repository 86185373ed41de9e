"""``muniment export``: annotated excerpts into a file."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import counted


def _configure(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--query", metavar="Q", help="the annotations of the statements that this query finds"
    )
    choice.add_argument("--ids", nargs="+", metavar="ID", help="the annotations of these statements")
    parser.add_argument("--format", required=True, metavar="F", help="markdown, html or docx")
    parser.add_argument("--output", required=True, metavar="PATH", help="the file to write")


def _run(options: argparse.Namespace, context: Context) -> int:
    ids = [part for word in options.ids for part in word.split(",") if part] if options.ids else None
    console = context.console
    with open_archive(context) as archive, console.progress() as sink:
        report = archive.export(
            format=options.format, output=options.output, query=options.query, ids=ids, progress=sink
        )
    if console.as_json:
        console.json(report)
    else:
        console.line(
            f"Wrote {counted(report.excerpts, 'excerpt')} of {counted(report.statements, 'statement')} "
            f"to {report.path}"
        )
        console.line(f"SHA-256 {report.sha256}")
    return DONE


COMMAND = Command("export", "export annotated excerpts", _configure, _run)
