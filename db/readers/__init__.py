"""Untrusted bytes to `RawDocument`: one module a format, one registry, one sandbox.

The formats are loaded lazily: only a locked-up worker needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from db.readers.limits import MOST_FILE_BYTES
from db.readers.names import clean_name
from db.readers.pool import ReaderPool
from db.readers.registry import Member, Options, Reader, Unpacker, Untrusted
from db.readers.sandbox import Confinement

if TYPE_CHECKING:
    from db.readers.formats import READERS, UNPACKERS, preview, read, read_untrusted, sort, unpack

__all__ = [
    "MOST_FILE_BYTES",
    "READERS",
    "UNPACKERS",
    "Confinement",
    "Member",
    "Options",
    "Reader",
    "ReaderPool",
    "Unpacker",
    "Untrusted",
    "clean_name",
    "preview",
    "read",
    "read_untrusted",
    "sort",
    "unpack",
]

_FORMATS = frozenset({"READERS", "UNPACKERS", "preview", "read", "read_untrusted", "sort", "unpack"})


def __getattr__(name: str) -> Any:
    if name not in _FORMATS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("db.readers.formats"), name)
