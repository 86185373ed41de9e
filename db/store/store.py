"""The store: an open archive. Everything of it goes through a reading or a writing transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine, select

from db.errors import ArchiveError
from db.model import RunState
from db.paths import DATABASE_NAME, ORIGINALS_NAME
from db.store.copying import copy_database
from db.store.creating import create_archive
from db.store.driver import Access
from db.store.engine import driver_connection, make_engine
from db.store.lock import WriterLock
from db.store.migrating import SHIPPED, Migrations, bring_up_to_date
from db.store.opening import check_folder, frozen_access, on_network_drive, revision, writable
from db.store.originals import Originals
from db.store.schema import ArchiveRow
from db.store.session import Reading, Writing
from db.store.trouble import told, told_system


class Store:
    """An archive that is open. Safe to use from several threads: readers run while one writes.

    Made by `create` and `open`. Close it, or use it as a context manager.

    Attributes:
        folder: where the archive lies.
        lineage: the archive's own id; a copy or a backup has the same.
        sample: whether it is the sample archive.
        read_only_reason: why nothing can be written (``archive.in_use``, ``archive.folder_read_only``,
            ``archive.no_locks``), or None where one may write or asked for reading only.
        read_only: whether nothing can be written.
        warnings: codes of what the user should know (``archive.network_drive``).
        originals: the imported files.
        schema: the migration the archive stands at.
    """

    def __init__(
        self, folder: Path, lock: WriterLock | None, access: Access, reason: str | None, schema: str
    ) -> None:
        self.folder = folder
        self.read_only = lock is None
        self.read_only_reason = reason
        self.schema = schema
        self.warnings = ("archive.network_drive",) if on_network_drive(folder) else ()
        refused = None if lock else (reason or "archive.read_only")
        self._refused = refused
        self.originals = Originals(folder / ORIGINALS_NAME, refused=refused)
        self._lock = lock
        self._turn = threading.Lock()
        self._turn_of: int | None = None
        file = folder / DATABASE_NAME
        self._reader: Engine = make_engine(file, access)
        self._writer: Engine | None = make_engine(file, Access.WRITE) if lock else None
        self.lineage, self.sample = self._identity()
        if lock:
            self.originals.sweep()
            self._end_of_runs()

    @classmethod
    def create(cls, folder: Path, *, sample: bool = False) -> Store:
        """Makes an archive in a folder that is not there (its parent is) or is empty, and opens it.

        Raises `ArchiveError`: ``archive.exists``, ``is_file``, ``folder_not_empty``, ``parent_missing``,
        ``no_permission``, ``disk_full``.
        """
        create_archive(folder, sample=sample)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, migrations: Migrations = SHIPPED) -> Store:
        """Opens an archive; one of an older version is brought up to date, after a backup of its database.

        Where another program writes to it, or the folder may not be written, it is opened for reading and
        `read_only_reason` says why. Raises `ArchiveError`: ``archive.missing``, ``is_file``,
        ``not_an_archive``, ``damaged``, ``newer`` (then not a byte was changed), ``older`` (and nothing
        may be written), ``unfinished``, ``no_permission``.
        """
        file = check_folder(folder)
        found = revision(file)
        migrations.check(found, folder)
        lock, reason = (None, None) if read_only else _take_lock(folder)
        try:
            if found != migrations.head:
                if lock is None:
                    raise ArchiveError("archive.older", path=str(folder))
                bring_up_to_date(file, found, migrations)
            access = Access.READ if writable(folder) else frozen_access(file)
            return cls(folder, lock, access, reason, migrations.head)
        except BaseException:
            if lock:
                lock.release()
            raise

    def close(self) -> None:
        """Ends all connections and gives the lock free. Nothing is lost where it is not called."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One consistent snapshot, whatever is written meanwhile."""
        with told(self.folder), self._reader.connect() as connection:
            yield Reading(connection)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: kept for good at its end, or after an exception as if it had never begun.

        Other threads wait for their turn. Raises `ArchiveError` with the reason where nothing can be written.
        """
        writer = self._writer
        if writer is None:
            raise ArchiveError(self._refused or "archive.read_only", path=str(self.folder))
        if self._turn_of == threading.get_ident():
            raise RuntimeError("a writing transaction within a writing transaction")
        with self._turn:
            self._turn_of = threading.get_ident()
            try:
                with told(self.folder), writer.begin() as connection:
                    yield Writing(connection)
            finally:
                self._turn_of = None

    def copy_database(self, target: Path) -> None:
        """Writes a verified copy of the database into a new file, while others go on working.

        Raises `ArchiveError`: ``backup.unsound``, ``archive.disk_full`` ...
        """
        with told(self.folder), told_system(self.folder), self._reader.connect() as connection:
            copy_database(driver_connection(connection), target)

    def compact(self) -> int:
        """Gives the space of what was deleted back to the disk; how many bytes. Raises `ArchiveError`."""
        writer, file = self._writer, self.folder / DATABASE_NAME
        if writer is None:
            raise ArchiveError(self._refused or "archive.read_only", path=str(self.folder))
        with self._turn, told(self.folder), writer.connect() as connection:
            raw = driver_connection(connection)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            before = file.stat().st_size
            raw.execute("VACUUM").close()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        return before - file.stat().st_size

    def _end_of_runs(self) -> None:
        """An import that was running when its program ended was cut off, and can go on.

        Where that cannot be noted (a full disk, damage), the archive is opened all the same.
        """
        with suppress(ArchiveError):
            with self.reading() as reading:
                running = any(run.state is RunState.RUNNING for run in reading.runs.all())
            if running:
                with self.writing() as writing:
                    writing.runs.cut_off()

    def _identity(self) -> tuple[str, bool]:
        with told(self.folder), self._reader.connect() as connection:
            row = connection.execute(select(ArchiveRow.lineage, ArchiveRow.sample)).first()
        if row is None:
            raise ArchiveError("archive.damaged", path=str(self.folder), detail="archive")
        return row.lineage, row.sample


def _take_lock(folder: Path) -> tuple[WriterLock | None, str | None]:
    if not writable(folder):
        return None, "archive.folder_read_only"
    lock = WriterLock(folder)
    reason = lock.take()
    return (lock, None) if reason is None else (None, reason)
