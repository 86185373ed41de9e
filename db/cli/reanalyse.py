"""``muniment reanalyse``: statements analysed anew by the rules of today."""

from __future__ import annotations

import argparse

from db.cli.command import DONE, SOME_FAILED, Command, Context, open_archive
from db.cli.console import counted


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="statements; without any, all of them")
    parser.add_argument(
        "--apply", action="store_true", help="keep the new layers; without it, only show what would change"
    )


def _run(options: argparse.Namespace, context: Context) -> int:
    console = context.console
    with open_archive(context) as archive, console.progress() as sink:
        report = archive.reanalyse(options.ids or None, apply=options.apply, progress=sink)
    if console.as_json:
        console.json(report)
        return SOME_FAILED if report.cancelled else DONE
    for changed in report.changed:
        console.line(f"{changed.statement.id}  {changed.statement.title}")
        for change in changed.changes:
            words = " ".join(change.text.split())[:60]
            console.line(f"    {'+' if change.gained else '-'} {change.layer}  {change.what}  {words}")
    done = "kept" if report.applied else "nothing was changed; --apply keeps it"
    console.line(
        f"{counted(report.statements, 'statement')} analysed by rules {report.rules}: "
        f"{report.differing} differ, "
        f"{report.gained} gained, {report.lost} lost ({done})"
    )
    return SOME_FAILED if report.cancelled else DONE


COMMAND = Command("reanalyse", "analyse statements anew, and show what is gained and lost", _configure, _run)
