"""One file through the locked-up worker: bytes in, analysis out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db.errors import InputError
from db.ingest import parsed
from db.ingest.discovery import Found, discover
from db.ingest.loading import load
from db.ingest.parsed import Parsed
from db.model import Analysis, Failure, Sha256, Source, StatementId
from db.progress import CancelToken
from db.readers import ReaderPool
from db.store.fingerprint import statement_id, text_sha256

WORKER = "db.ingest.worker"


def make_pool(size: int | None = None) -> ReaderPool:
    """Workers that read and analyse, none of them started yet."""
    return ReaderPool(WORKER, size=size)


def parse(
    pool: ReaderPool, data: bytes, shown: str, *, date: str | None = None, language: str | None = None
) -> Parsed:
    """Bytes read and analysed by a worker. Raises `InputError` for a file that cannot be used."""
    result = pool.process(data, Path(shown).name or shown, date=date, language=language)
    try:
        return parsed.decode(result)
    except (msgspec.DecodeError, ValueError) as error:
        raise InputError("file.reader_died", name=shown) from error


def source_of(found: Found, data: bytes, result: Parsed) -> Source:
    """Where the statement came from."""
    return Source(
        sha256=Sha256(hashlib.sha256(data).hexdigest()),
        name=Path(found.shown).name or found.shown,
        media_type=result.media_type,
        url=result.analysis.url,
        size=len(data),
        encoding=result.encoding,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """A file that was analysed and not stored; `id` is the one it would get."""

    id: StatementId
    analysis: Analysis
    source: Source
    warnings: tuple[str, ...] = ()


def analyse_files(
    paths: Sequence[Path],
    *,
    date: str | None = None,
    language: str | None = None,
    cancel: CancelToken | None = None,
) -> Iterator[tuple[str, Analysed | Failure]]:
    """Reads and analyses files without storing them, in their order.

    Gives the path cleaned for showing, with the analysis, or with why there is none. `date` and `language`
    are taken as known where they are given.
    """
    with make_pool(size=1) as pool:
        for item in discover(paths):
            if cancel is not None:
                cancel.check()
            if not isinstance(item, Found):
                if item.error is not None:
                    yield item.path, item.error
                continue
            try:
                data = load(item.path, item.shown)
                result = parse(pool, data, item.shown, date=date, language=language)
            except InputError as error:
                yield item.shown, Failure(code=error.code, params=error.params)
                continue
            yield (
                item.shown,
                Analysed(
                    id=StatementId(statement_id(text_sha256(result.analysis.text))),
                    analysis=result.analysis,
                    source=source_of(item, data, result),
                    warnings=result.warnings,
                ),
            )
