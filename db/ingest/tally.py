"""Counts what an import did, and tells how far it is."""

from __future__ import annotations

from collections.abc import Mapping

from db.ingest.discovery import Extent
from db.model import FileOutcome, FileStatus, ImportReport, ImportRun
from db.progress import Progress, ProgressSink

MOST_LISTED = 20_000
"""Lines of a report that are held in memory unless somebody asks for all."""


class Tally:
    """Counts of statements by status, and the lines of the report, the first of them held in memory."""

    def __init__(self, progress: ProgressSink, *, listed: int | None) -> None:
        self.extent = Extent(0, 0)
        """What there is to do, once it is known."""
        self._progress = progress
        self._listed = listed
        self._outcomes: list[FileOutcome] = []
        self._counts = dict.fromkeys(FileStatus, 0)
        self._files = 0
        self._bytes = 0
        self._within = 0
        self._item = ""
        self._paused = False

    def go_on(self, run: ImportRun) -> None:
        """The counts of an import that goes on begin with what it had counted."""
        self._counts |= {
            FileStatus.IMPORTED: run.imported,
            FileStatus.DUPLICATE: run.duplicates,
            FileStatus.UPDATED: run.updated,
            FileStatus.FAILED: run.failed,
        }

    def count(self, counted: Mapping[FileStatus, int]) -> None:
        """Statements were stored, or were known."""
        for status, number in counted.items():
            self._counts[status] += number

    def add(self, outcome: FileOutcome) -> None:
        """A line of the report."""
        if outcome.status is FileStatus.FAILED:
            self._counts[FileStatus.FAILED] += 1
        if self._listed is None or len(self._outcomes) < self._listed:
            self._outcomes.append(outcome)

    def at(self, item: str, position: int | None) -> None:
        """How far a file is, in bytes where that is known."""
        self._item = item
        self._within = self._within if position is None else position
        self.tell()

    def file_done(self, size: int) -> None:
        """A file that was found is done with, and all that is in it."""
        self._files += 1
        self._bytes += size
        self._within = 0
        self.tell()

    def paused(self, paused: bool) -> None:
        self._paused = paused
        self.tell()

    def tell(self) -> None:
        stored = self._counts[FileStatus.IMPORTED] + self._counts[FileStatus.UPDATED]
        self._progress(
            Progress(
                stage="importing",
                done=self._files,
                total=max(self.extent.files, self._files),
                item=self._item,
                bytes_done=self._bytes + self._within,
                bytes_total=max(self.extent.bytes, self._bytes + self._within),
                statements=stored,
                failed=self._counts[FileStatus.FAILED],
                paused=self._paused,
            )
        )

    def report(self, run: int, *, cancelled: bool, notices: tuple[str, ...] = ()) -> ImportReport:
        return ImportReport(
            imported=self._counts[FileStatus.IMPORTED],
            duplicates=self._counts[FileStatus.DUPLICATE],
            updated=self._counts[FileStatus.UPDATED],
            failed=self._counts[FileStatus.FAILED],
            files=tuple(self._outcomes),
            cancelled=cancelled,
            run=run,
            notices=notices,
        )
