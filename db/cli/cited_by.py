"""``muniment cited-by``: which statements cite a document."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import counted
from db.model import DocumentCard


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="such as ilo:C087, C87, un:ICCPR or ilo:CONST#art33")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        found = archive.cited_by(options.ref)
    console = context.console
    if console.as_json:
        console.json(found)
        return DONE
    console.line(_heading(found.ref, found.document), style="bold")
    console.line(f"cited by {counted(len(found.statements), 'statement')}")
    for passage in found.passages:
        pinpoint = f" ({passage.pinpoint})" if passage.pinpoint else ""
        console.line(f"\n{passage.date or 'undated'}  {passage.title}  {passage.id}{pinpoint}")
        console.line(f"  {passage.sentence}")
    return DONE


def _heading(ref: str, document: DocumentCard | None) -> str:
    if document is None:
        return ref
    status = f" [{document.status}]" if document.status else ""
    return f"{ref}  {document.title}{status}"


COMMAND = Command("cited-by", "show which statements cite a document", _configure, _run)
