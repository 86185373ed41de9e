"""Readers bid for a file by its content; the highest bid reads it (STYLE 8). Its name is never asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from db.errors import InputError
from db.model import RawDocument
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Untrusted:
    """Bytes from outside, and a name cleaned for showing; both may be anything."""

    data: bytes
    name: str


class Reader(Protocol):
    """Reads one format, or says why it cannot.

    `bid` is cheap, never raises, and gives 0 (not mine) to 1 (surely mine). `read` raises
    `db.errors.InputError` for a file that cannot be used.
    """

    @property
    def name(self) -> str: ...

    def bid(self, untrusted: Untrusted) -> float: ...

    def read(self, untrusted: Untrusted) -> RawDocument: ...


def choose(readers: Sequence[Reader], untrusted: Untrusted) -> Reader | None:
    """The reader with the highest bid above 0; the first of equals."""
    best, most = None, 0.0
    for reader in readers:
        bid = reader.bid(untrusted)
        if bid > most:
            best, most = reader, bid
    return best


def read_with(readers: Sequence[Reader], data: bytes, name: str) -> RawDocument:
    """Reads bytes with the reader that bids highest. Raises `InputError` for a file that cannot be used."""
    if len(data) > MOST_FILE_BYTES:
        limit = MOST_FILE_BYTES // MEBIBYTE
        raise InputError("file.too_large", name=name, size=-(-len(data) // MEBIBYTE), limit=limit)
    if not data:
        raise InputError("file.empty", name=name)
    untrusted = Untrusted(data, name)
    reader = choose(readers, untrusted)
    if reader is None:
        raise InputError("file.binary", name=name)
    return reader.read(untrusted)
