"""Counts what an import did, and tells how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from db.ingest.discovery import Found
from db.model import FileOutcome, FileStatus, ImportReport
from db.progress import Progress, ProgressSink


class Tally:
    """The outcomes of an import, in the files' order."""

    def __init__(self, files: Sequence[Found | FileOutcome], progress: ProgressSink) -> None:
        self._progress = progress
        self._outcomes: list[FileOutcome] = []
        self._total = len(files)
        self._bytes_total = sum(file.size for file in files if isinstance(file, Found))
        self._bytes_done = 0

    def begin(self, shown: str) -> None:
        """A file is waited for."""
        self._tell(shown)

    def add(self, outcome: FileOutcome, size: int = 0) -> None:
        """A file is done."""
        self._outcomes.append(outcome)
        self._bytes_done += size
        self._tell(outcome.path)

    def _tell(self, item: str) -> None:
        self._progress(
            Progress(
                stage="importing",
                done=len(self._outcomes),
                total=self._total,
                item=item,
                bytes_done=self._bytes_done,
                bytes_total=self._bytes_total,
            )
        )

    def report(self, *, cancelled: bool) -> ImportReport:
        def statements(status: FileStatus) -> int:
            return sum(outcome.statements for outcome in self._outcomes if outcome.status is status)

        return ImportReport(
            imported=statements(FileStatus.IMPORTED),
            duplicates=statements(FileStatus.DUPLICATE),
            updated=statements(FileStatus.UPDATED),
            failed=sum(outcome.status is FileStatus.FAILED for outcome in self._outcomes),
            files=tuple(self._outcomes),
            cancelled=cancelled,
        )
