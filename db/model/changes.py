"""What kind of thing a change of the archive touched: each view decides whether to refresh (STYLE 3)."""

from __future__ import annotations

from dataclasses import dataclass

from db.model.ids import StatementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Told after every writing call. Empty `ids` with a flag set means "any"."""

    statements: bool = False
    annotations: bool = False
    index: bool = False
    ids: tuple[StatementId, ...] = ()
