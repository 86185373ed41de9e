"""Plain text, Markdown among it: the decoded file, line ends made alike, nothing else changed."""

from __future__ import annotations

from db.errors import InputError
from db.model import RawDocument
from db.readers import encoding, signatures
from db.readers.registry import Untrusted

_BEGINNING = 1 << 12
_BLANK = " \t\n\v\f\x1a\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200C))
)
"""White space, and marks of no width."""


class PlainText:
    """Bids for what can be decoded and is no markup, lower than a reader that knows its format for sure."""

    name = "text"

    def bid(self, untrusted: Untrusted) -> float:
        if untrusted.options.as_text:
            return 1.0
        if signatures.by_bytes(untrusted.data) or encoding.is_binary(untrusted.data):
            return 0.0
        return 0.0 if signatures.by_words(_beginning(untrusted.data)) else 0.5

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Raises `InputError` for bytes that turn out to be no text after all, or only white space."""
        decoded = encoding.decode(untrusted.data)
        text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip(_BLANK):
            raise InputError("file.empty", name=untrusted.name)
        if decoded.undecodable * 10 > len(text):
            raise InputError("file.binary", name=untrusted.name)
        return RawDocument(
            text=text,
            media_type="text/plain",
            encoding=decoded.encoding,
            warnings=("text.undecodable",) if decoded.undecodable else (),
            undecodable=decoded.undecodable,
        )


class Refused:
    """Bids for formats that are known, lower than any reader of them, to say by name what cannot be read."""

    name = "refused"

    def bid(self, untrusted: Untrusted) -> float:
        return 0.1 if not untrusted.options.as_text and _recognised(untrusted.data) else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Always raises ``file.unsupported``."""
        recognised = _recognised(untrusted.data)
        raise InputError(
            "file.unsupported", name=untrusted.name, format=recognised.name if recognised else "unknown"
        )


def _recognised(data: bytes) -> signatures.Format | None:
    found = signatures.by_bytes(data)
    if found is not None or encoding.is_binary(data):
        return found
    return signatures.by_words(_beginning(data))


def _beginning(data: bytes) -> str:
    return encoding.decode(data[:_BEGINNING]).text.lstrip("\ufeff")
