"""What is found to belong together, on its way into the store; and how a confirmed group can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import GroupKind, StatementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Statements that may be one work. `score` is 0 to 1; `reasons` are codes of sentences."""

    kind: GroupKind
    statements: tuple[StatementId, ...]
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Moves:
    """Where statements (work and version, by id) and keys (work, by key) were before they were moved."""

    statements: dict[str, tuple[str, int]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
