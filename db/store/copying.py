"""Copying a database that may be in use: only by SQLite's backup API, and looked at afterwards."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from db.errors import ArchiveError
from db.store.driver import Access, connect, driver
from db.store.opening import check_folder, frozen_access, writable
from db.store.originals import sync_folder
from db.store.trouble import told

_UNFINISHED = ".unfinished"


def copy_database_of(folder: Path, target: Path) -> None:
    """Copies the database of an archive that is not open here, of whatever version: see `copy_database`."""
    file = check_folder(folder)
    access = Access.READ if writable(folder) else frozen_access(file)
    with told(folder), closing(connect(file, access)) as connection:
        copy_database(connection, target)


def copy_database(connection: Any, target: Path) -> None:
    """Copies the database of a driver's connection into a new file, whole and durable, or not at all.

    An older file of that name is replaced. Raises `ArchiveError` ``backup.unsound`` where SQLite finds fault
    with the copy, and the driver's errors.
    """
    unfinished = target.with_name(target.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        with closing(driver.connect(str(unfinished), isolation_level=None)) as copy:
            connection.backup(copy)
            # one file, no log beside it: the copy can be carried away
            copy.execute("PRAGMA journal_mode=DELETE").close()
            found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(5)")]
        if found != ["ok"]:
            raise ArchiveError("backup.unsound", path=str(target), detail="; ".join(found))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
