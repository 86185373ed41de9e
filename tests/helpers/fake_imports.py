"""The imports of the fake core: runs with as many files as a test wants, faithful to the real one's answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import SignalInstance

from db.model import (
    Changes,
    ColumnMapping,
    Failure,
    FileOutcome,
    FileStatus,
    ImportOptions,
    ImportReport,
    ImportRun,
    RunState,
    Statement,
    TablePreview,
)

FIRST_OUTCOMES = 500
PASSWORD = "barnacle"


def outcome_of(path: str) -> FileOutcome:
    """What becomes of a file, by its name."""
    if "locked" in path:
        failure = Failure(code="pdf.encrypted", params={"name": path})
        return FileOutcome(path=path, status=FileStatus.FAILED, error=failure)
    if "missing" in path:
        failure = Failure(code="file.missing", params={"name": path, "path": path})
        return FileOutcome(path=path, status=FileStatus.FAILED, error=failure)
    if "torn" in path:
        warnings = ("text.undecodable",)
        return FileOutcome(
            path=path, status=FileStatus.IMPORTED, id="s2", statements=1, warnings=warnings, undecodable=3
        )
    return FileOutcome(path=path, status=FileStatus.IMPORTED, id="s1", statements=1)


class FakeImports:
    """`runs` and `outcomes` are what the archive keeps; `previews` maps paths to what a table looks like."""

    changed: SignalInstance
    stored: dict[str, Statement]

    def __init__(self) -> None:
        self.runs: dict[int, ImportRun] = {}
        self.outcomes: dict[int, list[FileOutcome]] = {}
        self.options: list[ImportOptions | None] = []
        self.saved: list[tuple[int, str]] = []
        self.previews: dict[str, TablePreview] = {}

    def add_run(
        self, paths: list[str], outcomes: list[FileOutcome], state: RunState = RunState.FINISHED
    ) -> ImportRun:
        """Keeps a run as if it had been done before."""
        number = max(self.runs, default=0) + 1
        self.runs[number] = ImportRun(
            run=number,
            started=f"2031-05-12T0{number % 10}:30:00Z",
            finished=None if state is RunState.CUT_OFF else "2031-05-12T10:40:00Z",
            state=state,
            paths=tuple(paths),
        )
        self.outcomes[number] = outcomes
        return self._counted(number)

    def _counted(self, number: int) -> ImportRun:
        outcomes = self.outcomes[number]

        def count(status: FileStatus) -> int:
            return sum(each.status is status for each in outcomes)

        self.runs[number] = replace(
            self.runs[number],
            imported=count(FileStatus.IMPORTED),
            duplicates=count(FileStatus.DUPLICATE),
            updated=count(FileStatus.UPDATED),
            failed=count(FileStatus.FAILED),
            outcomes=len(outcomes),
        )
        return self.runs[number]

    def _report(self, number: int) -> ImportReport:
        run = self._counted(number)
        self.changed.emit(Changes(statements=True, index=True))
        return ImportReport(
            imported=run.imported,
            duplicates=run.duplicates,
            updated=run.updated,
            failed=run.failed,
            files=tuple(self.outcomes[number][:FIRST_OUTCOMES]),
            run=number,
        )

    def _import_paths(self, paths: list[str], options: ImportOptions | None = None) -> ImportReport:
        self.options.append(options)
        return self._report(self.add_run(paths, [outcome_of(path) for path in paths]).run)

    def _imports_runs(self) -> tuple[ImportRun, ...]:
        return tuple(self.runs.values())

    def _imports_outcomes(
        self, run: int, statuses: list[str] | None, contains: str, limit: int, offset: int
    ) -> tuple[FileOutcome, ...]:
        fitting = [
            each
            for each in self.outcomes[run]
            if (statuses is None or str(each.status) in statuses) and contains.lower() in each.path.lower()
        ]
        return tuple(fitting[offset : offset + limit])

    def _imports_retry(
        self, run: int, paths: list[str] | None = None, options: ImportOptions | None = None
    ) -> ImportReport:
        self.options.append(options)
        known = options is not None and PASSWORD in options.passwords
        for at, each in enumerate(self.outcomes[run]):
            chosen = each.status is FileStatus.FAILED and (paths is None or each.path in paths)
            if chosen and "locked" in each.path and known:
                self.outcomes[run][at] = FileOutcome(
                    path=each.path, status=FileStatus.IMPORTED, id="s3", statements=1
                )
        return self._report(run)

    def _imports_go_on(self, run: int) -> ImportReport:
        self.runs[run] = replace(self.runs[run], state=RunState.FINISHED, finished="2031-05-12T11:00:00Z")
        self.outcomes[run] += [outcome_of(f"{self.runs[run].paths[0]}/rest.txt")]
        return self._report(run)

    def _imports_forget(self, run: int) -> None:
        del self.runs[run], self.outcomes[run]

    def _imports_save(self, run: int, path: str) -> None:
        self.saved.append((run, path))

    def _imports_preview(self, path: str) -> TablePreview | None:
        return self.previews.get(Path(path).name)


def preview_of(path: str, confidence: float, *, guessed: bool = True) -> TablePreview:
    """A table of two statements."""
    return TablePreview(
        path=path,
        columns=("nr", "headline", "body", "day", "lang"),
        rows=(
            (
                "1",
                "Norland: dockers are free",
                "The eleven leaders were let go on Friday.",
                "2031-05-12",
                "en",
            ),
            ("2", "Sudrie : un procès", "Le procès des onze a commencé.", "2031-05-13", "fr"),
        ),
        mapping=ColumnMapping(
            text="body", id="nr", title="headline", date="day", language="lang", confidence=confidence
        )
        if guessed
        else None,
    )
