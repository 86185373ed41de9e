"""Facts about an archive and the results of looking after it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveInfo:
    """Facts about an open archive. `read_only_reason` is a code, or None where one may write."""

    path: str
    lineage: str
    statements: int
    annotations: int
    languages: dict[str, int]
    read_only_reason: str | None = None
    index_state: str = "current"
    schema: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something verification found wrong: code of the sentence, and what is hit."""

    code: str
    params: dict[str, str | int | float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What verification looked at, counted, and what it found wrong."""

    statements: int
    originals: int
    annotations: int
    events: int
    damages: tuple[Damage, ...]

    @property
    def sound(self) -> bool:
        return not self.damages


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote. `sha256` is of the file written."""

    path: str
    format: str
    excerpts: int
    statements: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A link of the provenance log: `hash` covers the event and the hash before it."""

    seq: int
    time: str
    action: str
    subject: str | None
    details: dict[str, str | int | float | None]
    tool: str
    hash: str
