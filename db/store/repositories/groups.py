"""Groups of statements that may be one work: proposed by programs, decided by people."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, select, update

from db.errors import UsageError
from db.model import GroupKind, GroupState, StatementId, StatementSummary, WorkGroup
from db.store.clock import now
from db.store.proposals import Moves, Proposal
from db.store.repositories.inserting import insert_missing, insert_rows
from db.store.repositories.rows import AnyRow
from db.store.repositories.statements import Statements
from db.store.schema import WorkGroupMemberRow, WorkGroupRow

_FEWEST = 2


class Groups:
    """Reads groups through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, state: GroupState | None = None) -> tuple[WorkGroup, ...]:
        """Groups, the surest first; those of which fewer than two statements are left are passed over."""
        query = select(WorkGroupRow.__table__).order_by(WorkGroupRow.score.desc(), WorkGroupRow.id)
        if state is not None:
            query = query.where(WorkGroupRow.state == state.value)
        rows = self._connection.execute(query).all()
        members = self._members([row.id for row in rows])
        groups = (_group_of(row, members[row.id]) for row in rows)
        return tuple(group for group in groups if len(group.statements) >= _FEWEST)

    def get(self, id: str) -> WorkGroup:
        """One group. Raises `UsageError` ``group.unknown``."""
        row = self._connection.execute(select(WorkGroupRow.__table__).where(WorkGroupRow.id == id)).first()
        if row is None:
            raise UsageError("group.unknown", id=id)
        return _group_of(row, self._members([id])[id])

    def decided(self) -> tuple[tuple[GroupState, frozenset[str]], ...]:
        """The ids of the statements of every group that a person has decided about."""
        query = select(WorkGroupRow.id, WorkGroupRow.state, WorkGroupMemberRow.statement_id)
        query = query.join(WorkGroupMemberRow, WorkGroupMemberRow.group_id == WorkGroupRow.id)
        states: dict[str, GroupState] = {}
        members: dict[str, set[str]] = defaultdict(set)
        proposed = WorkGroupRow.state != GroupState.PROPOSED.value
        for row in self._connection.execute(query.where(proposed)):
            states[row.id] = GroupState(row.state)
            members[row.id].add(row.statement_id)
        return tuple((states[id], frozenset(members[id])) for id in states)

    def _members(self, ids: Sequence[str]) -> dict[str, list[StatementSummary]]:
        found: dict[str, list[str]] = defaultdict(list)
        for first in range(0, len(ids), 500):
            query = select(WorkGroupMemberRow.group_id, WorkGroupMemberRow.statement_id)
            part = query.where(WorkGroupMemberRow.group_id.in_(ids[first : first + 500]))
            for group, statement in self._connection.execute(part):
                found[group].append(statement)
        every = sorted({id for some in found.values() for id in some})
        lines = {line.id: line for line in Statements(self._connection).summaries_of(every)}
        return defaultdict(list, {group: _in_order(some, lines) for group, some in found.items()})


class GroupWriter(Groups):
    """Writes groups through one connection."""

    def propose(self, proposals: Iterable[Proposal]) -> int:
        """Puts these in the place of all that are merely proposed; how many there are now.

        A group that a person has decided about stays as it is.
        """
        proposed = WorkGroupRow.state == GroupState.PROPOSED.value
        self._connection.execute(delete(WorkGroupRow).where(proposed))
        decided = {members for _, members in self.decided()}
        fresh = [one for one in proposals if frozenset(one.statements) not in decided]
        for one in fresh:
            self._insert(one, GroupState.PROPOSED)
        return len(fresh)

    def reject(self, proposal: Proposal) -> None:
        """Notes that statements are not one work, without anybody having proposed it."""
        self._insert(proposal, GroupState.REJECTED)

    def moves(self, id: str) -> Moves | None:
        """How a confirmed group can be undone, or None."""
        stored = self._connection.execute(select(WorkGroupRow.undo).where(WorkGroupRow.id == id)).scalar()
        if stored is None:
            return None
        plain = json.loads(stored)
        statements = {key: (work, version) for key, (work, version) in plain["statements"].items()}
        return Moves(statements, plain["keys"])

    def decide(self, id: str, state: GroupState, moves: Moves | None = None) -> None:
        """Notes a decision, and how it can be undone."""
        values = {
            "state": state.value,
            "decided_at": None if state is GroupState.PROPOSED else now(),
            "undo": json.dumps(asdict(moves), sort_keys=True) if moves else None,
        }
        self._connection.execute(update(WorkGroupRow).where(WorkGroupRow.id == id).values(values))

    def _insert(self, proposal: Proposal, state: GroupState) -> None:
        id = _group_id(proposal)
        row = {
            "id": id,
            "kind": proposal.kind.value,
            "state": state.value,
            "score": round(proposal.score, 4),
            "reasons": json.dumps(proposal.reasons),
            "decided_at": now() if state is not GroupState.PROPOSED else None,
            "undo": None,
        }
        self._connection.execute(delete(WorkGroupRow).where(WorkGroupRow.id == id))
        insert_rows(self._connection, {"work_group": [row]})
        members = [{"group_id": id, "statement_id": statement} for statement in proposal.statements]
        insert_missing(self._connection, "work_group_member", members)


def _group_id(proposal: Proposal) -> str:
    """Made from the kind and the statements: the same group has the same id when it is found again."""
    words = "\n".join([proposal.kind.value, *sorted(proposal.statements)])
    return "g" + base64.b32encode(hashlib.sha256(words.encode()).digest()).decode().lower()[:12]


def _in_order(ids: Iterable[str], lines: dict[StatementId, StatementSummary]) -> list[StatementSummary]:
    known = (lines[StatementId(id)] for id in ids if id in lines)
    return sorted(known, key=lambda line: (line.date or "", line.language, line.id))


def _group_of(row: AnyRow, statements: Sequence[StatementSummary]) -> WorkGroup:
    return WorkGroup(
        id=row.id,
        kind=GroupKind(row.kind),
        state=GroupState(row.state),
        statements=tuple(statements),
        score=row.score,
        reasons=tuple(json.loads(row.reasons)),
    )
