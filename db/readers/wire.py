"""What a program and its locked-up worker say to each other: frames over pipes, each after its length.

Codes and plain values cross, never exceptions or objects that could run code.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Literal

import msgspec

from db.errors import Parameter
from db.readers.registry import NO_OPTIONS, Member, Options

_LENGTH = struct.Struct(">Q")
_PIECE = 1 << 20


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document and need not be found out: a date as in `RawDocument`, ISO 639-1."""

    date: str | None = None
    language: str | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Work on one file; a frame follows.

    Attributes:
        kind: what to do, and what the frame after this one holds: ``process`` one document (its bytes),
            ``many`` (documents already read), ``sort`` (a file's beginning), ``unpack`` and ``preview``
            (nothing: the file is asked for piece by piece).
        untrusted_name: the file's name, cleaned, for messages only.
        size: of a file that is asked for piece by piece, in bytes.
        memory, seconds: what the work may take; for ``unpack``, the work on one member.
    """

    kind: Literal["process", "many", "sort", "unpack", "preview"]
    untrusted_name: str
    memory: int
    seconds: float
    size: int = 0
    options: Options = NO_OPTIONS
    known: Known = Known()


class Greeting(msgspec.Struct, frozen=True, kw_only=True):
    """A worker is locked up and ready; the fields are those of `db.readers.sandbox.Confinement`."""

    files: bool
    network: bool
    processes: bool
    memory: bool
    detail: str


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The worker wants a piece of the file; the program answers with a frame, shorter only at the end."""

    offset: int
    size: int


class Given(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One thing out of a container."""

    member: Member


class Reply(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """How it went, at the end: without a code, the result follows in a frame of its own."""

    code: str | None = None
    params: dict[str, Parameter] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one of many documents: its result, or why there is none."""

    result: bytes = b""
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
