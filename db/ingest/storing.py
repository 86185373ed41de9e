"""What is ready into the store: originals first, then one transaction for everything else of a batch.

So a batch is there whole or not at all, its lines of the report and its events with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from db.errors import Parameter
from db.ingest.parsed import Parsed
from db.ingest.prepared import Closed, Known, Opened, Prepared, Ready, Told
from db.ingest.tally import Tally
from db.model import Failure, FileOutcome, FileStatus, Source, StatementId
from db.store import NewDocument, Store, Stored, Writing
from db.store.repositories.runs import Stamp


def store_batch(
    store: Store, run: int, batch: Sequence[Prepared], tally: Tally, stamps: Mapping[str, Stamp]
) -> tuple[StatementId, ...]:
    """Stores what is ready, counts it, and gives the ids of the statements that are new or changed.

    `stamps` are size and time of change of files by their path as shown: an import that goes on passes over
    those that are as they were. Raises `ArchiveError` where the archive cannot be written; then nothing of
    the batch is in it.
    """
    for item in batch:
        if isinstance(item, Ready | Known):
            item.original.keep(store.originals)
            if item.opened is not None:
                _keep_around(item.opened, store)
    with store.writing() as writing:
        stored = _documents(writing, [item for item in batch if isinstance(item, Ready)])
        again = _again(writing, [item for item in batch if isinstance(item, Known)])
        lines, counted = _lines(batch, stored)
        marks = [stamps.get(line.path) for line in lines]
        writing.runs.add(run, lines, marks, counted=counted)
    tally.count(counted)
    for line in lines:
        tally.add(line)
    for item in batch:
        if isinstance(item, Closed) and item.opened.original.discard:
            store.originals.drop(item.opened.original.sha256)
    changed = [one.id for one in stored if one.status is not FileStatus.DUPLICATE]
    return tuple(dict.fromkeys([*changed, *again]))


def _keep_around(opened: Opened, store: Store) -> None:
    """A container is kept as it came, together with what was taken out of it."""
    outer: Opened | None = opened
    while outer is not None:
        outer.original.keep(store.originals)
        outer = outer.within


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
    actions = {
        FileStatus.IMPORTED: "imported",
        FileStatus.UPDATED: "imported as a new version",
        FileStatus.DUPLICATE: "imported again",
    }
    writing.events.record_many(
        (actions[one.status], one.id, _details(item.source) | _how(item.parsed))
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
    batch: Sequence[Prepared], stored: Sequence[Stored]
) -> tuple[list[FileOutcome], Counter[FileStatus]]:
    """The lines of the report, and statements counted by status, for their containers too."""
    lines: list[FileOutcome] = []
    counted: Counter[FileStatus] = Counter()
    waiting = iter(stored)
    for item in batch:
        if isinstance(item, Closed):
            lines.append(_of_container(item.opened))
        elif isinstance(item, Told):
            lines.append(item.outcome)
            if item.opened is not None and item.outcome.status is FileStatus.FAILED:
                item.opened.count_failed()
        else:
            one = next(waiting) if isinstance(item, Ready) else Stored(item.id, FileStatus.DUPLICATE)
            counted[one.status] += 1
            if item.opened is not None:
                item.opened.count(one.status, one.id)
            if item.listed or one.status is FileStatus.UPDATED:
                lines.append(_line(item, one))
    return lines, counted


def _line(item: Ready | Known, one: Stored) -> FileOutcome:
    parsed = item.parsed if isinstance(item, Ready) else None
    return FileOutcome(
        path=item.shown,
        status=one.status,
        id=one.id,
        statements=1,
        warnings=parsed.warnings if parsed else (),
        undecodable=parsed.undecodable if parsed else 0,
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
