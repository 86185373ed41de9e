"""One file into the store: its original first, then one transaction for everything else."""

from __future__ import annotations

from dataclasses import replace

from db.errors import Parameter
from db.ingest.discovery import Found
from db.ingest.parsed import Parsed
from db.model import FileOutcome, FileStatus, Source, StatementId
from db.store import Store


def store_new(store: Store, found: Found, data: bytes, source: Source, result: Parsed) -> FileOutcome:
    """Stores a file that was read and analysed. Where its text is there already, it is one more source of it.

    Raises `ArchiveError` where the archive cannot be written.
    """
    store.originals.put(data)
    with store.writing() as writing:
        known = writing.statements.by_text(result.analysis.text)
        if known is None:
            id = writing.statements.add(result.analysis, source)
            writing.events.record("imported", id, _details(source) | _how(result))
            return FileOutcome(
                path=found.shown,
                status=FileStatus.IMPORTED,
                id=id,
                statements=1,
                warnings=result.warnings,
                undecodable=result.undecodable,
            )
        writing.statements.add_source(known, source)
        writing.events.record("imported again", known, _details(source) | _how(result))
    return _duplicate(found, known)


def store_again(store: Store, found: Found, data: bytes, name: str, known: StatementId) -> FileOutcome:
    """Notes under which name known bytes came again; nothing where the name is known too."""
    sha = store.originals.put(data)  # makes a damaged one whole
    with store.reading() as reading:
        statement = reading.statements.get(known)
    same = [source for source in statement.sources if source.sha256 == sha] if statement else []
    if same and all(source.name != name for source in same):
        source = replace(same[0], name=name, imported_at=None)
        with store.writing() as writing:
            writing.statements.add_source(known, source)
            writing.events.record("imported again", known, _details(source))
    return _duplicate(found, known)


def _details(source: Source) -> dict[str, Parameter]:
    return {"name": source.name, "sha256": source.sha256, "size": source.size}


def _how(result: Parsed) -> dict[str, Parameter]:
    return {
        "encoding": result.encoding,
        "media_type": result.media_type,
        "rules": result.analysis.rules,
        "undecodable": result.undecodable,
    }


def _duplicate(found: Found, known: StatementId) -> FileOutcome:
    return FileOutcome(path=found.shown, status=FileStatus.DUPLICATE, id=known, statements=1)
