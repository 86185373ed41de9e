"""Works, their versions and languages, and what is proposed to belong together (DESIGN §3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.model.ids import StatementId
from db.model.statement import StatementSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A statement among the others of its work.

    `number` counts the versions in one language, from 1; `captured_at` is when it was captured,
    else imported.
    """

    id: StatementId
    title: str
    date: str | None
    language: str
    number: int
    captured_at: str | None
    url: str | None = None


class GroupKind(StrEnum):
    """Why statements are proposed to belong together."""

    NEAR_DUPLICATE = "near_duplicate"
    TRANSLATION = "translation"


class GroupState(StrEnum):
    """What a person decided about a group; a decision is kept when groups are looked for again."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGroup:
    """Statements that may be one work. `score` is 0 to 1; `reasons` are codes of sentences."""

    id: str
    kind: GroupKind
    state: GroupState
    statements: tuple[StatementSummary, ...]
    score: float
    reasons: tuple[str, ...] = ()


class DiffKind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPiece:
    """A run of words. Offsets are code points into the left and the right text; one side may be empty."""

    kind: DiffKind
    left_start: int
    left_end: int
    right_start: int
    right_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDiff:
    """Two texts compared: the pieces cover both, in order. `similarity` is 0 to 1, of words."""

    left: Version
    right: Version
    left_text: str
    right_text: str
    pieces: tuple[DiffPiece, ...]
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerChange:
    """Something a new analysis found, or no longer finds.

    `layer` is ``facts``, ``blocks``, ``entities``, ``quotations`` or ``references``; `what` is an id, a role
    or a fact ("date: 2031-05-12"); `text` are the words.
    """

    layer: str
    gained: bool
    what: str
    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """What a new analysis changes in one statement."""

    statement: StatementSummary
    changes: tuple[LayerChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReanalysisReport:
    """A new analysis by the rules of today. `applied` is false for a look beforehand.

    `statements` were analysed anew; `changed` lists the first of those whose layers differ, `gained` and
    `lost` count over all.
    """

    statements: int
    differing: int
    gained: int
    lost: int
    changed: tuple[StatementChange, ...]
    rules: str
    applied: bool
    cancelled: bool = False
