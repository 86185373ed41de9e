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
    """Counts are of statements; `failed` counts files. `cancelled`: some files were not looked at."""

    imported: int
    duplicates: int
    updated: int
    failed: int
    files: tuple[FileOutcome, ...]
    cancelled: bool = False
