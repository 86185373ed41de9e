"""What an import has ready for the store, file by file, in their order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import BinaryIO

from db.ingest.parsed import Parsed
from db.model import FileOutcome, FileStatus, Sha256, Source, StatementId
from db.store import Originals


@dataclass(slots=True)
class Original:
    """The bytes that statements are taken from: in memory, or in the archive already.

    Attributes:
        data: the bytes, put into the archive when the first statement of them is stored; None where they are
            there.
        discard: whether they go again where nothing came of them.
        known: they were in the archive before, of an earlier import or of one that was cut off.
    """

    sha256: Sha256
    size: int
    data: bytes | None = None
    discard: bool = False
    known: bool = False

    @classmethod
    def of(cls, data: bytes) -> Original:
        return cls(Sha256(hashlib.sha256(data).hexdigest()), len(data), data)

    def keep(self, originals: Originals) -> None:
        """Raises `ArchiveError` where that cannot be done."""
        if self.data is not None:
            originals.put(self.data)
            self.data = None
        self.discard = False

    def open(self, originals: Originals) -> BinaryIO:
        """For reading; only of bytes that are in the archive."""
        return originals.path(self.sha256).open("rb")


@dataclass(slots=True)
class Opened:
    """A container that is being unpacked, and what has come out of it so far."""

    shown: str
    original: Original
    sha256: Sha256
    """Of the outermost container."""
    counts: dict[FileStatus, int] = field(default_factory=dict)
    failed: int = 0
    lines: int = 0
    """Lines of the report that members of the outermost container have, and how many of them say failed."""
    failed_lines: int = 0
    members: int = 0
    troubles: list[FileOutcome] = field(default_factory=list)
    """What is wrong with it as a whole. These lines wait for the end, when it is known what came of it."""
    id: StatementId | None = None
    warnings: list[str] = field(default_factory=list)
    within: Opened | None = None

    def count(self, status: FileStatus, id: str | None) -> None:
        """One more statement came out of it, and so out of what it lies in."""
        self.counts[status] = self.counts.get(status, 0) + 1
        self.id = StatementId(id) if id else None
        if self.within is not None:
            self.within.count(status, id)

    def count_failed(self) -> None:
        self.failed += 1
        if self.within is not None:
            self.within.count_failed()

    def count_line(self, status: FileStatus) -> None:
        """One more line of the report; of the outermost container only."""
        self.lines += 1
        self.failed_lines += status is FileStatus.FAILED

    @property
    def outermost(self) -> Opened:
        return self if self.within is None else self.within.outermost

    @property
    def statements(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A document that was read and analysed. `listed`: it has a line of its own in the report."""

    shown: str
    parsed: Parsed
    source: Source
    keys: tuple[str, ...]
    original: Original
    opened: Opened | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document whose bytes are in the archive: statement `id`. `source` is how it came this time."""

    shown: str
    id: StatementId
    source: Source
    original: Original
    opened: Opened | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line of the report without a statement. `of_container`: it tells what is wrong with `opened`."""

    outcome: FileOutcome
    opened: Opened | None = None
    of_container: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A container was gone through."""

    opened: Opened


Prepared = Ready | Known | Told | Closed
