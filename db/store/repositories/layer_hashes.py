"""One SHA-256 over all layers of a statement, made by SQLite row by row: quick enough for a whole archive.

Each field stands as hexadecimal digits of what is stored, so that damaged text is hashed as it is. Fractions
are taken to six places: how SQLite writes them out in full differs from version to version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Float,
    Integer,
    LargeBinary,
    Select,
    case,
    cast,
    func,
    literal_column,
    select,
)

from db.store.schema import Base

LAYERS = ("block", "mention", "quotation", "citation", "citation_candidate", "hint", "page")
"""The tables of the layers; what is pointed at before what points.

New ones come at the end: the hash of a statement without any of them stays what it was."""

NO_LAYERS = hashlib.sha256().hexdigest()


def layer_hashes(connection: Connection, keys: Sequence[int] | None = None) -> dict[int, str]:
    """The hash of each statement's layers by the statement's key; of those with any layer, or of `keys`."""
    digests: dict[int, Any] = {}
    for name in LAYERS:
        for key, rows in connection.execute(_query(name, keys)):
            digest = digests.setdefault(key, hashlib.sha256())
            digest.update(f"{name}\n".encode())
            digest.update(rows)
    hashes = {key: digest.hexdigest() for key, digest in digests.items()}
    return hashes if keys is None else {key: hashes.get(key, NO_LAYERS) for key in keys}


def _query(name: str, keys: Sequence[int] | None) -> Select[Any]:
    table = Base.metadata.tables[name]
    row: Any = literal_column("''")
    for column in table.columns:
        if column.name == "statement_key":
            continue
        exact: Any = (
            cast(func.round(column * 1_000_000), Integer) if isinstance(column.type, Float) else column
        )
        row = row + case((column.is_(None), "-"), else_=func.hex(exact)) + ","
    rows = cast(func.group_concat(row, "\n"), LargeBinary)
    query = select(table.c.statement_key, rows).group_by(table.c.statement_key)
    return query if keys is None else query.where(table.c.statement_key.in_(keys))
