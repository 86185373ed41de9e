"""The provenance log: read it, and add to its end."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select, update

from db.errors import Parameter
from db.model import Event
from db.store.chain import canonical, event_hash, tool
from db.store.clock import now
from db.store.repositories.inserting import insert_rows
from db.store.repositories.rows import AnyRow
from db.store.schema import ArchiveRow, EventRow


class Events:
    """Reads the log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, subject: str | None = None) -> tuple[Event, ...]:
        """The events in their order; only those of one subject where it is named."""
        query = select(EventRow.__table__).order_by(EventRow.seq)
        if subject is not None:
            query = query.where(EventRow.subject == subject)
        return tuple(map(_event_of, self._connection.execute(query)))

    def since(self, time: str, subjects: Collection[str]) -> tuple[Event, ...]:
        """The events of some subjects (a few hundred at most) from a time on, in their order."""
        query = select(EventRow.__table__).where(EventRow.subject.in_(subjects), EventRow.time >= time)
        return tuple(map(_event_of, self._connection.execute(query.order_by(EventRow.seq))))


def _event_of(row: AnyRow) -> Event:
    return Event(
        seq=row.seq,
        time=row.time,
        action=row.action,
        subject=row.subject,
        details=json.loads(row.details),
        tool=row.tool,
        hash=row.hash,
    )


class EventWriter(Events):
    """Adds to the log."""

    def record(
        self, action: str, subject: str | None = None, details: Mapping[str, Parameter] | None = None
    ) -> None:
        """Adds an event at the log's end, chained to the one before it.

        `action` says what was done (``imported``, ``annotated`` ...), `subject` the id of what it was done
        to; `details` hold plain values.
        """
        self.record_many(((action, subject, details or {}),))

    def record_many(self, events: Iterable[tuple[str, str | None, Mapping[str, Parameter]]]) -> None:
        """Adds events (action, subject, details) in their order: as `record`, many times as fast."""
        head = self._connection.execute(select(ArchiveRow.events, ArchiveRow.events_head)).one()
        seq, hash_, time, by = int(head.events), str(head.events_head), now(), tool()
        rows = []
        for action, subject, plain in events:
            seq, details = seq + 1, canonical(plain)
            hash_ = event_hash(
                hash_, seq=seq, time=time, action=action, subject=subject, details=details, tool=by
            )
            rows.append((seq, time, action, subject, details, by, hash_))
        if not rows:
            return
        names = ("seq", "time", "action", "subject", "details", "tool", "hash")
        insert_rows(self._connection, {"event": [dict(zip(names, row, strict=True)) for row in rows]})
        values = {"events": seq, "events_head": hash_}
        self._connection.execute(update(ArchiveRow).where(ArchiveRow.key == 1).values(values))
