"""Untrusted bytes to `RawDocument`: one module a format, one registry, one sandbox."""

from __future__ import annotations

from db.model import RawDocument
from db.readers.limits import MOST_FILE_BYTES
from db.readers.names import clean_name
from db.readers.plain import PlainText, Refused
from db.readers.pool import ReaderPool
from db.readers.registry import Reader, Untrusted, read_with
from db.readers.sandbox import Confinement

__all__ = [
    "MOST_FILE_BYTES",
    "READERS",
    "Confinement",
    "Reader",
    "ReaderPool",
    "Untrusted",
    "clean_name",
    "read",
]

READERS: tuple[Reader, ...] = (PlainText(), Refused())


def read(data: bytes, name: str) -> RawDocument:
    """Reads bytes with the reader that bids highest for them.

    `name` is for messages only. Raises `InputError`: ``file.empty``, ``file.binary``, ``file.unsupported``,
    ``file.too_large``.
    Meant for locked-up workers (`ReaderPool`): whoever calls it elsewhere trusts the bytes.
    """
    return read_with(READERS, data, name)
