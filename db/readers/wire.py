"""What a program and its locked-up worker say to each other: frames over pipes, each after its length.

Codes and plain values cross, never exceptions or objects that could run code.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

from db.errors import Parameter

_LENGTH = struct.Struct(">Q")
_PIECE = 1 << 20


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Work on one file; its bytes follow in a frame of their own.

    Attributes:
        untrusted_name: the file's name, cleaned, for messages only.
        memory, seconds: what the work may take.
        options: what the worker's handler wants to know besides.
    """

    untrusted_name: str
    memory: int
    seconds: float
    options: dict[str, str | None] = {}


class Greeting(msgspec.Struct, frozen=True, kw_only=True):
    """A worker is locked up and ready; the fields are those of `db.readers.sandbox.Confinement`."""

    files: bool
    network: bool
    processes: bool
    memory: bool
    detail: str


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """How it went: without a code, the result follows in a frame of its own."""

    code: str | None = None
    params: dict[str, Parameter] = {}


class BrokenWireError(Exception):
    """The other side has gone, or says what it must not say."""


def send(stream: BinaryIO, payload: bytes) -> None:
    """Writes one frame."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO, limit: int) -> bytes:
    """Reads one frame of at most `limit` bytes. Raises `BrokenWireError` at the end and for a longer one."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > limit:
        raise BrokenWireError(f"a frame of {length} bytes")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """Reads piece by piece, so that a false length takes no memory."""
    pieces = []
    while count > 0:
        piece = stream.read(min(count, _PIECE))
        if not piece:
            raise BrokenWireError("the end")
        pieces.append(piece)
        count -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


encode = msgspec.msgpack.encode
"""A message or a result as bytes; text goes as it is."""

decode = msgspec.msgpack.decode
