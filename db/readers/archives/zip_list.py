"""What a ZIP file says it holds, entry by entry, however many there are."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from db.readers.registry import Sequential

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LISTED = struct.Struct("<4s4B4HL2L5H2L")
_LISTED_MARK = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s2B4HL2L2H")
LOCAL_MARK = b"PK\x03\x04"
_MOST_COMMENT = 1 << 16
_FULL = 0xFFFFFFFF
UNKNOWN = -1
_MOST_LISTED = _LISTED.size + 3 * 0xFFFF
_PIECE = 4 * _MOST_LISTED


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a ZIP file. Sizes are `UNKNOWN` where only the data itself tells.

    `start` is where its own header begins; `flags` and `method` as in APPNOTE 4.4.4 and 4.4.5.
    """

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    time: int
    unix_mode: int = 0
    unicode_name: str | None = None


def listed(file: Sequential) -> tuple[int, int, Iterator[Entry]] | None:
    """How many entries the list at the end announces, where it begins, and the entries.

    None where there is no such list.
    """
    end = file.seek(0, 2)
    tail_at = max(0, end - _MOST_COMMENT - _END.size)
    file.seek(tail_at)
    tail = _read(file, end - tail_at)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        return None
    _, _, _, _, count, size, start, _ = _END.unpack_from(tail, at)
    end_at = tail_at + at
    if _FULL in {size, start} or count == 0xFFFF:
        end_at, count, size, start = _zip64(file, end_at, (count, size, start))
    shift = end_at - size - start
    if shift < 0:
        return None
    return count, start + shift, _entries(file, start + shift, count, shift)


def _zip64(file: Sequential, end_at: int, plain: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The larger numbers before the end, where they are there."""
    if end_at >= _LOCATOR.size:
        file.seek(end_at - _LOCATOR.size)
        mark, _, where, _ = _LOCATOR.unpack(_read(file, _LOCATOR.size))
        if mark == b"PK\x06\x07" and where <= end_at - _LOCATOR.size - _END_64.size:
            file.seek(where)
            found = _END_64.unpack(_read(file, _END_64.size))
            if found[0] == b"PK\x06\x06":
                return where, found[7], found[8], found[9]
    return end_at, *plain


def _entries(file: Sequential, at: int, count: int, shift: int) -> Iterator[Entry]:
    """The list is read in large pieces, because entries are read elsewhere in between."""
    piece, within = b"", 0
    for _ in range(count):
        if len(piece) - within < _MOST_LISTED:
            at += within
            file.seek(at)
            piece, within = _read(file, _PIECE), 0
        if len(piece) - within < _LISTED.size or not piece.startswith(_LISTED_MARK, within):
            return
        fields = _LISTED.unpack_from(piece, within)
        _, _, system, _, _, flags, method, clock, _, crc, packed, size = fields[:12]
        names, extras, comments, _, _, outside, start = fields[12:]
        within += _LISTED.size
        name, extra = piece[within : within + names], piece[within + names : within + names + extras]
        within += names + extras + comments
        size, packed, start = _wide(extra, size, packed, start)
        yield Entry(
            raw_name=name,
            flags=flags,
            method=method,
            crc=crc,
            packed=packed,
            size=size,
            start=start + shift,
            time=clock,
            unix_mode=outside >> 16 if system == 3 else 0,
            unicode_name=_unicode_name(extra),
        )


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def _wide(extra: bytes, *numbers: int) -> list[int]:
    """The numbers, those that do not fit into 32 bits out of the extra field 1."""
    wide = next((data for kind, data in _extras(extra) if kind == 1), b"")
    found, at = [], 0
    for number in numbers:
        if number == _FULL and at + 8 <= len(wide):
            number = int.from_bytes(wide[at : at + 8], "little")
            at += 8
        found.append(number)
    return found


def _unicode_name(extra: bytes) -> str | None:
    """The name in UTF-8 that some programs add (Info-ZIP, field 0x7075)."""
    data = next((data for kind, data in _extras(extra) if kind == 0x7075 and len(data) > 5), None)
    try:
        return None if data is None else data[5:].decode("utf-8")
    except UnicodeDecodeError:
        return None


def local(file: Sequential, at: int) -> tuple[Entry, int] | None:
    """The entry whose own header begins at `at`, and where its data begins; None where there is no header."""
    file.seek(at)
    head = _read(file, _LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(LOCAL_MARK):
        return None
    _, _, _, flags, method, clock, _, crc, packed, size, names, extras = _LOCAL.unpack(head)
    name, extra = _read(file, names), _read(file, extras)
    if len(name) + len(extra) < names + extras:
        return None
    size, packed = _wide(extra, size, packed)
    later = bool(flags & 8) and packed == 0
    entry = Entry(
        raw_name=name,
        flags=flags,
        method=method,
        crc=crc,
        packed=UNKNOWN if later else packed,
        size=UNKNOWN if later else size,
        start=at,
        time=clock,
        unicode_name=_unicode_name(extra),
    )
    return entry, at + _LOCAL.size + names + extras


def _read(file: Sequential, size: int) -> bytes:
    return file.read(size) if size > 0 else b""
