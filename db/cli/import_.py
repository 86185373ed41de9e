"""``muniment import``: files and folders into the archive."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from db.cli.command import DONE, SOME_FAILED, Command, Context, open_archive
from db.cli.plain import outcome_plain
from db.model import FileOutcome, FileStatus, ImportReport
from resources.messages import sentence

_SIGNS = {
    FileStatus.IMPORTED: "imported ",
    FileStatus.DUPLICATE: "known    ",
    FileStatus.UPDATED: "updated  ",
    FileStatus.FAILED: "FAILED   ",
    FileStatus.SKIPPED: "skipped  ",
}


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")


def _run(options: argparse.Namespace, context: Context) -> int:
    console = context.console
    with open_archive(context) as archive, console.progress() as sink:
        report = archive.import_paths([Path(path) for path in options.paths], progress=sink)
    if console.as_json:
        console.json(_plain(report))
    else:
        for outcome in report.files:
            console.line(_line(outcome))
        console.line(
            f"{report.imported} imported, {report.duplicates} known already, "
            f"{report.updated} updated, {report.failed} failed"
        )
    statuses = Counter(outcome.status for outcome in report.files)
    return SOME_FAILED if statuses[FileStatus.FAILED] or report.cancelled else DONE


def _line(outcome: FileOutcome) -> str:
    line = f"{_SIGNS[outcome.status]} {outcome.path}"
    if outcome.id:
        line += f"  {outcome.id}"
    if outcome.error is not None:
        line += f"\n          {sentence(outcome.error.code, outcome.error.params)}"
    return line + "".join(f"\n          {sentence(code, {})}" for code in outcome.warnings)


def _plain(report: ImportReport) -> dict[str, Any]:
    return {
        "imported": report.imported,
        "duplicates": report.duplicates,
        "updated": report.updated,
        "failed": report.failed,
        "cancelled": report.cancelled,
        "files": [outcome_plain(outcome) for outcome in report.files],
    }


COMMAND = Command("import", "import files and folders, with a report of one line a file", _configure, _run)
