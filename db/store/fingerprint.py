"""SHA-256 over a row's contents, and ids made from texts.

A row's fields are joined with their lengths before them, so that no two rows give the same bytes, and are
taken as SQLite stores them, so that a row whose text is no longer valid UTF-8 can still be checked.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

Field = str | bytes | int | None

ID_LENGTH = 12
"""Characters of a statement's id after its letter: 60 bits of the text's SHA-256."""


def row_sha256(fields: Iterable[Field]) -> str:
    """The SHA-256 of a row, 64 hexadecimal digits. The order of the fields counts."""
    parts: list[bytes] = []
    for field in fields:
        if field is None:
            parts.append(b"-,")
            continue
        data = field if isinstance(field, bytes) else str(field).encode()
        parts.append(b"%d:" % len(data))
        parts.append(data)
    return hashlib.sha256(b"".join(parts)).hexdigest()


def text_sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, every run of white space taken as one space.

    It tells whether two texts are the same: a copy saved with other line ends, or with one more at its
    end, is the same text. The very characters are covered by the hash of the row.
    """
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def identity(text: str, original: str) -> str:
    """What tells whether two statements are the same one: the hash of the text.

    Where there is no text, that of the original (its SHA-256): two scanned pages are not the same page.
    """
    return text_sha256(text) if text else hashlib.sha256(f"original {original}".encode()).hexdigest()


def statement_id(sha256: str, length: int = ID_LENGTH) -> str:
    """``s`` and the first `length` base32 characters of the text's SHA-256."""
    return "s" + base64.b32encode(bytes.fromhex(sha256)).decode().lower()[:length]
