"""All readers and unpackers. For locked-up workers: whoever uses it elsewhere trusts the bytes."""

from __future__ import annotations

from collections.abc import Iterator

from db.model import RawDocument, TablePreview
from db.readers.archives.gz import Gzip
from db.readers.archives.wacz import Wacz
from db.readers.archives.warc import Warc
from db.readers.archives.zip import Zip
from db.readers.feeds import Feeds
from db.readers.html import Html
from db.readers.mail import Eml, Mbox
from db.readers.mhtml import Mhtml
from db.readers.office import Docx, Odt, Ole, Rtf
from db.readers.pdf import Pdf
from db.readers.plain import PlainText, Refused
from db.readers.registry import (
    NO_OPTIONS,
    Member,
    Options,
    Previewing,
    Reader,
    Sequential,
    Unpacker,
    Untrusted,
    choose_unpacker,
    read_with,
)
from db.readers.tables.delimited import Delimited
from db.readers.tables.json_rows import JsonRows

READERS: tuple[Reader, ...] = (
    Html(),
    Mhtml(),
    Pdf(),
    Docx(),
    Odt(),
    Rtf(),
    Ole(),
    PlainText(),
    Refused(),
)

_GZIP = Gzip(lambda: (READERS, _STREAMED))
_STREAMED: tuple[Unpacker, ...] = (JsonRows(), Delimited(), Warc(), Mbox(), Feeds(), _GZIP)
"""Those that read from beginning to end: what is compressed goes through them piece by piece."""

UNPACKERS: tuple[Unpacker, ...] = (
    *_STREAMED,
    Wacz(lambda: (READERS, _STREAMED)),
    Zip(lambda: (READERS, _STREAMED)),
    Eml(),
)


_HEAD_BYTES = 1 << 16


def read(data: bytes, name: str, options: Options = NO_OPTIONS) -> RawDocument:
    """Reads bytes with the reader that bids highest for them.

    `name` is for messages only. Raises `InputError`: ``file.empty``, ``file.binary``, ``file.unsupported``,
    ``file.too_large``, and what the readers tell.
    """
    return read_untrusted(Untrusted(data, name, options))


def read_untrusted(untrusted: Untrusted) -> RawDocument:
    """As `read`."""
    return read_with(READERS, untrusted)


def sort(untrusted: Untrusted) -> str | None:
    """The name of the unpacker for a file with this beginning; None for one document."""
    unpacker = choose_unpacker(READERS, UNPACKERS, untrusted)
    return unpacker.name if unpacker is not None else None


def unpack(file: Sequential, name: str, options: Options = NO_OPTIONS) -> Iterator[Member]:
    """What is in a container, one thing after another; where it is none, one member that says so."""
    unpacker = _unpacker(file, name, options)
    if unpacker is None:
        yield Member(untrusted_path="", code="file.no_container", params={"name": name}, last=True)
    else:
        yield from unpacker.unpack(file, name, options)


def preview(file: Sequential, name: str, options: Options = NO_OPTIONS) -> TablePreview | None:
    """The beginning of a table, itself or compressed, and how it would be read; None for what is no table."""
    unpacker = _unpacker(file, name, options)
    return unpacker.preview(file, name, options) if isinstance(unpacker, Previewing) else None


def _unpacker(file: Sequential, name: str, options: Options) -> Unpacker | None:
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    return choose_unpacker(READERS, UNPACKERS, Untrusted(head, name, options))
