"""What the archive knows already, as an import asks for it; and the empty shelf of an analysis that stores
nothing."""

from __future__ import annotations

from collections.abc import Sequence

from db.model import StatementId
from db.store import Originals, Store


class StoreShelf:
    """The shelf of an archive; each question is one short reading. Safe in several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.originals: Originals | None = store.originals

    def by_original(self, sha: str, *, with_text: bool) -> StatementId | None:
        """The statement that is the whole of a file with these bytes.

        `with_text`: one that has no text does not count, for Tesseract may be there by now.
        """
        with self._store.reading() as reading:
            known = reading.statements.by_original(sha)
            if known is None or not with_text:
                return known
            statement = reading.statements.get(known)
            return known if statement is not None and statement.text else None

    def by_member(self, sha: str, members: Sequence[str]) -> dict[str, StatementId]:
        """The statements that are these rows of a table with these bytes."""
        with self._store.reading() as reading:
            return reading.statements.by_member(sha, members)


class EmptyShelf:
    """Knows nothing and takes nothing."""

    originals: Originals | None = None

    def by_original(self, sha: str, *, with_text: bool) -> StatementId | None:
        return None

    def by_member(self, sha: str, members: Sequence[str]) -> dict[str, StatementId]:
        return {}
