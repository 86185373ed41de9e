"""Files read and analysed without storing anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.ingest.discovery import Found, discover
from db.ingest.prepared import Prepared, Ready, Told
from db.ingest.shelf import EmptyShelf
from db.ingest.walking import Walker
from db.ingest.workshop import Workshop
from db.model import Analysis, Failure, ImportOptions, Source, StatementId
from db.progress import CancelToken
from db.store.fingerprint import identity, statement_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """A document that was analysed and not stored; `id` is the one it would get."""

    id: StatementId
    analysis: Analysis
    source: Source
    warnings: tuple[str, ...] = ()


def analyse_files(
    paths: Sequence[Path],
    *,
    date: str | None = None,
    options: ImportOptions | None = None,
    cancel: CancelToken | None = None,
) -> Iterator[tuple[str, Analysed | Failure]]:
    """Reads and analyses files without storing them, in their order; of containers, all that is in them.

    Gives the path cleaned for showing, with the analysis, or with why there is none. `date` is taken as known
    where it is given.
    """
    with Workshop(size=1) as workshop:
        walker = Walker(workshop, EmptyShelf(), options or ImportOptions(), date=date)
        for item in discover(paths):
            if not isinstance(item, Found):
                if item.error is not None:
                    yield item.path, item.error
                continue
            for task in walker.tasks(item):
                if cancel is not None:
                    cancel.check()
                for prepared in task.run():
                    yield from _line(prepared)


def _line(prepared: Prepared) -> Iterator[tuple[str, Analysed | Failure]]:
    if isinstance(prepared, Told) and prepared.outcome.error is not None:
        yield prepared.outcome.path, prepared.outcome.error
    if isinstance(prepared, Ready):
        analysis, source = prepared.parsed.analysis, prepared.source
        id = statement_id(identity(analysis.text, source.sha256))
        yield (
            prepared.shown,
            Analysed(id=StatementId(id), analysis=analysis, source=source, warnings=prepared.parsed.warnings),
        )
