"""What window and core say to each other: one JSON object a line over the core's standard input and output.

Imports only `db.model`, `db.errors` and `db.progress`, so that the window's process stays light.

The window sends `Request`s, numbered from 1; the core answers each with exactly one `Answer` of that number,
and may send `Notice`s in between (progress of a request, changes of the archive). A `Request` named
``cancel``, ``pause`` or ``resume`` stops, halts or sets going the request whose number it carries. A newer
request with the same `channel` supersedes an older one that has not begun to run or can be cut short: the
older is answered with code ``work.superseded``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from db.model import (
    Annotation,
    ArchiveInfo,
    Changes,
    CitedBy,
    DocumentCard,
    ExportReport,
    Failure,
    FileOutcome,
    ImportOptions,
    ImportReport,
    ImportRun,
    ReanalysisReport,
    SearchRequest,
    SearchResults,
    Span,
    Statement,
    StatementSummary,
    TablePreview,
    TextDiff,
    Version,
    WorkGroup,
)
from db.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something the window wants done."""

    number: int
    operation: str
    arguments: dict[str, Any] = field(default_factory=dict)
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`failure` is None where it went well; `result` then fits the operation's type."""

    number: int
    result: Any = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Progress of request `number`, or changes of the archive (number 0)."""

    number: int
    progress: Progress | None = None
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the core: its result, its keyword arguments by name and type, and its lane.

    What is `long` tells how far it is, can be paused and stopped, and lets others write meanwhile.
    """

    result: Any
    arguments: dict[str, Any] = field(default_factory=dict)
    writes: bool = False
    long: bool = False


CONTROLS = frozenset({"cancel", "pause", "resume"})
"""Requests about another request, whose ``number`` is their only argument. They are answered with nothing."""

OPERATIONS: dict[str, Operation] = {
    "open": Operation(ArchiveInfo, {"path": str | None}, writes=True),
    "info": Operation(ArchiveInfo),
    "import_paths": Operation(
        ImportReport, {"paths": list[str], "options": ImportOptions | None}, writes=True, long=True
    ),
    "imports.runs": Operation(tuple[ImportRun, ...]),
    "imports.outcomes": Operation(
        tuple[FileOutcome, ...],
        {"run": int, "statuses": list[str] | None, "contains": str, "limit": int, "offset": int},
    ),
    "imports.retry": Operation(
        ImportReport,
        {"run": int, "paths": list[str] | None, "options": ImportOptions | None},
        writes=True,
        long=True,
    ),
    "imports.go_on": Operation(ImportReport, {"run": int}, writes=True, long=True),
    "imports.forget": Operation(None, {"run": int}, writes=True),
    "imports.save": Operation(None, {"run": int, "path": str}),
    "imports.preview": Operation(TablePreview | None, {"path": str}),
    "works.proposals": Operation(tuple[WorkGroup, ...], {"state": str | None}),
    "works.find": Operation(int, writes=True, long=True),
    "works.decide": Operation(WorkGroup, {"group": str, "state": str}, writes=True),
    "works.versions": Operation(tuple[Version, ...], {"id": str}),
    "works.compare": Operation(TextDiff, {"left": str, "right": str}),
    "works.separate": Operation(None, {"id": str}, writes=True),
    "reanalyse": Operation(
        ReanalysisReport, {"ids": list[str] | None, "apply": bool}, writes=True, long=True
    ),
    "statements": Operation(tuple[StatementSummary, ...], {"limit": int | None, "offset": int}),
    "statement": Operation(Statement, {"id": str}),
    "search": Operation(SearchResults, {"request": SearchRequest}),
    "hits_in": Operation(tuple[Span, ...], {"id": str, "query": str}),
    "document": Operation(DocumentCard | None, {"ref": str}),
    "cited_by": Operation(CitedBy, {"ref": str}),
    "annotations": Operation(tuple[Annotation, ...], {"id": str | None}),
    "annotate": Operation(
        Annotation,
        {"id": str, "start": int, "end": int, "note": str, "tags": list[str], "colour": str},
        writes=True,
    ),
    "edit_annotation": Operation(
        Annotation,
        {"annotation": str, "note": str | None, "tags": list[str] | None, "colour": str | None},
        writes=True,
    ),
    "remove_annotation": Operation(None, {"annotation": str}, writes=True),
    "restore_annotation": Operation(Annotation, {"annotation": str}, writes=True),
    "export": Operation(
        ExportReport,
        {"format": str, "output": str, "query": str | None, "ids": list[str] | None},
    ),
    "citation": Operation(str, {"id": str, "start": int, "end": int}),
    "make_sample": Operation(ArchiveInfo, {"path": str | None}, writes=True),
}

_ENCODER = msgspec.json.Encoder()


def encode(message: Request | Answer | Notice) -> bytes:
    """A message as one line, its end included. Answers and notices are told apart by their keys."""
    return _ENCODER.encode(message) + b"\n"


def decode_request(line: bytes) -> Request:
    return msgspec.json.decode(line, type=Request)


def decode_reply(line: bytes) -> Answer | Notice:
    """An answer (its result still plain: see `result_of`) or a notice."""
    plain = msgspec.json.decode(line)
    if "result" in plain:
        return msgspec.convert(plain, Answer)
    return msgspec.convert(plain, Notice)


def result_of(operation: str, plain: Any) -> Any:
    """The plain result of an answer as the dataclasses of `db.model`."""
    expected = OPERATIONS[operation].result
    return None if expected is None else msgspec.convert(plain, expected)
