"""The lines of an import's report, for people and as JSON, one after another: there may be a million."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import msgspec

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
_INDENT = "\n          "


def line(outcome: FileOutcome) -> str:
    """A line for people, and under it why it failed and what may have been lost."""
    shown = f"{_SIGNS[outcome.status]} {outcome.path}"
    if outcome.id:
        shown += f"  {outcome.id}"
    elif outcome.statements:
        shown += f"  ({outcome.statements} statements)"
    if outcome.error is not None:
        shown += _INDENT + sentence(outcome.error.code, outcome.error.params)
    for code in outcome.warnings:
        shown += _INDENT + sentence(code, {"name": outcome.path})
    if outcome.undecodable:
        shown += f"{_INDENT}Characters that could not be read: {outcome.undecodable}."
    return shown


def write_json(report: ImportReport, outcomes: Iterable[FileOutcome]) -> None:
    """The report as one JSON object on standard output, written as its lines come."""
    out = sys.stdout.buffer
    head = {
        "imported": report.imported,
        "duplicates": report.duplicates,
        "updated": report.updated,
        "failed": report.failed,
        "cancelled": report.cancelled,
        "run": report.run,
        "notices": report.notices,
    }
    out.write(msgspec.json.encode(head)[:-1] + b',"files":[')
    for number, outcome in enumerate(outcomes):
        out.write((b"," if number else b"") + msgspec.json.encode(outcome_plain(outcome)))
    out.write(b"]}\n")
    out.flush()
