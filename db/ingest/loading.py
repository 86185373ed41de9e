"""Reads the bytes of one file: all of it, of one moment, and never more than may be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from db.errors import InputError
from db.ingest.discovery import from_system
from db.readers import MOST_FILE_BYTES

_ATTEMPTS = 3
_MEBIBYTE = 1 << 20


def load(path: Path, shown: str) -> bytes:
    """The bytes of a file.

    Raises `InputError`: ``file.missing``, ``file.no_permission``, ``file.unreadable``, ``file.special``,
    ``file.too_large``, and ``file.changing`` where it is being written to again and again.
    """
    try:
        for _ in range(_ATTEMPTS):
            data = _load_once(path, shown)
            if data is not None:
                return data
    except OSError as error:
        raise from_system(error, shown) from error
    raise InputError("file.changing", name=shown)


def _load_once(path: Path, shown: str) -> bytes | None:
    """The bytes, or None where the file changed meanwhile."""
    # without waiting: a named pipe put in the file's place would hold us for ever
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise InputError("file.special", name=shown)
        _check_size(before.st_size, shown)
        data = file.read(MOST_FILE_BYTES + 1)
        after = os.fstat(handle)
    _check_size(len(data), shown)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == before.st_size else None


def _check_size(size: int, shown: str) -> None:
    if size > MOST_FILE_BYTES:
        limit = MOST_FILE_BYTES // _MEBIBYTE
        raise InputError("file.too_large", name=shown, size=-(-size // _MEBIBYTE), limit=limit)
