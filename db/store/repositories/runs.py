"""Imports and their reports: a line for every file, kept as they come, so that an import can go on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, or_, select, update

from db.errors import UsageError
from db.model import Failure, FileOutcome, FileStatus, ImportOptions, ImportRun, RunState
from db.store.clock import now
from db.store.repositories.inserting import insert_rows
from db.store.repositories.rows import AnyRow, Values, codes_of, codes_text
from db.store.schema import ImportOutcomeRow, ImportRunRow

Stamp = tuple[int, int]
"""A file's size in bytes and the time of its last change in nanoseconds, as they were when it was found."""

_OPEN = (RunState.CUT_OFF.value, RunState.CANCELLED.value)
_UNFINISHED = "container.unfinished"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A container whose end has not come, and what it has added to the report so far.

    `counted` are statements by status; `failed` and `lines` are lines of the report.
    """

    path: str
    counted: Mapping[FileStatus, int]
    failed: int
    lines: int

    @classmethod
    def of(cls, outcome: FileOutcome | None) -> Unfinished | None:
        """What a line of the report says of it; None for another line."""
        if outcome is None or outcome.error is None or outcome.error.code != _UNFINISHED:
            return None
        told = {name: int(value or 0) for name, value in outcome.error.params.items() if name != "name"}
        counted = {status: told[status.value] for status in _COUNTED}
        return cls(outcome.path, counted, told["failed"], told["lines"])

    def outcome(self) -> FileOutcome:
        """The line of the report that stands for it as long as it is unfinished."""
        params: dict[str, str | int | float | None] = {
            status.value: self.counted.get(status, 0) for status in _COUNTED
        }
        params |= {"name": self.path, "failed": self.failed, "lines": self.lines}
        statements = sum(self.counted.values())
        return FileOutcome(
            path=self.path,
            status=FileStatus.IMPORTED if statements else FileStatus.SKIPPED,
            statements=statements,
            error=Failure(code=_UNFINISHED, params=params),
        )


_COUNTED = (FileStatus.IMPORTED, FileStatus.DUPLICATE, FileStatus.UPDATED)


class Done:
    """Files by their paths: a few bytes each, for there may be a million."""

    def __init__(self) -> None:
        self._paths: set[bytes] = set()
        self._stamped: set[bytes] = set()

    def __contains__(self, path: object) -> bool:
        return _short(path) in self._paths

    def __len__(self) -> int:
        return len(self._paths)

    def add(self, path: str, size: int | None, changed: int | None) -> None:
        """One more, with its size in bytes and its time of change in nanoseconds where they were kept."""
        self._paths.add(_short(path))
        if size is not None and changed is not None:
            self._stamped.add(_short(path, size, changed))

    def unchanged(self, path: str, size: int, changed: int) -> bool:
        """Whether the file is there, and was kept with just this size and time of change."""
        return _short(path, size, changed) in self._stamped


def _short(*parts: object) -> bytes:
    words = "\0".join(map(str, parts))
    return hashlib.blake2b(words.encode(errors="surrogateescape"), digest_size=10).digest()


class Runs:
    """Reads imports through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[ImportRun, ...]:
        """Every import, the newest first."""
        query = select(ImportRunRow.__table__).order_by(ImportRunRow.run.desc())
        return tuple(_run_of(row) for row in self._connection.execute(query))

    def get(self, run: int) -> ImportRun:
        """One import. Raises `UsageError` ``import.unknown``."""
        return _run_of(self._row(run))

    def options(self, run: int) -> ImportOptions:
        """What was said about its files; without passwords, which are never kept."""
        return msgspec.json.decode(self._row(run).options, type=ImportOptions)

    def unfinished(self) -> tuple[ImportRun, ...]:
        """Imports that were cut off or cancelled, and can go on; the newest first."""
        return tuple(run for run in self.all() if run.state.value in _OPEN)

    def outcomes(
        self,
        run: int,
        statuses: Collection[str] | None = None,
        limit: int | None = None,
        offset: int = 0,
        contains: str = "",
    ) -> tuple[FileOutcome, ...]:
        """Lines of a report in their order; those of some statuses, those whose path has `contains` in it."""
        query = self._lines(select(ImportOutcomeRow.__table__), run, statuses, contains)
        query = query.order_by(ImportOutcomeRow.ordinal).limit(-1 if limit is None else limit).offset(offset)
        return tuple(_outcome_of(row) for row in self._connection.execute(query))

    def count(self, run: int, statuses: Collection[str] | None = None, contains: str = "") -> int:
        """How many lines `outcomes` has without a limit."""
        query = self._lines(select(func.count()).select_from(ImportOutcomeRow), run, statuses, contains)
        return int(self._connection.execute(query).scalar_one())

    def done(self, run: int) -> Done:
        """The files that need not be looked at again when it goes on: those with a line of their own.

        A folder may be called as if it were a container: what has a stamp is no member, whatever its path.
        """
        columns = (ImportOutcomeRow.path, ImportOutcomeRow.size, ImportOutcomeRow.mtime_ns)
        own = or_(ImportOutcomeRow.path.not_like("%!/%"), ImportOutcomeRow.size.is_not(None))
        query = select(*columns).where(ImportOutcomeRow.run == run, own)
        done = Done()
        for row in self._connection.execution_options(yield_per=1000).execute(query):
            done.add(row.path, row.size, row.mtime_ns)
        return done

    def _last(self, run: int, outcomes: int) -> FileOutcome | None:
        """The last line of a report of so many lines."""
        found = self.outcomes(run, limit=1, offset=outcomes - 1) if outcomes else ()
        return found[0] if found else None

    def _lines(self, query: Any, run: int, statuses: Collection[str] | None, contains: str) -> Any:
        query = query.where(ImportOutcomeRow.run == run)
        if statuses is not None:
            query = query.where(ImportOutcomeRow.status.in_([str(status) for status in statuses]))
        if contains:
            query = query.where(ImportOutcomeRow.path.icontains(contains, autoescape=True))
        return query

    def _row(self, run: int) -> AnyRow:
        row = self._connection.execute(select(ImportRunRow.__table__).where(ImportRunRow.run == run)).first()
        if row is None:
            raise UsageError("import.unknown", run=run)
        return row


class RunWriter(Runs):
    """Writes imports through one connection."""

    def begin(self, paths: Sequence[str], options: ImportOptions) -> int:
        """Notes that an import begins, and gives its number. Passwords are left out."""
        kept = ImportOptions(
            mapping=options.mapping, ocr=options.ocr, as_text=options.as_text, language=options.language
        )
        newest = self._connection.execute(select(func.max(ImportRunRow.run))).scalar()
        run = int(newest or 0) + 1
        row: Values = {
            "run": run,
            "started": now(),
            "finished": None,
            "state": RunState.RUNNING.value,
            "paths": json.dumps([str(path) for path in paths]),
            "options": msgspec.json.encode(kept).decode(),
        }
        counts = dict.fromkeys(("imported", "duplicates", "updated", "failed", "outcomes"), 0)
        insert_rows(self._connection, {"import_run": [row | counts]})
        return run

    def go_on(self, run: int) -> str | None:
        """Notes that an import goes on; gives the path of the container in the midst of which it was cut off.

        That will be gone through from its beginning: what it had added to the report is taken back.
        Raises `UsageError` ``import.unknown``.
        """
        row = self._row(run)
        self._set(run, state=RunState.RUNNING.value, finished=None)
        unfinished = Unfinished.of(self._last(run, row.outcomes))
        if unfinished is None:
            return None
        left = row.outcomes - 1 - unfinished.lines
        self._cut(run, left)
        self._set(
            run,
            outcomes=left,
            imported=row.imported - unfinished.counted[FileStatus.IMPORTED],
            duplicates=row.duplicates - unfinished.counted[FileStatus.DUPLICATE],
            updated=row.updated - unfinished.counted[FileStatus.UPDATED],
            failed=row.failed - unfinished.failed,
        )
        return unfinished.path

    def add(
        self,
        run: int,
        outcomes: Sequence[FileOutcome],
        stamps: Sequence[Stamp | None] | None = None,
        *,
        counted: Mapping[FileStatus, int] | None = None,
        unfinished: Unfinished | None = None,
    ) -> None:
        """Adds lines to a report.

        Args:
            stamps: one a line, of the files that are done with when these lines are kept.
            counted: how many statements were stored or known; without it, the lines of files tell (a member,
                ``x.zip!/y``, counts with its container). Failed are the lines that say so.
            unfinished: the container these lines end in; its line is the last until others are added.
        """
        row = self._row(run)
        before = row.outcomes
        if Unfinished.of(self._last(run, before)) is not None:
            before -= 1
            self._cut(run, before)
        marks = [*(stamps or [None] * len(outcomes))]
        counts = _counted(outcomes) if counted is None else counted
        if unfinished is not None:
            outcomes, marks = [*outcomes, unfinished.outcome()], [*marks, None]
        rows = [
            _outcome_values(run, before + number, outcome, mark)
            for number, (outcome, mark) in enumerate(zip(outcomes, marks, strict=True))
        ]
        insert_rows(self._connection, {"import_outcome": rows})
        self._set(
            run,
            outcomes=before + len(rows),
            imported=row.imported + counts.get(FileStatus.IMPORTED, 0),
            duplicates=row.duplicates + counts.get(FileStatus.DUPLICATE, 0),
            updated=row.updated + counts.get(FileStatus.UPDATED, 0),
            failed=row.failed + sum(outcome.status is FileStatus.FAILED for outcome in outcomes),
        )

    def finish(self, run: int, state: RunState) -> None:
        """Notes how an import ended. Raises `UsageError` ``import.unknown``."""
        self._row(run)
        self._set(run, state=state.value, finished=now())

    def forget(self, run: int) -> None:
        """Drops the report of an import; its statements stay. Raises `UsageError` ``import.unknown``."""
        self._row(run)
        self._connection.execute(delete(ImportRunRow).where(ImportRunRow.run == run))

    def cut_off(self) -> None:
        """No import can be running while an archive is being opened: those that say so were cut off."""
        running = update(ImportRunRow).where(ImportRunRow.state == RunState.RUNNING.value)
        self._connection.execute(running.values(state=RunState.CUT_OFF.value))

    def _cut(self, run: int, left: int) -> None:
        """Drops all lines of a report but so many."""
        beyond = (ImportOutcomeRow.run == run, ImportOutcomeRow.ordinal >= left)
        self._connection.execute(delete(ImportOutcomeRow).where(*beyond))

    def _set(self, run: int, **values: Any) -> None:
        self._connection.execute(update(ImportRunRow).where(ImportRunRow.run == run).values(values))


def _counted(outcomes: Sequence[FileOutcome]) -> dict[FileStatus, int]:
    counts: dict[FileStatus, int] = {}
    for outcome in outcomes:
        if "!/" not in outcome.path:
            counts[outcome.status] = counts.get(outcome.status, 0) + outcome.statements
    return counts


def _outcome_values(run: int, ordinal: int, outcome: FileOutcome, stamp: Stamp | None) -> Values:
    size, changed = stamp or (None, None)
    return {
        "run": run,
        "ordinal": ordinal,
        "path": outcome.path,
        "status": outcome.status.value,
        "statement_id": outcome.id,
        "statements": outcome.statements,
        "error": msgspec.json.encode(outcome.error).decode() if outcome.error else None,
        "warnings": codes_text(outcome.warnings),
        "undecodable": outcome.undecodable,
        "size": size,
        "mtime_ns": changed,
    }


def _outcome_of(row: AnyRow) -> FileOutcome:
    return FileOutcome(
        path=row.path,
        status=FileStatus(row.status),
        id=row.statement_id,
        statements=row.statements,
        error=msgspec.json.decode(row.error, type=Failure) if row.error else None,
        warnings=codes_of(row.warnings),
        undecodable=row.undecodable,
    )


def _run_of(row: AnyRow) -> ImportRun:
    return ImportRun(
        run=row.run,
        started=row.started,
        finished=row.finished,
        state=RunState(row.state),
        paths=tuple(json.loads(row.paths)),
        imported=row.imported,
        duplicates=row.duplicates,
        updated=row.updated,
        failed=row.failed,
        outcomes=row.outcomes,
    )
