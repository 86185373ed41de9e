"""The header of a message or of a part of one (RFC 5322, 2045, 2047, 2183, 2231), bounded."""

from __future__ import annotations

import re
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr, parsedate_to_datetime

from db.readers import encoding
from db.readers.mail import decoding

MOST_BYTES = 1 << 18
"""Of a header: lists of 3,000 addressees were seen, at some 40 bytes each."""

_MOST_VALUE = 8_000
"""Of one line that is taken apart: parsing parameters takes time that grows with the square."""

_FOLD = re.compile(r"[\r\n]+[ \t]*")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_PARSED = ("content-type", "content-disposition")


def end_of_header(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Where a header ends, and where what follows begins."""
    for mark in (b"\r\n", b"\n"):
        if data.startswith(mark, start):
            return start, start + len(mark)
    found = _END.search(data, start, end)
    return (found.start(), found.end()) if found is not None else (end, end)


class Headers:
    """Asked for by name, in any case; what is not there is empty."""

    def __init__(self, block: bytes) -> None:
        parsed = BytesHeaderParser(policy=policy.compat32).parsebytes(block[:MOST_BYTES] + b"\n\n")
        self._raw: dict[str, str] = {}
        for name, value in parsed.raw_items():
            self._raw.setdefault(name.lower(), str(value))
        # only these are taken apart by the library, and only so much of them
        self._parsed: Message = Message(policy=policy.compat32)
        for name in _PARSED:
            if name in self._raw:
                self._parsed[name] = self._plain(name)

    def __contains__(self, name: str) -> bool:
        return name in self._raw

    def _plain(self, name: str) -> str:
        """A value unfolded, its bytes decoded, its encoded words as they stand."""
        value = _FOLD.sub(" ", self._raw.get(name, "")[:_MOST_VALUE])
        if not value.isascii():
            value = encoding.decode(value.encode("utf-8", "surrogateescape")).text
        return value.strip()

    def text(self, name: str) -> str:
        """A value as a person reads it."""
        return _SPACE.sub(" ", words(self._plain(name.lower()))).strip()

    @property
    def content_type(self) -> str:
        return self._parsed.get_content_type() if "content-type" in self._raw else ""

    @property
    def attached(self) -> bool:
        return self._parsed.get_content_disposition() == "attachment"

    @property
    def file_name(self) -> str:
        """As the message gives it: not cleaned."""
        try:
            return words(self._parsed.get_filename() or "").strip()
        except (LookupError, ValueError, TypeError):
            return ""

    def parameter(self, name: str) -> str:
        """A parameter of the content type."""
        try:
            value = self._parsed.get_param(name)
        except (LookupError, ValueError, TypeError):
            return ""
        if isinstance(value, tuple):
            value = value[2]
        return value if isinstance(value, str) else ""

    @property
    def boundary(self) -> bytes:
        return self.parameter("boundary").strip()[:200].encode("utf-8", "replace")

    @property
    def transfer(self) -> str:
        return self.text("content-transfer-encoding").partition(";")[0]

    @property
    def sent(self) -> datetime | None:
        try:
            return parsedate_to_datetime(self.text("date")[:200])
        except (ValueError, TypeError, IndexError, OverflowError):
            return None

    @property
    def sender(self) -> str:
        """The name of the sender, without the address; empty where only an address is given."""
        name, address = parseaddr(self._plain("from")[:1000])
        shown = _SPACE.sub(" ", words(name)).strip(" \"'")
        return "" if shown == address or "@" in shown else shown


def subject_of(message: bytes) -> str:
    """The subject of a message, read from its beginning; empty where there is none."""
    head, _ = end_of_header(message, 0, min(len(message), MOST_BYTES))
    return Headers(message[:head]).text("subject")


def words(value: str) -> str:
    """Encoded words (RFC 2047) as text, and the rest as it stands."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        return value
    shown = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            shown.append(piece)
        elif charset is None:
            shown.append(piece.decode("raw-unicode-escape", "replace"))
        else:
            shown.append(decoding.text(piece, charset).text)
    return "".join(shown)
