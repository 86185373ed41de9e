"""The bytes of one file in a ZIP file, unpacked as they are read; damage ends them and is told."""

from __future__ import annotations

import bz2
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.readers.archives.forward import PIECE, Forward
from db.readers.archives.zip_list import UNKNOWN, Entry
from db.readers.registry import Sequential

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STORED, DEFLATED, BZIP2, AES = 0, 8, 12, 99
METHODS = frozenset({STORED, DEFLATED, BZIP2})
_CRYPT_HEADER = 12
_TABLE = [0] * 256
for _byte in range(256):
    _value = _byte
    for _ in range(8):
        _value = (_value >> 1) ^ 0xEDB88320 if _value & 1 else _value >> 1
    _TABLE[_byte] = _value


class Cipher:
    """The encryption of old ZIP files (APPNOTE 6.1). Weak, and slow here: some 2 MB a second."""

    def __init__(self, password: bytes) -> None:
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        for byte in password:
            self._update(byte)

    def _update(self, byte: int) -> None:
        first, second, third = self._keys
        first = (first >> 8) ^ _TABLE[(first ^ byte) & 0xFF]
        second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        third = (third >> 8) ^ _TABLE[(third ^ (second >> 24)) & 0xFF]
        self._keys = (first, second, third)

    def open(self, data: bytes) -> bytes:
        plain = bytearray()
        for byte in data:
            key = self._keys[2] | 2
            byte ^= ((key * (key ^ 1)) >> 8) & 0xFF
            self._update(byte)
            plain.append(byte)
        return bytes(plain)


class Content(Forward):
    """What an entry holds, from beginning to end; going back begins anew.

    `damaged` tells after the end whether it was whole; `packed_end` where its data ended in the ZIP file.
    """

    def __init__(self, file: Sequential, entry: Entry, start: int, password: bytes | None = None) -> None:
        super().__init__()
        self._file = file
        self._entry = entry
        self._start = start
        self._password = password
        self._restart()

    def _restart(self) -> None:
        entry = self._entry
        self.damaged = False
        self.packed_end = self._start
        self._left = entry.packed
        self._at = 0
        self._crc = 0
        self._over = False
        self._tail = b""
        self._cipher = None if self._password is None else Cipher(self._password)
        self._inflate = zlib.decompressobj(-15) if entry.method == DEFLATED else None
        self._bzip2 = bz2.BZ2Decompressor() if entry.method == BZIP2 else None
        if self._cipher is not None:
            self._packed(_CRYPT_HEADER)  # its bytes only set the keys

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        found = b""
        while not self._over and not found and len(view):
            try:
                found = self._further(len(view))
            except (zlib.error, OSError, EOFError, ValueError):
                self._end(damaged=True)
        view[: len(found)] = found
        self._crc = zlib.crc32(found, self._crc)
        self._at += len(found)
        if self._over and not self.damaged and self._entry.size != UNKNOWN:
            self.damaged = self._at != self._entry.size or self._crc != self._entry.crc
        elif not self._over and UNKNOWN != self._entry.size < self._at:
            self._end(damaged=True)
        return len(found)

    def _further(self, most: int) -> bytes:
        if self._inflate is not None:
            data = self._inflate.unconsumed_tail or self._packed(PIECE)
            found = self._inflate.decompress(data, most)
            if self._inflate.eof:
                self.packed_end -= len(self._inflate.unused_data)
                self._end()
            elif not data and not found:
                self._end(damaged=True)
            return found
        if self._bzip2 is not None:
            data = self._packed(PIECE) if self._bzip2.needs_input else b""
            found = self._bzip2.decompress(data, most)
            if self._bzip2.eof:
                self._end()
            elif self._bzip2.needs_input and not data and not found:
                self._end(damaged=True)
            return found
        found = self._packed(most)
        if not found or self._left == 0:
            self._end(damaged=self._left > 0)
        return found

    def _packed(self, most: int) -> bytes:
        size = most if self._left == UNKNOWN else min(most, self._left)
        self._file.seek(self.packed_end)
        data = self._file.read(size) if size > 0 else b""
        self.packed_end += len(data)
        if self._left != UNKNOWN:
            self._left -= len(data)
        return data if self._cipher is None else self._cipher.open(data)

    def _end(self, *, damaged: bool = False) -> None:
        self._over = True
        self.damaged = self.damaged or damaged


def password_for(file: Sequential, entry: Entry, start: int, passwords: Sequence[str]) -> bytes | None:
    """The first password whose check byte fits; the sum over the content must still tell."""
    file.seek(start)
    head = file.read(_CRYPT_HEADER)
    check = entry.time >> 8 if entry.flags & 8 else entry.crc >> 24
    for password in passwords:
        for encoding in ("utf-8", "cp437", "cp1252"):
            try:
                raw = password.encode(encoding)
            except UnicodeEncodeError:
                continue
            if Cipher(raw).open(head)[-1:] == bytes([check & 0xFF]) and _fits(file, entry, start, raw):
                return raw
    return None


def _fits(file: Sequential, entry: Entry, start: int, password: bytes) -> bool:
    """One password of 256 passes the check byte by chance: a small content is read to be sure."""
    if entry.size > 1 << 20:
        return True
    content = Content(file, entry, start, password)
    while content.read(PIECE):
        pass
    return not content.damaged
