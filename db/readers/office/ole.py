"""Files of older or closed programs that hold text but cannot be read: the user is told what to do."""

from __future__ import annotations

from db.errors import InputError
from db.model import RawDocument
from db.readers.registry import Untrusted

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK_STORE = b"!BDN"
_STREAMS = (
    ("EncryptedPackage", "office.encrypted"),
    ("__properties_version1.0", "mail.outlook_message"),
    ("__nameid_version1.0", "mail.outlook_message"),
    ("WordDocument", "office.old_word"),
)
"""Names of streams, in the order in which they tell (MS-OFFCRYPTO 2.3, MS-OXMSG 2.2, MS-DOC 2.1)."""


class Ole:
    """Bids for Word 97-2003, Outlook messages and stores, and DOCX files with a password; refuses each."""

    name = "ole"

    def bid(self, untrusted: Untrusted) -> float:
        return 1.0 if _code(untrusted.data) else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Always raises `InputError`."""
        code = _code(untrusted.data) or "office.damaged"
        raise InputError(code, name=untrusted.name)


def _code(data: bytes) -> str | None:
    if data.startswith(_OUTLOOK_STORE):
        return "mail.outlook_store"
    if not data.startswith(_MARK):
        return None
    return next((code for stream, code in _STREAMS if stream.encode("utf-16-le") in data), None)
