"""A compressed file read as what it holds, in flat memory; damage ends it and is told, never raised."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from db.readers.archives.forward import PIECE, Forward
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES
from db.readers.registry import Sequential

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MOST_RATIO = 200
"""Texts shrink to a tenth, very regular tables to a fiftieth; zeros to a thousandth."""
_LZMA_MEMORY = 128 * MEBIBYTE


class _Decompressor(Protocol):
    """One member of a compressed file, whatever the method."""

    def feed(self, data: bytes, most: int) -> bytes: ...

    @property
    def over(self) -> bool: ...

    @property
    def rest(self) -> bytes: ...


class _Deflated:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    def feed(self, data: bytes, most: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, most)

    @property
    def over(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data


class _Other:
    """bzip2 and xz, which keep by themselves what they have not looked at yet."""

    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._inner = inner

    def feed(self, data: bytes, most: int) -> bytes:
        return self._inner.decompress(data, most)

    @property
    def over(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data


METHODS: dict[bytes, Callable[[], _Decompressor]] = {
    b"\x1f\x8b\x08": _Deflated,
    b"BZh": lambda: _Other(bz2.BZ2Decompressor()),
    b"\xfd7zXZ\x00": lambda: _Other(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_MEMORY)),
}
"""First bytes to how what follows is unpacked."""


class Unpacked(Forward):
    """What a compressed file of one or many members holds. `trouble` is a code where it ended too soon."""

    def __init__(self, file: Sequential, mark: bytes) -> None:
        super().__init__()
        self._file = file
        self._mark = mark
        self._restart()

    def _restart(self) -> None:
        self.trouble: str | None = None
        self._file.seek(0)
        self._member: _Decompressor | None = METHODS[self._mark]()
        self._waiting = b""
        self._at = self._taken = 0
        self._ended = False

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while self._member is not None and len(view):
            found = self._further(self._member, len(view))
            if self._at + len(found) > _MOST_RATIO * self._taken + MOST_FILE_BYTES:
                self._stop("gzip.bomb")
            elif found:
                view[: len(found)] = found
                self._at += len(found)
                return len(found)
        return 0

    def _further(self, member: _Decompressor, most: int) -> bytes:
        try:
            found = member.feed(self._waiting, most)
        except (zlib.error, OSError, EOFError, lzma.LZMAError):
            self._stop("gzip.damaged")
            return b""
        self._waiting = b""
        if member.over:
            self._next_member(member.rest)
        elif not found and not self._fetch():
            self._stop("gzip.truncated")
        return found

    def _fetch(self) -> bool:
        self._waiting = self._file.read(PIECE)
        self._taken += len(self._waiting)
        return bool(self._waiting)

    def _next_member(self, rest: bytes) -> None:
        """After one member comes another, or the end; zeros and other bytes after it are no damage."""
        while len(rest) < len(self._mark) and self._fetch():
            rest += self._waiting
        self._waiting = rest
        self._member = METHODS[self._mark]() if rest.startswith(self._mark) else None

    def _stop(self, trouble: str) -> None:
        self.trouble = trouble
        self._member = None


def unpacked(file: Sequential, mark: bytes) -> tuple[Unpacked, io.BufferedReader]:
    """The stream, and the same to be read from."""
    stream = Unpacked(file, mark)
    return stream, io.BufferedReader(stream, PIECE)
