"""Making a new archive: built beside its place, and moved there whole."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert

from db.paths import DATABASE_NAME, README_NAME
from db.store import readme
from db.store.chain import genesis
from db.store.clock import now
from db.store.driver import Access
from db.store.engine import make_engine
from db.store.opening import check_new
from db.store.originals import sync_folder, write_durably
from db.store.repositories.changes import new_mark
from db.store.repositories.events import EventWriter
from db.store.schema import APPLICATION_ID, HEAD, ArchiveRow, Base, ChangeMarkRow
from db.store.trouble import told, told_system


def create_archive(folder: Path, *, sample: bool) -> None:
    """Makes an empty archive in a folder that is not there, or is empty. Raises `ArchiveError`."""
    with in_place(folder) as building:
        _make_database(building / DATABASE_NAME, str(uuid.uuid4()), sample)
        write_readme(building)


def write_readme(folder: Path) -> None:
    """Writes the README.txt that says what the folder is."""
    write_durably(folder / README_NAME, readme.TEXT.encode(), mode=0o644)


@contextmanager
def in_place(folder: Path) -> Iterator[Path]:
    """A folder to build an archive in; at the end it takes its place in one step, after an error it is gone.

    Raises `ArchiveError` where nothing can be made there.
    """
    check_new(folder)
    with told(folder), told_system(folder):
        building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.unfinished-"))
        try:
            building.chmod(0o700)
            yield building
            sync_folder(building)
            if folder.is_dir():
                folder.rmdir()
            os.rename(building, folder)
            sync_folder(folder.parent)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise


def _make_database(file: Path, lineage: str, sample: bool) -> None:
    file.touch(mode=0o600)
    engine = make_engine(file, Access.WRITE)
    try:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            _first_rows(connection, lineage, sample)
    finally:
        engine.dispose()  # the last connection takes the log into the database and removes it


def _first_rows(connection: Connection, lineage: str, sample: bool) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    archive = {
        "key": 1,
        "lineage": lineage,
        "sample": sample,
        "created": now(),
        "events": 0,
        "events_head": genesis(lineage),
    }
    connection.execute(insert(ArchiveRow), [archive])
    connection.execute(insert(ChangeMarkRow), [new_mark(0)])
    EventWriter(connection).record("created", lineage, {"sample": int(sample), "schema": HEAD})
