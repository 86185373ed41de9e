"""The imports of an archive: carried out, gone on with, tried again; their reports kept, filtered, saved."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from db.errors import UsageError
from db.ingest.discovery import Found, from_system
from db.ingest.loading import steady
from db.ingest.pipeline import Import, carry_out
from db.ingest.workshop import Workshop
from db.model import (
    FileOutcome,
    FileStatus,
    ImportOptions,
    ImportReport,
    ImportRun,
    StatementId,
    TablePreview,
)
from db.progress import CancelToken, ProgressSink, ignore
from db.readers import clean_name
from db.store import Store
from db.store.repositories.runs import Done

_PAGE = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")

Sentence = Callable[[str, dict[str, str | int | float | None]], str]


class Imports:
    """All imports of one archive.

    Args:
        stored: called with the ids of new and changed statements, now and then and at the end.
        ended: called after an import that brought new texts, with what it may tell and be stopped by.
    """

    def __init__(
        self,
        store: Store,
        workshop: Workshop,
        stored: Callable[[Sequence[StatementId]], None],
        ended: Callable[[ProgressSink, CancelToken], None],
    ) -> None:
        self._store = store
        self._workshop = workshop
        self._stored = stored
        self._ended = ended

    def carry_out(
        self, what: Import, *, progress: ProgressSink = ignore, cancel: CancelToken | None = None
    ) -> ImportReport:
        """See `db.ingest.pipeline.carry_out`."""
        token = cancel or CancelToken()
        report = carry_out(
            self._store,
            what,
            progress=progress,
            cancel=token,
            workshop=self._workshop,
            stored=self._stored,
        )
        if (report.imported or report.updated) and not report.cancelled:
            self._ended(progress, token)
        return report

    def runs(self) -> tuple[ImportRun, ...]:
        """The imports whose reports are kept, newest first."""
        with self._store.reading() as reading:
            return reading.runs.all()

    def outcomes(
        self,
        run: int,
        statuses: Sequence[str] | None = None,
        contains: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[FileOutcome, ...]:
        """Lines of a report, in their order: with one of the statuses, and words in their path."""
        with self._store.reading() as reading:
            return reading.runs.outcomes(
                run, statuses=statuses, limit=limit, offset=offset, contains=contains
            )

    def all_outcomes(
        self, run: int, statuses: Sequence[str] | None = None, contains: str = ""
    ) -> Iterator[FileOutcome]:
        """As `outcomes`, all of them, a page in memory at a time. Raises `UsageError` ``import.unknown``."""
        self._run(run)
        offset = 0
        while page := self.outcomes(run, statuses, contains, _PAGE, offset):
            yield from page
            offset += len(page)

    def last_unfinished(self) -> int:
        """The last import that can go on. Raises `UsageError` ``import.none_unfinished``."""
        with self._store.reading() as reading:
            unfinished = reading.runs.unfinished()
        if not unfinished:
            raise UsageError("import.none_unfinished")
        return unfinished[0].run

    def go_on(
        self,
        run: int,
        options: ImportOptions | None = None,
        *,
        listed: int | None = None,
        progress: ProgressSink = ignore,
        cancel: CancelToken | None = None,
    ) -> ImportReport:
        """Goes on with an import that was cut off or stopped: files it is done with are passed over.

        `options` add to those of the import, and outrank them; passwords are not kept, and must be given
        again. Raises `UsageError` ``import.unknown``.
        """
        before = self._run(run)
        with self._store.reading() as reading:
            kept = reading.runs.options(run)
            done = reading.runs.done(run)
        what = Import(
            paths=_paths(before),
            options=_combined(kept, options),
            chosen=lambda item: not _is_done(item, done),
            run=run,
            listed=listed,
        )
        return self.carry_out(what, progress=progress, cancel=cancel)

    def retry(
        self,
        run: int,
        paths: Sequence[str] | None = None,
        options: ImportOptions | None = None,
        *,
        listed: int | None = None,
        progress: ProgressSink = ignore,
        cancel: CancelToken | None = None,
    ) -> ImportReport:
        """Tries again what failed in an import, or of that only some paths as they stand in the report.

        It is an import of its own, with a report of its own. A container is gone through again; what is known
        of it is not read anew. Of a folder that could not be read, or was not there, all is taken.
        `options` add to those of the import, and outrank them.
        Raises `UsageError` ``import.unknown``.
        """
        before = self._run(run)
        with self._store.reading() as reading:
            kept = reading.runs.options(run)
        wanted = set(paths) if paths is not None else self._failed(run)
        files = {file for path in wanted for file in _may_be(path)}
        what = Import(
            paths=_paths(before),
            options=_combined(kept, options),
            chosen=lambda item: _shown(item) in files or not wanted.isdisjoint(_folders(_shown(item))),
            listed=listed,
        )
        return self.carry_out(what, progress=progress, cancel=cancel)

    def forget(self, run: int) -> None:
        """Drops the report of an import; its statements stay. Raises `UsageError` ``import.unknown``."""
        self._run(run)
        with self._store.writing() as writing:
            writing.runs.forget(run)

    def save(
        self,
        run: int,
        path: str | Path,
        sentence: Sentence | None = None,
        statuses: Sequence[str] | None = None,
        contains: str = "",
    ) -> None:
        """Writes a report as CSV, with a sentence for each code if `sentence` makes one.

        All of it, or the lines with these `statuses` and with `contains` in their paths.

        Cells that a spreadsheet would take for formulas begin with an apostrophe. Raises `UsageError`
        ``import.unknown``, `InputError` where the file cannot be written.
        """
        self._run(run)
        say = sentence or (lambda code, params: code)
        try:
            with Path(path).open("w", newline="", encoding="utf-8-sig") as file:
                writer = csv.writer(file)
                writer.writerow(("path", "status", "id", "statements", "error", "warnings"))
                lines = self.all_outcomes(run, statuses, contains)
                writer.writerows(_cells(line, say) for line in lines)
        except OSError as error:
            raise from_system(error, clean_name(str(path))) from error

    def preview(self, path: str | Path, options: ImportOptions | None = None) -> TablePreview | None:
        """The beginning of a table, with the mapping that is guessed; None for what is no table.

        Raises `InputError`.
        """
        shown = clean_name(str(path))
        with steady(Path(path), shown) as file:
            return self._workshop.preview(file, shown, options or ImportOptions())

    def _failed(self, run: int) -> set[str]:
        return {outcome.path for outcome in self.outcomes(run, (FileStatus.FAILED,))}

    def _run(self, run: int) -> ImportRun:
        with self._store.reading() as reading:
            return reading.runs.get(run)


def _shown(item: Found | FileOutcome) -> str:
    return item.shown if isinstance(item, Found) else item.path


def _may_be(path: str) -> Iterator[str]:
    """The file that a path in a report is of: itself, or what stands before a ``!/``."""
    yield path
    end = path.find("!/")
    while end >= 0:
        yield path[:end]
        end = path.find("!/", end + 1)


def _folders(shown: str) -> Iterator[str]:
    """The folders above a path."""
    return map(str, PurePath(shown).parents)


def _is_done(item: Found | FileOutcome, done: Done) -> bool:
    """Whether a file needs no second look: it has its line, and is what it was."""
    if isinstance(item, Found):
        return done.unchanged(item.shown, item.size, item.changed)
    return item.path in done


def _combined(kept: ImportOptions, given: ImportOptions | None) -> ImportOptions:
    """How an import was done, and what a person now says in addition."""
    if given is None:
        return kept
    return ImportOptions(
        mapping=given.mapping or kept.mapping,
        passwords=given.passwords,
        ocr=given.ocr and kept.ocr,
        as_text=given.as_text or kept.as_text,
        language=given.language or kept.language,
    )


def _paths(run: ImportRun) -> list[Path]:
    return [Path(path) for path in run.paths]


def _cells(line: FileOutcome, say: Sentence) -> tuple[str | int, ...]:
    texts = (
        line.path,
        line.status.value,
        line.id or "",
        say(line.error.code, dict(line.error.params)) if line.error else "",
        " ".join(say(code, {}) for code in line.warnings),
    )
    path, status, id, error, warnings = (f"'{text}" if text.startswith(_FORMULA) else text for text in texts)
    return path, status, id, line.statements, error, warnings
