"""The provenance log: read it, and add to its end."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update

from db.errors import Parameter
from db.model import Event
from db.store.chain import canonical, event_hash, tool
from db.store.clock import now
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
        return tuple(
            Event(
                seq=row.seq,
                time=row.time,
                action=row.action,
                subject=row.subject,
                details=json.loads(row.details),
                tool=row.tool,
                hash=row.hash,
            )
            for row in self._connection.execute(query)
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
        head = self._connection.execute(select(ArchiveRow.events, ArchiveRow.events_head)).one()
        row: dict[str, int | str | None] = {
            "seq": head.events + 1,
            "time": now(),
            "action": action,
            "subject": subject,
            "details": canonical(details or {}),
            "tool": tool(),
        }
        hash_ = event_hash(head.events_head, **row)  # type: ignore[arg-type]  # the row's keys are its arguments
        self._connection.execute(insert(EventRow), [row | {"hash": hash_}])
        self._connection.execute(
            update(ArchiveRow).where(ArchiveRow.key == 1).values(events=head.events + 1, events_head=hash_)
        )
