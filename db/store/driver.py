"""The SQLite driver, and a connection with the settings of the archive.

`sqlcipher3`, without a key, is preferred: it carries a newer SQLite than Python does, without the fault of
older ones in resetting the write-ahead log. Where it is not installed, the standard library's serves.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

try:
    from sqlcipher3 import dbapi2 as driver
except ImportError:
    from sqlite3 import dbapi2 as driver

__all__ = ["Access", "application_id", "connect", "driver"]

_BUSY_MS = 5000
_WRITING = {"journal_mode": "WAL", "synchronous": "FULL", "secure_delete": "ON"}
_ALWAYS = {
    "foreign_keys": "ON",
    "busy_timeout": str(_BUSY_MS),
    "temp_store": "MEMORY",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
}


class Access(Enum):
    """How a database file is opened."""

    WRITE = "rw"
    READ = "rw, query_only"
    """Nothing is written, but the log of a program that was killed can be taken in."""
    READ_ONLY_FILE = "ro"
    """For folders that may not be written, while another program has the archive open."""
    IMMUTABLE = "ro, immutable"
    """For folders that may not be written, and closed archives."""


def connect(file: Path, access: Access) -> Any:
    """A connection of the driver, in no transaction: begin and end are the caller's.

    The settings are those that were measured (WAL, synchronous FULL, foreign keys, secure delete ...).
    Raises the driver's errors.
    """
    connection = driver.connect(
        _uri(file, access), uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000
    )
    settings = dict(_ALWAYS)
    if access is Access.WRITE:
        settings |= _WRITING
    elif access is Access.READ:
        settings["query_only"] = "ON"
    try:
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name}={value}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(file: Path, access: Access) -> str:
    """`Path.as_uri` escapes what would else be read as a parameter. Opening never makes a database."""
    modes = {
        Access.WRITE: "mode=rw",
        Access.READ: "mode=rw",
        Access.READ_ONLY_FILE: "mode=ro",
        Access.IMMUTABLE: "mode=ro&immutable=1",
    }
    return f"{file.absolute().as_uri()}?{modes[access]}"


def application_id(header: bytes) -> int:
    """SQLite's application id from the first 100 bytes of a database file."""
    return int.from_bytes(header[68:72], "big")
