"""What an import hands to the store, and what the store makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from db.model import Analysis, FileStatus, Source, StatementId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document read and analysed.

    Attributes:
        keys: where it comes from, the surest first: ``url:`` and an address, ``row:`` and a table's name,
            ``#`` and a row's id, ``file:`` and a hash of a path. A new text under a known key is a new
            version of the same work (`db.store.keys`).
        warnings: codes of what may have been lost.
        signature: as `db.analysis.signature.signature` makes it, or None.
    """

    analysis: Analysis
    source: Source
    keys: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The statement a document became, or was already: IMPORTED, DUPLICATE or UPDATED."""

    id: StatementId
    status: FileStatus
