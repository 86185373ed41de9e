"""Inserting many rows at once: compiled by SQLAlchemy one time, then handed to the driver as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from db.store.schema import Base

_TABLES = tuple(Base.metadata.sorted_tables)
"""What is pointed at before what points."""


def insert_rows(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Inserts rows, given by the names of their tables; each row has a value for every column."""
    for table in _TABLES:
        if some := rows.get(table.name):
            _execute(connection, table.name, some)


def insert_missing(connection: Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Inserts the rows whose primary key is not there yet."""
    _execute(connection, table, tuple(rows), " OR IGNORE")


def _execute(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]], manner: str = "") -> None:
    sql, names = _compiled(table, manner)
    pick = itemgetter(*names)
    if rows:
        connection.exec_driver_sql(sql, [pick(row) for row in rows])


@cache
def _compiled(table: str, manner: str) -> tuple[str, tuple[str, ...]]:
    statement = insert(Base.metadata.tables[table])
    if manner:
        statement = statement.prefix_with(manner.strip())
    compiled = statement.compile(dialect=SQLiteDialect_pysqlite())
    return str(compiled), tuple(getattr(compiled, "positiontup", None) or ())
