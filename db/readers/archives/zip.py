"""ZIP files: bounded, never trusting what they say; those that are cut off are read as far as they go."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain, islice

from db.errors import Parameter
from db.readers.archives import zip_data, zip_list, zip_names
from db.readers.archives.inside import Formats, as_sequential, below, unpacker_inside, whole
from db.readers.archives.zip_data import Content
from db.readers.archives.zip_list import UNKNOWN, Entry
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES
from db.readers.registry import Member, Options, Sequential, Untrusted

_MARKS = (zip_list.LOCAL_MARK, b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
_NAMED = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_DOCUMENT = re.compile(
    r"\[Content_Types\]\.xml|_rels/|(?:word|xl|ppt|visio|docProps)/.*\.xml|Payload/|classes\.dex"
)
_MOST_ENTRIES = 1_000_000
_NAMES_LOOKED_AT = 500
_MOST_RATIO, _SMALL = 200, MEBIBYTE
_SCAN = MEBIBYTE
_LINK = 0o120000


class Zip:
    """Bids for ZIP files that are no documents, as those of Office and OpenDocument are."""

    name = "zip"
    media_type = "application/zip"

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def bid(self, untrusted: Untrusted) -> float:
        if not untrusted.data.startswith(_MARKS):
            return 0.0
        names = names_in(untrusted.data)
        is_document = names[:1] == ["mimetype"] or any(_DOCUMENT.match(name) for name in names)
        return 0.0 if is_document else 0.8

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        for entry, path, code, params in Listing(file, name):
            if code is not None:
                yield Member(untrusted_path=path, code=code, params=params, last=entry is None)
            elif entry is not None:
                yield from self._member(file, entry, path, options)

    def _member(self, file: Sequential, entry: Entry, path: str, options: Options) -> Iterator[Member]:
        opened = open_entry(file, entry, options)
        if isinstance(opened, str):
            yield Member(untrusted_path=path, code=opened, params={"name": path})
            return
        content = io.BufferedReader(opened, 1 << 16)
        if max(entry.size, 0) > MOST_FILE_BYTES:
            inner = unpacker_inside(self._formats, as_sequential(content), path, options)
            if inner is not None:
                yield from below(path, inner.unpack(as_sequential(content), path, options))
                if opened.damaged:
                    yield Member(untrusted_path=path, code="zip.member_damaged", params={"name": path})
                return
        data = whole(content, MOST_FILE_BYTES) if entry.size <= MOST_FILE_BYTES else None
        if opened.damaged:
            yield Member(untrusted_path=path, code="zip.member_damaged", params={"name": path})
        elif data is None:
            yield Member(untrusted_path=path, code="zip.large", params=_too_large(path, entry.size))
        else:
            yield Member(untrusted_path=path, data=data)


def _too_large(path: str, size: int) -> dict[str, Parameter]:
    return {"name": path, "size": -(-max(size, MOST_FILE_BYTES + 1) // MEBIBYTE), "limit": 64}


def names_in(head: bytes) -> list[str]:
    """The names of the entries that begin in the first bytes."""
    return [
        head[found.end() : found.end() + int.from_bytes(found[1], "little")].decode("latin-1")
        for found in _NAMED.finditer(head)
    ]


def open_entry(file: Sequential, entry: Entry, options: Options) -> Content | str:
    """The content of an entry, or the code that tells why it cannot be read."""
    if entry.method == zip_data.AES:
        return "zip.encryption_unknown"
    if entry.method not in zip_data.METHODS:
        return "zip.method_unknown"
    if entry.size > _SMALL and entry.size > _MOST_RATIO * max(entry.packed, 0):
        return "zip.bomb"
    found = zip_list.local(file, entry.start)
    if found is None:
        return "zip.member_damaged"
    _, start = found
    if not entry.flags & 1:
        return Content(file, entry, start)
    if entry.flags & 0x40 or entry.packed == UNKNOWN:
        return "zip.encryption_unknown"
    password = zip_data.password_for(file, entry, start, options.passwords)
    return "zip.encrypted" if password is None else Content(file, entry, start, password)


_Line = tuple[Entry | None, str, str | None, dict[str, Parameter]]


class Listing:
    """Goes through the entries of a ZIP file that may hold something of the user's.

    Gives the entry, its path for showing, and a code with parameters where it is left out with a reason;
    without an entry the code is that of the ZIP file, and the last.
    """

    def __init__(self, file: Sequential, name: str) -> None:
        self._file = file
        self._name = name
        self._legacy = "cp437"

    def __iter__(self) -> Iterator[_Line]:
        found = zip_list.listed(self._file)
        size = self._file.seek(0, 2)
        entries = recovered(self._file, size) if found is None else found[2]
        first = list(islice(entries, _NAMES_LOOKED_AT))
        if not first and found is not None and found[0] > 0:
            found, entries = None, recovered(self._file, size)
            first = list(islice(entries, _NAMES_LOOKED_AT))
        self._legacy = zip_names.legacy_encoding([entry.raw_name for entry in first])
        room = size if found is None else found[1]
        number = packed = 0
        for entry in chain(first, entries):
            number += 1
            packed += max(0, entry.packed)
            if number > _MOST_ENTRIES:
                yield None, "", "zip.too_many", {"name": self._name, "limit": _MOST_ENTRIES}
                return
            if packed > room:  # more than there is: they lie over one another
                yield None, "", "zip.overlapping", {"name": self._name}
                return
            yield from self._line(entry)
        if found is None:
            code = "zip.truncated" if number else "zip.damaged"
            yield None, "", code, {"name": self._name}
        elif number < min(found[0], _MOST_ENTRIES):
            yield None, "", "zip.damaged", {"name": self._name}

    def _line(self, entry: Entry) -> Iterator[_Line]:
        name = zip_names.decoded(entry, self._legacy).replace("\\", "/")
        if name.endswith("/") or zip_names.is_junk(name):
            return
        path = zip_names.shown_path(name)
        if entry.unix_mode & 0o170000 == _LINK:
            yield entry, path, "zip.link", {"name": path}
        else:
            yield entry, path, None, {}


def recovered(file: Sequential, size: int) -> Iterator[Entry]:
    """The entries of a ZIP file without its list: one header after another, as far as they can be found."""
    at = _find(file, 0, size)
    while at is not None:
        found = zip_list.local(file, at)
        if found is None:
            at = _find(file, at + 4, size)
            continue
        entry, start = found
        end = start + max(entry.packed, 0)
        if entry.packed == UNKNOWN and entry.method == zip_data.DEFLATED and not entry.flags & 1:
            content = Content(file, entry, start)
            while content.read(1 << 16) and content.tell() <= MOST_FILE_BYTES:
                pass
            end = content.packed_end
        if end <= size:
            yield entry
        at = _find(file, max(end, at + 4) if end <= size else at + 4, size)


def _find(file: Sequential, at: int, size: int) -> int | None:
    """Where the next header begins."""
    while at < size:
        file.seek(at)
        piece = file.read(_SCAN)
        found = piece.find(zip_list.LOCAL_MARK)
        if found >= 0:
            return at + found
        if len(piece) < 4:
            return None
        at += len(piece) - 3
    return None
