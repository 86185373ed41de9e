"""SQLAlchemy engines over the archive's driver: one that writes, one that reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from db.store.driver import Access, connect, driver

_READERS = 4
_MORE_READERS = 28


def make_engine(file: Path, access: Access) -> Engine:
    """An engine whose connections have the archive's settings and whose transactions are begun by us.

    Writers begin with ``BEGIN IMMEDIATE``: a deferred one that turns to writing late fails when another wrote
    in between. Readers begin plainly, which gives them one snapshot.
    """
    writes = access is Access.WRITE
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(file, access),
        poolclass=QueuePool,
        pool_size=1 if writes else _READERS,
        max_overflow=0 if writes else _MORE_READERS,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


def driver_connection(connection: Connection) -> Any:
    """The driver's own connection under SQLAlchemy's, for the backup API."""
    return connection.connection.driver_connection
