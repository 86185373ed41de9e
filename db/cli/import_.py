"""``muniment import``: files, folders and containers into the archive."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from db.cli.command import DONE, SOME_FAILED, Command, Context, open_archive
from db.cli.console import Console, counted
from db.cli.outcomes import line, write_json
from db.errors import UsageError
from db.model import ColumnMapping, ImportOptions, ImportReport
from db.progress import CancelToken, ProgressSink
from resources.messages import sentence

if TYPE_CHECKING:
    from db.archive import Archive

_COLUMNS = ("text", "id", "title", "date", "language", "url")


def _mapping(text: str) -> ColumnMapping:
    """``text=body,id=number`` as a mapping."""
    pairs = [pair.partition("=") for pair in text.split(",")]
    given = {field.strip(): column.strip() for field, _, column in pairs}
    unknown = [field for field in given if field not in _COLUMNS]
    if unknown or not given.get("text") or not all(given.values()):
        raise argparse.ArgumentTypeError(
            f"a mapping is such as text=body,id=number; fields are {', '.join(_COLUMNS)}, and text is needed"
        )
    return ColumnMapping(
        text=given["text"],
        id=given.get("id"),
        title=given.get("title"),
        date=given.get("date"),
        language=given.get("language"),
        url=given.get("url"),
    )


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder, a ZIP, a WARC, a table …")
    parser.add_argument(
        "--columns",
        type=_mapping,
        metavar="FIELD=COLUMN,…",
        help="which column of a table holds what; guessed without it",
    )
    parser.add_argument(
        "--password",
        action="append",
        default=[],
        metavar="P",
        help="tried on encrypted files; may be given several times, and is not stored (but other programs, "
        "and the history of the shell, may see it: safer is --ask-password)",
    )
    parser.add_argument("--ask-password", action="store_true", help="ask for a password, and do not show it")
    parser.add_argument("--no-ocr", action="store_true", help="do not read scanned pages with Tesseract")
    parser.add_argument("--as-text", action="store_true", help="take every file for plain text")
    parser.add_argument(
        "--go-on",
        nargs="?",
        type=int,
        const=0,
        metavar="RUN",
        help="go on with an import that was cut off or stopped; without a number, the last such one",
    )
    parser.add_argument(
        "--retry", type=int, metavar="RUN", help="try again what failed in an import (see “muniment imports”)"
    )


def _run(options: argparse.Namespace, context: Context) -> int:
    console = context.console
    asked = [bool(options.paths), options.go_on is not None, options.retry is not None]
    if sum(asked) != 1:
        raise UsageError("import.nothing_asked")
    if options.ask_password and not sys.stdin.isatty():
        raise UsageError("import.no_terminal")
    how = _how(options)
    with open_archive(context) as archive, console.progress() as sink, _stoppable(console) as cancel:
        report = _carried_out(archive, options, how, sink, cancel)
        _tell(console, archive, report)
    return SOME_FAILED if report.failed or report.cancelled else DONE


def _how(options: argparse.Namespace) -> ImportOptions:
    asked = (getpass("Password (it is not shown): "),) if options.ask_password else ()
    return ImportOptions(
        mapping=options.columns,
        passwords=(*options.password, *asked),
        ocr=not options.no_ocr,
        as_text=options.as_text,
    )


def _carried_out(
    archive: Archive,
    options: argparse.Namespace,
    how: ImportOptions,
    sink: ProgressSink,
    cancel: CancelToken,
) -> ImportReport:
    if options.retry is not None:
        return archive.imports.retry(options.retry, options=how, listed=0, progress=sink, cancel=cancel)
    if options.go_on is not None:
        run = options.go_on or archive.imports.last_unfinished()
        return archive.imports.go_on(run, how, listed=0, progress=sink, cancel=cancel)
    paths = [Path(path) for path in options.paths]
    return archive.import_paths(paths, how, listed=0, progress=sink, cancel=cancel)


def _tell(console: Console, archive: Archive, report: ImportReport) -> None:
    """The report from where it is kept: it may be longer than memory."""
    outcomes = archive.imports.all_outcomes(report.run)
    if console.as_json:
        write_json(report, outcomes)
        return
    for outcome in outcomes:
        console.line(line(outcome))
    console.line(
        f"{report.imported} imported, {report.duplicates} known already, "
        f"{report.updated} updated, {report.failed} failed"
    )
    for code in report.notices:
        console.message(sentence(code, {}))
    if report.cancelled:
        console.message(
            f"Stopped. What was imported is kept; “muniment import --go-on {report.run}” does the rest."
        )
    elif report.failed:
        console.message(
            f"{counted(report.failed, 'file')} failed: “muniment import --retry {report.run}” tries again."
        )


@contextmanager
def _stoppable(console: Console) -> Iterator[CancelToken]:
    """Ctrl+C stops between two files; a second one ends the program as usual."""
    cancel = CancelToken()

    def stop(number: int, frame: FrameType | None) -> None:
        if cancel.cancelled:
            raise KeyboardInterrupt
        console.message("Stopping …")
        cancel.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


COMMAND = Command("import", "import files and folders, with a report of one line a file", _configure, _run)
