"""What an import hands to the store, and what the store makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.model import Analysis, Source, StatementId


class Outcome(StrEnum):
    """What became of a document; the words are those of `db.model.FileStatus`."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document read and analysed.

    Attributes:
        keys: where it comes from, the surest first (`db.store.keys` makes them): a new text under a known
            key is a new version of the same work.
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
    """The statement a document became, or was already."""

    id: StatementId
    outcome: Outcome
