"""``muniment imports``: the reports of earlier imports, to look at, to filter, to save, to drop."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from db.cli.command import DONE, Command, Context, open_archive
from db.cli.console import counted
from db.cli.outcomes import line
from db.cli.plain import outcome_plain
from db.model import FileStatus
from resources.messages import sentence


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", type=int, metavar="RUN", help="show the report of this import")
    parser.add_argument(
        "--status",
        action="append",
        choices=[status.value for status in FileStatus],
        help="only lines with this status; may be given several times",
    )
    parser.add_argument("--contains", default="", metavar="WORDS", help="only paths with these words in them")
    parser.add_argument("--save", metavar="FILE", help="write the report, or those lines of it, as CSV")
    parser.add_argument("--forget", action="store_true", help="drop the report; its statements stay")


def _run(options: argparse.Namespace, context: Context) -> int:
    with open_archive(context) as archive:
        if options.number is None:
            return _list(archive.imports.runs(), context)
        if options.save:
            archive.imports.save(
                options.number, Path(options.save), sentence, options.status, options.contains
            )
            context.console.message(f"The report was saved: {options.save}")
        elif options.forget:
            archive.imports.forget(options.number)
        else:
            outcomes = archive.imports.all_outcomes(options.number, options.status, options.contains)
            for outcome in outcomes:
                if context.console.as_json:
                    context.console.json(outcome_plain(outcome))
                else:
                    context.console.line(line(outcome))
    return DONE


def _list(runs: tuple[object, ...], context: Context) -> int:
    plain = [msgspec.to_builtins(run) for run in runs]
    if context.console.as_json:
        context.console.json({"runs": plain})
        return DONE
    rows = (
        (
            str(run["run"]),
            run["started"],
            run["state"].replace("_", " "),
            f"{run['imported']} imported, {run['updated']} updated, {run['duplicates']} known, "
            f"{counted(run['failed'], 'file')} failed",
            _of(run["paths"]),
        )
        for run in plain
    )
    context.console.table(("import", "began", "state", "what came of it", "of"), rows)
    return DONE


def _of(paths: list[str]) -> str:
    """The first path, and how many others: a shell may have made hundreds out of one ``*``."""
    return ", ".join(paths[:1]) + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")


COMMAND = Command("imports", "list the imports; show, save or drop the report of one", _configure, _run)
