"""The packed parts of a PDF, looked at before PDFium unpacks them: without memory it ends the process."""

from __future__ import annotations

import zlib

from db.errors import InputError
from db.readers.limits import MEBIBYTE
from db.readers.registry import Untrusted

_BEGIN, _END = b"stream", b"endstream"
_DICTIONARY = 600
_LEAST = 1 << 16
_PIECE = 1 << 14
_MOST_UNPACKED = 128 * MEBIBYTE
"""Words and lines of a page are never so many. Pictures may be, but are not unpacked for their words."""

_MOST_TRIED = 8
"""Streams that are unpacked here, half a second each: more that are suspicious are PDFium's affair."""


def size_of_streams(untrusted: Untrusted) -> int:
    """Bytes of all that pages consist of: a list of a million pages that are all the same one is no stream.

    Raises `InputError` ``pdf.too_large`` for one that unpacks to more than any page can be.
    """
    data = untrusted.data
    total = at = tried = 0
    while (begin := data.find(_BEGIN, at)) >= 0:
        start = begin + len(_BEGIN)
        found = data.find(_END, start)
        end = len(data) if found < 0 else found
        if end - start >= _LEAST and tried < _MOST_TRIED and _may_be_large(data, begin, end):
            tried += 1
            if _unpacks_to_more(data, start, end):
                raise InputError("pdf.too_large", name=untrusted.name)
        total += end - start
        at = end + len(_END)
    return total


def _may_be_large(data: bytes, begin: int, end: int) -> bool:
    """By its beginning; not a picture."""
    if b"/Image" in data[max(0, begin - _DICTIONARY) : begin]:
        return False
    start = _packed_from(data, begin + len(_BEGIN))
    try:
        beginning = zlib.decompressobj().decompress(data[start : min(end, start + _PIECE)])
    except zlib.error:
        return False
    return len(beginning) * (end - start) > _MOST_UNPACKED * _PIECE


def _unpacks_to_more(data: bytes, start: int, end: int) -> bool:
    unpacker = zlib.decompressobj()
    size = 0
    try:
        for at in range(_packed_from(data, start), end, _PIECE):
            size += len(unpacker.decompress(data[at : min(end, at + _PIECE)]))
            if size > _MOST_UNPACKED:
                return True
    except zlib.error:
        pass
    return False


def _packed_from(data: bytes, start: int) -> int:
    """Behind the line end after the word ``stream``."""
    return start + (2 if data.startswith(b"\r\n", start) else data.startswith((b"\n", b"\r"), start))
