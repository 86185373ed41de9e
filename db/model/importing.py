"""What an import did, file by file (DESIGN §5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileStatus(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    UPDATED = "updated"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A `KnownError` as data: the faces make the sentence."""

    code: str
    params: dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """One file. `path` is cleaned for showing; `warnings` are codes of sentences.

    `undecodable` counts the places where bytes could not be read as text and are U+FFFD in it.
    """

    path: str
    status: FileStatus
    id: str | None = None
    statements: int = 0
    error: Failure | None = None
    warnings: tuple[str, ...] = ()
    undecodable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Counts are of statements; `failed` counts files. `cancelled`: some files were not looked at.

    `run` is the number under which the archive keeps the report; `notices` are codes of sentences about the
    import as a whole.
    """

    imported: int
    duplicates: int
    updated: int
    failed: int
    files: tuple[FileOutcome, ...]
    cancelled: bool = False
    run: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column of a table holds what; names as in the table's head, or the keys of JSON objects.

    `text` holds the statement itself. `confidence` is 0 to 1 for a guess and 1 for what a person said.
    """

    text: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """A table before it is imported: its columns, some rows (cells cut short), and the guessed mapping.

    `mapping` is None where no column looks like a text.
    """

    path: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: ColumnMapping | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What a person may say about the files of one import.

    Attributes:
        mapping: for tables; without it, it is guessed for each.
        passwords: tried on encrypted files, in this order; never stored.
        ocr: whether scanned pages are read by Tesseract, where that is installed.
        as_text: takes every file for plain text, whatever it looks like.
        language: ISO 639-1, where it is known and not to be detected.
    """

    mapping: ColumnMapping | None = None
    passwords: tuple[str, ...] = ()
    ocr: bool = True
    as_text: bool = False
    language: str | None = None


class RunState(StrEnum):
    """Where an import stands. A run that is neither finished nor running was cut off, and can go on."""

    RUNNING = "running"
    CUT_OFF = "cut_off"
    CANCELLED = "cancelled"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """An import the archive keeps the report of. Counts as in `ImportReport`; `outcomes` counts lines."""

    run: int
    started: str
    finished: str | None
    state: RunState
    paths: tuple[str, ...]
    imported: int = 0
    duplicates: int = 0
    updated: int = 0
    failed: int = 0
    outcomes: int = 0
