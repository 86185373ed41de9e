"""Errors of the operating system and of SQLite, as errors the user can act on."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from sqlalchemy.exc import DBAPIError

from db.errors import ArchiveError
from db.store.driver import driver

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

_LEAST_ROOM = 1 << 16
"""Bytes: two of the pieces in which SQLite makes its ``-shm`` file."""

# SQLite's own words for its result codes: sqlcipher3 gives no codes, both drivers give the words.
_WORDS = (
    ("database or disk is full", "archive.disk_full"),
    ("malformed", "archive.damaged"),
    ("not a database", "archive.damaged"),
    ("decode to UTF-8", "archive.damaged"),
    ("no such", "archive.damaged"),
    ("has no column", "archive.damaged"),
    ("foreign key mismatch", "archive.damaged"),
    ("disk I/O error", "archive.disk_failed"),
    ("readonly database", "archive.read_only"),
    ("database is locked", "archive.busy"),
    ("database table is locked", "archive.busy"),
    ("unable to open database file", "archive.no_permission"),
)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turns what the driver raises inside into `ArchiveError`; leaves bugs, and what is of others."""
    try:
        yield
    except DBAPIError as error:
        code = _code(error.orig, folder)
        if code is None:
            raise
        raise ArchiveError(code, path=str(folder), detail=str(error.orig)) from error
    except driver.Error as error:
        code = _code(error, folder)
        if code is None:
            raise
        raise ArchiveError(code, path=str(folder), detail=str(error)) from error
    except ValueError as error:
        if not _by_damage(error):
            raise
        raise ArchiveError("archive.damaged", path=str(folder), detail=str(error)) from error


@contextmanager
def told_system(folder: Path) -> Iterator[None]:
    """The same for the operating system, where only the archive's own files are touched."""
    try:
        yield
    except OSError as error:
        raise from_system(error, folder) from error


def from_system(error: OSError, folder: Path) -> ArchiveError:
    """An error of the operating system, told as one of the archive in `folder`."""
    detail = error.strerror or str(error)
    if error.errno in _FULL:
        return ArchiveError("archive.disk_full", path=str(folder), detail=detail)
    if error.errno in _DENIED:
        return ArchiveError("archive.no_permission", path=str(folder), detail=detail)
    return ArchiveError("archive.disk_failed", path=str(folder), detail=detail)


def _by_damage(error: ValueError) -> bool:
    """Whether what is stored raised it, and not the caller's own code.

    The driver cannot decode SQLite's message where it quotes a damaged name; a damaged word (the role of a
    block ...) is none of its enumeration's.
    """
    names = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__)]
    if isinstance(error, UnicodeDecodeError):
        return str(names[-1]).startswith(("sqlalchemy.", "db.store."))
    return names[-1] == "enum" and "db.store.repositories.rows" in names


def _code(error: BaseException | None, folder: Path) -> str | None:
    words = str(error)
    code = next((code for part, code in _WORDS if part in words), None)
    if code == "archive.disk_failed" and _without_room(folder):
        return "archive.disk_full"
    return code


def _without_room(folder: Path) -> bool:
    """Whether the disk is so full that SQLite cannot make the file by which readers and writers meet.

    It calls that an I/O error.
    """
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False
