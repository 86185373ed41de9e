"""E-mail messages, made by the standard library for the tests. The texts are invented."""

from __future__ import annotations

import io
from email.message import EmailMessage

from db.model import RawDocument
from db.readers.mail import Eml
from db.readers.registry import Member, Options

PLAIN = "Dear colleagues,\n\nThe union of Velmark has been dissolved.\n"


def message(text: str = PLAIN, **headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Ana Órlova <ana@union.example>",
        "To": "list@rights.example",
        "Subject": "Statement on Velmark",
        "Date": "Sat, 03 May 2031 10:00:00 +0200",
        "Message-ID": "<1.2@union.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in given.items():
        made[name] = value
    made.set_content(text)
    return made


def unpacked(data: bytes) -> list[Member]:
    return list(Eml().unpack(io.BytesIO(data), "letter.eml", Options()))


def written(data: bytes) -> RawDocument:
    document = unpacked(data)[0].document
    assert document is not None
    return document


def blocks(document: RawDocument) -> list[tuple[str, str]]:
    return [(str(hint.role), document.text[hint.start : hint.end]) for hint in document.hints]


def raw(body: bytes, *headers: str) -> bytes:
    """A message as bytes, where the library would write it rightly."""
    lines = ["From: a@b.example", "Subject: Words", "MIME-Version: 1.0", *headers]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body
