"""What lies in a folder that is to be opened or made: each case has its own words."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

from db.errors import ArchiveError
from db.paths import DATABASE_NAME
from db.store.driver import Access, application_id, connect
from db.store.schema import APPLICATION_ID
from db.store.trouble import from_system, told

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "davfs",
        "fuse.rclone",
    }
)


def check_folder(folder: Path) -> Path:
    """The database in an archive's folder.

    Raises `ArchiveError`: ``archive.missing``, ``is_file``, ``no_permission``, ``not_an_archive``,
    ``damaged``.
    """
    try:
        if not folder.exists():
            raise ArchiveError("archive.missing", path=str(folder))
        if not folder.is_dir():
            raise ArchiveError("archive.is_file", path=str(folder))
        file = folder / DATABASE_NAME
        if not file.is_file():
            raise ArchiveError("archive.not_an_archive", path=str(folder))
        with file.open("rb") as opened:
            header = opened.read(_HEADER)
    except OSError as error:
        raise from_system(error, folder) from error
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise ArchiveError("archive.damaged", path=str(folder), detail=f"{DATABASE_NAME}: header")
    if application_id(header) != APPLICATION_ID:
        raise ArchiveError("archive.not_an_archive", path=str(folder))
    return file


def check_new(folder: Path) -> None:
    """Whether an archive can be made there.

    Raises `ArchiveError`: ``archive.exists``, ``is_file``, ``folder_not_empty``, ``parent_missing``,
    ``no_permission``.
    """
    try:
        if folder.is_dir():
            if (folder / DATABASE_NAME).exists():
                raise ArchiveError("archive.exists", path=str(folder))
            if any(folder.iterdir()):
                raise ArchiveError("archive.folder_not_empty", path=str(folder))
        elif folder.exists() or folder.is_symlink():
            raise ArchiveError("archive.is_file", path=str(folder))
        elif not folder.parent.is_dir():
            raise ArchiveError("archive.parent_missing", path=str(folder), parent=str(folder.parent))
    except OSError as error:
        raise from_system(error, folder) from error


def revision(file: Path) -> str:
    """The migration an archive stands at; nothing is written, so that a newer archive stays as it is."""
    access = Access.READ_ONLY_FILE if wal(file).exists() else Access.IMMUTABLE
    with told(file.parent), closing(connect(file, access)) as connection:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(rows) != 1:
        raise ArchiveError("archive.damaged", path=str(file.parent), detail="alembic_version")
    return str(rows[0][0])


def wal(file: Path) -> Path:
    """SQLite's write-ahead log beside a database."""
    return file.with_name(f"{file.name}-wal")


def writable(folder: Path) -> bool:
    """Whether this user may change the archive at all."""
    return os.access(folder, os.W_OK | os.X_OK) and os.access(folder / DATABASE_NAME, os.W_OK)


def frozen_access(file: Path) -> Access:
    """How to read an archive in a folder that may not be written.

    Raises `ArchiveError` ``archive.unfinished`` where a program was killed there and its log cannot be
    taken in.
    """
    log = wal(file)
    if not log.exists():
        return Access.IMMUTABLE
    if file.with_name(f"{file.name}-shm").exists():
        return Access.READ_ONLY_FILE
    if log.stat().st_size == 0:
        return Access.IMMUTABLE
    raise ArchiveError("archive.unfinished", path=str(file.parent))


def on_network_drive(folder: Path) -> bool:
    """Whether the folder lies on another machine, where SQLite's log does not work soundly.

    Known on Linux (the table of mounts) and Windows (the kind of drive); elsewhere False.
    """
    if sys.platform == "win32":
        import ctypes

        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system(mounts, folder.resolve()) in _NETWORK


def file_system(mounts: str, folder: Path) -> str:
    """The type of the file system a folder lies on, from the text of Linux's ``/proc/self/mountinfo``."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        columns = before.split(" ")
        if len(columns) < 5 or not after:
            continue
        point = Path(columns[4].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return kind
