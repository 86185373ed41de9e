"""What changed since: by this the index follows the database (RELIABILITY: the stamped follower)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db.store.schema import ChangeMarkRow, StatementRow, TombstoneRow


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """One state of the archive's indexed contents.

    Equal numbers with different nonces are different histories.
    """

    seq: int
    nonce: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids of the statements to index again, and of those to take out of the index."""

    upserted: tuple[str, ...]
    deleted: tuple[str, ...]


class Changes:
    """Reads the marks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self) -> ChangeMark:
        """The mark of the newest change; an archive in which nothing was ever stored has number 0."""
        newest = select(ChangeMarkRow.seq, ChangeMarkRow.nonce).order_by(ChangeMarkRow.seq.desc()).limit(1)
        row = self._connection.execute(newest).one()
        return ChangeMark(row.seq, row.nonce)

    def knows(self, mark: ChangeMark) -> bool:
        """Whether that mark is of this archive's own history."""
        found = select(ChangeMarkRow.seq).where(
            ChangeMarkRow.seq == mark.seq, ChangeMarkRow.nonce == mark.nonce
        )
        return self._connection.execute(found).first() is not None

    def since(self, seq: int) -> Changed:
        """All that changed after mark number `seq`, oldest change first."""
        upserted = (
            select(StatementRow.id)
            .where(StatementRow.change_seq > seq)
            .order_by(StatementRow.change_seq, StatementRow.key)
        )
        deleted = (
            select(TombstoneRow.statement_id)
            .where(TombstoneRow.change_seq > seq)
            .order_by(TombstoneRow.change_seq, TombstoneRow.statement_id)
        )
        return Changed(
            tuple(self._connection.execute(upserted).scalars()),
            tuple(self._connection.execute(deleted).scalars()),
        )


class ChangeWriter(Changes):
    """Marks changes. A transaction gets one mark, at its first change of something that is indexed."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._seq: int | None = None

    def seq(self) -> int:
        """The number of this transaction's mark."""
        if self._seq is None:
            newest = self._connection.execute(select(func.max(ChangeMarkRow.seq))).scalar_one()
            self._seq = int(newest) + 1
            self._connection.execute(insert(ChangeMarkRow), [new_mark(self._seq)])
        return self._seq

    def touch(self, keys: Sequence[int]) -> None:
        """The statements with these keys are to be indexed again."""
        statement = update(StatementRow).where(StatementRow.key.in_(keys)).values(change_seq=self.seq())
        self._connection.execute(statement)

    def bury(self, statement_id: str) -> None:
        """The statement is to be taken out of the index."""
        row = upsert(TombstoneRow).values(statement_id=statement_id, change_seq=self.seq())
        self._connection.execute(
            row.on_conflict_do_update(index_elements=["statement_id"], set_={"change_seq": self.seq()})
        )

    def unbury(self, ids: Sequence[str]) -> None:
        """Statements that were deleted once came back."""
        self._connection.execute(delete(TombstoneRow).where(TombstoneRow.statement_id.in_(ids)))


def new_mark(seq: int) -> dict[str, int | str]:
    """A row for a mark, its nonce drawn afresh."""
    return {"seq": seq, "nonce": secrets.token_hex(8)}
