"""Reads the bytes of one file: all of it, of one moment, and never more than may be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from db.errors import InputError
from db.ingest.discovery import from_system
from db.readers import MOST_FILE_BYTES

HEAD_BYTES = 1 << 16
"""The beginning of a file, by which readers bid for it."""

_ATTEMPTS = 3
_MEBIBYTE = 1 << 20


def load(path: Path, shown: str) -> bytes:
    """The bytes of a file that is one document.

    Raises `InputError`: ``file.missing``, ``file.no_permission``, ``file.unreadable``, ``file.special``,
    ``file.too_large``, and ``file.changing`` where it is being written to again and again.
    """
    for _ in range(_ATTEMPTS):
        with steady(path, shown) as file:
            before = os.fstat(file.fileno())
            _check_size(before.st_size, shown)
            data = file.read(MOST_FILE_BYTES + 1)
            after = os.fstat(file.fileno())
        _check_size(len(data), shown)
        same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if same and len(data) == before.st_size:
            return data
    raise InputError("file.changing", name=shown)


def beginning(path: Path, shown: str) -> bytes:
    """The first `HEAD_BYTES` of a file, or all of it. Raises `InputError` as `load` does."""
    with steady(path, shown) as file:
        return file.read(HEAD_BYTES)


@contextmanager
def steady(path: Path, shown: str) -> Iterator[BinaryIO]:
    """A regular file, open for reading. What the system says against it is raised as `InputError`."""
    try:
        # without waiting: a named pipe put in the file's place would hold us for ever
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise InputError("file.special", name=shown)
            yield file
    except OSError as error:
        raise from_system(error, shown) from error


def _check_size(size: int, shown: str) -> None:
    if size > MOST_FILE_BYTES:
        limit = MOST_FILE_BYTES // _MEBIBYTE
        raise InputError("file.too_large", name=shown, size=-(-size // _MEBIBYTE), limit=limit)
