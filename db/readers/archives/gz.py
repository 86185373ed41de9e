"""gzip, bzip2 and xz: one file, compressed; tables and web archives in it are taken apart as they come."""

from __future__ import annotations

import io
from collections.abc import Iterator

from db.model import TablePreview
from db.readers.archives.inside import Formats, as_sequential, unpacker_inside, whole
from db.readers.archives.streams import METHODS, unpacked
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES
from db.readers.registry import Member, Options, Previewing, Sequential, Untrusted

_ENDINGS = (".gz", ".gzip", ".bz2", ".xz")


class Gzip:
    """Bids by the first bytes."""

    name = "gzip"
    media_type = "application/gzip"

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def bid(self, untrusted: Untrusted) -> float:
        return 0.9 if _mark(untrusted.data) is not None else 0.0

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        mark = _mark(file.read(8))
        if mark is None:
            yield Member(untrusted_path="", code="gzip.damaged", params={"name": name}, last=True)
            return
        stream, content = unpacked(file, mark)
        inner_name = _inner_name(name)
        inner = unpacker_inside(self._formats, as_sequential(content), inner_name, options)
        if inner is not None:
            yield from inner.unpack(as_sequential(content), inner_name, options)
        else:
            yield from _one(content, name, inner_name)
        if stream.trouble is not None:
            yield Member(untrusted_path="", code=stream.trouble, params={"name": name}, last=True)

    def preview(self, file: Sequential, name: str, options: Options) -> TablePreview | None:
        mark = _mark(file.read(8))
        if mark is None:
            return None
        _, content = unpacked(file, mark)
        inner = unpacker_inside(self._formats, as_sequential(content), _inner_name(name), options)
        return inner.preview(as_sequential(content), name, options) if isinstance(inner, Previewing) else None


def _one(content: io.BufferedReader, name: str, inner_name: str) -> Iterator[Member]:
    data = whole(content, MOST_FILE_BYTES)
    if data:
        yield Member(untrusted_path=inner_name, data=data)
    elif data is None:
        limit = MOST_FILE_BYTES // MEBIBYTE
        yield Member(untrusted_path="", code="gzip.large", params={"name": name, "limit": limit}, last=True)
    else:
        yield Member(untrusted_path="", code="gzip.empty", params={"name": name}, last=True)


def _mark(head: bytes) -> bytes | None:
    return next((mark for mark in METHODS if head.startswith(mark)), None)


def _inner_name(name: str) -> str:
    """The name without the ending that says that it is compressed."""
    short = next((name[: -len(ending)] for ending in _ENDINGS if name.lower().endswith(ending)), name)
    return short or name
