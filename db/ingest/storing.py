"""What is ready into the store: originals first, then one transaction for everything else of a batch.

So a batch is there whole or not at all, its lines of the report and its events with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from db.errors import Parameter
from db.ingest.before import ACTIONS, Before
from db.ingest.parsed import Parsed
from db.ingest.prepared import Closed, Known, Opened, Original, Prepared, Ready, Told
from db.ingest.tally import Tally
from db.model import Failure, FileOutcome, FileStatus, Source, StatementId
from db.store import NewDocument, Store, Stored, Writing
from db.store.repositories.runs import Stamp, Unfinished

NO_FILE: Stamp = (-1, -1)
"""The stamp of a line for what is no file (a hidden folder, a link to nowhere): it has no size."""


def store_batch(
    store: Store,
    run: int,
    batch: Sequence[Prepared],
    tally: Tally,
    stamps: Mapping[str, Stamp],
    cut_off_in: str | None = None,
) -> tuple[StatementId, ...]:
    """Stores what is ready, counts it, and gives the ids of the statements that are new or changed.

    `stamps` are size and time of change of files by their path as shown: an import that goes on passes over
    those that are as they were. `cut_off_in` is the container in the midst of which it had been cut off: what
    is known of it since then is told of as it was then. Raises `ArchiveError` where the archive cannot be
    written; then nothing of the batch is in it.
    """
    for item in batch:
        if isinstance(item, Ready | Known):
            item.original.keep(store.originals)
            if item.opened is not None:
                _keep_around(item.opened, store)
    with store.writing() as writing:
        stored = _documents(writing, [item for item in batch if isinstance(item, Ready)])
        again = _again(writing, [item for item in batch if isinstance(item, Known)])
        before = Before(writing, run, batch, cut_off_in)
        lines, counted = _lines(batch, stored, before)
        marks = [_stamp(item, stamps) for item, _ in lines]
        outcomes = [line for _, line in lines]
        writing.runs.add(run, outcomes, marks, counted=counted, unfinished=_unfinished(batch[-1]))
    tally.count(counted)
    for line in outcomes:
        tally.add(line)
    for item in batch:
        if isinstance(item, Closed) and item.opened.original.discard:
            _discard(item.opened.original, store)
    changed = [one.id for one in stored if one.status is not FileStatus.DUPLICATE]
    return tuple(dict.fromkeys([*changed, *again]))


def _stamp(item: Prepared, stamps: Mapping[str, Stamp]) -> Stamp | None:
    """Only the line that a file has of its own means that it is done with."""
    if isinstance(item, Closed):
        return stamps.get(item.opened.shown) if item.opened.within is None else None
    if item.opened is not None:
        return None
    shown = item.outcome.path if isinstance(item, Told) else item.shown
    return stamps.get(shown, NO_FILE)


def _unfinished(last: Prepared) -> Unfinished | None:
    """The container whose end has not come with the last of a batch."""
    opened = last.opened.within if isinstance(last, Closed) else last.opened
    if opened is None:
        return None
    outer = opened.outermost
    return Unfinished(outer.shown, dict(outer.counts), outer.failed_lines, outer.lines)


def _keep_around(opened: Opened, store: Store) -> None:
    """A container is kept as it came, together with what was taken out of it."""
    outer: Opened | None = opened
    while outer is not None:
        outer.original.keep(store.originals)
        outer = outer.within


def _discard(original: Original, store: Store) -> None:
    """Drops a container that nothing came of, unless it is kept for what came of it in another import."""
    if original.known:
        with store.reading() as reading:
            if reading.statements.comes_from(original.sha256):
                return
    store.originals.drop(original.sha256)


def _documents(writing: Writing, items: Sequence[Ready]) -> tuple[Stored, ...]:
    stored = writing.add_documents(
        [
            NewDocument(
                analysis=item.parsed.analysis,
                source=item.source,
                keys=item.keys,
                warnings=item.parsed.warnings,
                signature=item.parsed.signature,
            )
            for item in items
        ]
    )
    writing.events.record_many(
        (ACTIONS[one.status], one.id, _details(item.source) | _how(item.parsed))
        for item, one in zip(items, stored, strict=True)
    )
    return stored


def _again(writing: Writing, items: Sequence[Known]) -> list[StatementId]:
    """Notes under which other names and in which containers known bytes came; gives whose sources grew."""
    grown = []
    for item in items:
        if item.source.member is not None:  # the very row of the very table
            continue
        if writing.statements.add_source_again(item.id, item.source):
            writing.events.record("imported again", item.id, _details(item.source))
            grown.append(item.id)
    return grown


def _lines(
    batch: Sequence[Prepared], stored: Sequence[Stored], before: Before
) -> tuple[list[tuple[Prepared, FileOutcome]], Counter[FileStatus]]:
    """The lines of the report with what they tell of, and statements counted by status, for their containers
    too."""
    lines: list[tuple[Prepared, FileOutcome]] = []
    counted: Counter[FileStatus] = Counter()
    waiting = iter(stored)
    for item in batch:
        line: FileOutcome | None
        if isinstance(item, Closed):
            line = _of_container(item.opened)
            for trouble in item.opened.troubles:
                if trouble.error != line.error:
                    lines.append((Told(outcome=trouble, opened=item.opened), trouble))
                    item.opened.outermost.count_line(FileStatus.FAILED)
        elif isinstance(item, Told):
            line = item.outcome
            if item.opened is not None and line.status is FileStatus.FAILED:
                item.opened.count_failed()
                if item.of_container:
                    item.opened.troubles.append(line)
                    continue
        else:
            line = _of_document(item, next(waiting)) if isinstance(item, Ready) else before.line(item)
            counted[line.status] += 1
            if item.opened is not None:
                item.opened.count(line.status, line.id)
            if not (item.listed or line.warnings or line.status is FileStatus.UPDATED):
                continue
        lines.append((item, line))
        if item.opened is not None:
            item.opened.outermost.count_line(line.status)
    return lines, counted


def _of_document(item: Ready, one: Stored) -> FileOutcome:
    return FileOutcome(
        path=item.shown,
        status=one.status,
        id=one.id,
        statements=1,
        warnings=item.parsed.warnings,
        undecodable=item.parsed.undecodable,
    )


def _of_container(opened: Opened) -> FileOutcome:
    """What came of a container as a whole; with the id where it held one statement only."""
    status = next(
        (
            status
            for status in (FileStatus.IMPORTED, FileStatus.UPDATED, FileStatus.DUPLICATE)
            if opened.counts.get(status)
        ),
        FileStatus.SKIPPED,
    )
    warnings = ("container.some_failed",) if opened.failed and opened.statements else ()
    error = None
    if not opened.statements:
        status = FileStatus.FAILED
        code = "container.all_failed" if opened.failed else "container.nothing_in_it"
        error = Failure(code=code, params={"name": opened.shown})
        if opened.troubles:
            error = opened.troubles[0].error
    return FileOutcome(
        path=opened.shown,
        status=status,
        id=opened.id if opened.statements == 1 else None,
        statements=opened.statements,
        error=error,
        warnings=warnings,
    )


def _details(source: Source) -> dict[str, Parameter]:
    details: dict[str, Parameter] = {"name": source.name, "sha256": source.sha256, "size": source.size}
    for name in ("url", "captured_at", "member", "container"):
        if (value := getattr(source, name)) is not None:
            details[name] = value
    return details


def _how(result: Parsed) -> dict[str, Parameter]:
    return {
        "encoding": result.encoding,
        "media_type": result.media_type,
        "rules": result.analysis.rules,
        "undecodable": result.undecodable,
    }
