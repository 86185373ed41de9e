"""Readers bid for a file by its content; the highest bid reads it (STYLE 8). Its name is never asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, runtime_checkable

from db.errors import InputError, Parameter
from db.model import ColumnMapping, RawDocument, TablePreview
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person said about a file: see `db.model.ImportOptions`."""

    mapping: ColumnMapping | None = None
    passwords: tuple[str, ...] = ()
    ocr: bool = False
    as_text: bool = False


NO_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Untrusted:
    """Bytes from outside, and a name cleaned for showing; both may be anything."""

    data: bytes
    name: str
    options: Options = NO_OPTIONS


class Reader(Protocol):
    """Reads one format, or says why it cannot.

    `bid` is cheap, never raises, and gives 0 (not mine) to 1 (surely mine). `read` raises
    `db.errors.InputError` for a file that cannot be used.
    """

    @property
    def name(self) -> str: ...

    def bid(self, untrusted: Untrusted) -> float: ...

    def read(self, untrusted: Untrusted) -> RawDocument: ...


class Sequential(Protocol):
    """A file of any size, read piece by piece; it can be sought in. Reading may raise `OSError`."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...

    def seekable(self) -> bool: ...

    def readable(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One thing out of a container: a file to be read in its turn, a document already read, or neither.

    Attributes:
        untrusted_path: its path in the container, as it stands there: for showing, after cleaning, only.
        data: the bytes of a file.
        document: a row of a table, or an entry of a feed.
        key: what the container calls it (the id of a row), if anything.
        url, captured_at: as in `db.model.RawDocument`, where the container tells; they outrank its own.
        code, params: why there is neither, as in `db.errors.KnownError`.
        last: whether it is the file itself that went wrong, and nothing more can come.
    """

    untrusted_path: str
    data: bytes | None = None
    document: RawDocument | None = None
    key: str | None = None
    url: str | None = None
    captured_at: str | None = None
    code: str | None = None
    params: dict[str, Parameter] = field(default_factory=dict)
    last: bool = False


class Unpacker(Protocol):
    """Takes a container apart, one member after another, in memory that does not grow with its size.

    `bid` as of a `Reader`, from the file's beginning (64 KiB or all of it). `unpack` never raises for bad
    content: a member with a `code` tells what is wrong, and the others still come.
    """

    @property
    def name(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    def bid(self, untrusted: Untrusted) -> float: ...

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]: ...


@runtime_checkable
class Previewing(Protocol):
    """An unpacker of tables that can show the beginning of one; None where it turns out to be none."""

    def preview(self, file: Sequential, name: str, options: Options) -> TablePreview | None: ...


def choose(readers: Sequence[Reader], untrusted: Untrusted) -> Reader | None:
    """The reader with the highest bid above 0; the first of equals."""
    return _highest(readers, untrusted)[0]


def choose_unpacker(
    readers: Sequence[Reader], unpackers: Sequence[Unpacker], untrusted: Untrusted
) -> Unpacker | None:
    """The unpacker that bids more than every other and at least as much as every reader; else None.

    `untrusted` holds the beginning of the file: 64 KiB or all of it. A file that a person wants taken for
    text is no container.
    """
    if untrusted.options.as_text or not untrusted.data:
        return None
    unpacker, bid = _highest(unpackers, untrusted)
    return unpacker if bid >= _highest(readers, untrusted)[1] else None


class _Bidder(Protocol):
    def bid(self, untrusted: Untrusted) -> float: ...


_AnyBidder = TypeVar("_AnyBidder", bound=_Bidder)


def _highest(bidders: Sequence[_AnyBidder], untrusted: Untrusted) -> tuple[_AnyBidder | None, float]:
    best, most = None, 0.0
    for bidder in bidders:
        bid = bidder.bid(untrusted)
        if bid > most:
            best, most = bidder, bid
    return best, most


def read_with(readers: Sequence[Reader], untrusted: Untrusted) -> RawDocument:
    """Reads bytes with the reader that bids highest. Raises `InputError` for a file that cannot be used."""
    size, name = len(untrusted.data), untrusted.name
    if size > MOST_FILE_BYTES:
        limit = MOST_FILE_BYTES // MEBIBYTE
        raise InputError("file.too_large", name=name, size=-(-size // MEBIBYTE), limit=limit)
    if not untrusted.data:
        raise InputError("file.empty", name=name)
    reader = choose(readers, untrusted)
    if reader is None:
        raise InputError("file.binary", name=name)
    return reader.read(untrusted)
