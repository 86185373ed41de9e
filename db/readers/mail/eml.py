"""An e-mail message: what was written as a document, what was attached as files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_tz

from db.model import RawDocument
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES
from db.readers.mail.contents import Contents, Problem
from db.readers.mail.message import document
from db.readers.mail.mime import Parser
from db.readers.registry import Member, Options, Sequential, Untrusted

_LINES = re.compile(rb"(?:[!-9;-~]{1,76}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_LEADING = b"\xef\xbb\xbf\r\n \t"
_SURE = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|dkim-signature|x-mailer|in-reply-to):",
    re.IGNORECASE | re.MULTILINE,
)
_SENT = re.compile(rb"^(?:from|to|subject|date|received|message-id):", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(rb"^date:[ \t]*([^\r\n]{1,100})", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(rb"^from:[^\r\n]*@", re.IGNORECASE | re.MULTILINE)
_WEB_PAGE = re.compile(
    rb"^(?:snapshot-content-location:|from:[ \t]*<saved by)|^content-type:[^\n]*multipart/related",
    re.I | re.M,
)
_ADDRESSED = re.compile(rb"^(?:received|to|delivered-to):", re.IGNORECASE | re.MULTILINE)
_BEGINNING = 1 << 15


class Eml:
    """Takes one message apart: first itself, as a document, then what is attached to it."""

    name = "eml"
    media_type = "message/rfc822"

    def bid(self, untrusted: Untrusted) -> float:
        """A header that mail programs write; less for a web page that a browser saved in the form of one."""
        head = untrusted.data[:_BEGINNING].lstrip(_LEADING)
        if b"\0" in head[:1024]:
            return 0.0
        lines = _LINES.match(head)
        if lines is None:
            return 0.0
        block = lines[0]
        if len(_SENT.findall(block)) < 2:
            return 0.0
        if _WEB_PAGE.search(block) and not _ADDRESSED.search(block):
            return 0.3
        if _SURE.search(block):
            return 1.0
        date = _DATE.search(block)
        dated = date is not None and parsedate_tz(date[1].decode("ascii", "replace")) is not None
        return 0.8 if dated and _FROM.search(block) else 0.0

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        """Never raises for bad content. Codes: ``file.too_large``, ``file.empty``, ``mail.encrypted``,
        ``mail.signed_opaque``, ``mail.winmail``, ``mail.too_many_parts``."""
        data = file.read(MOST_FILE_BYTES + 1)
        if len(data) > MOST_FILE_BYTES or not data:
            yield self._unusable(data, name)
            return
        data = data[len(data) - len(data.lstrip(_LEADING)) :] if data[:1] in b"\xef\r\n \t" else data
        parser = Parser(data)
        message = parser.message()
        contents = Contents(data)
        contents.sort(message)
        warnings = ("mail.cut",) if parser.cut else ()
        written = document(message.headers, contents, name, warnings)
        yield self._first(written, message.headers.text("message-id"))
        yield from self._attached(contents, name)
        if parser.too_many:
            yield Member(untrusted_path="parts", code="mail.too_many_parts", params={"name": name})

    def _unusable(self, data: bytes, name: str) -> Member:
        if not data:
            return Member(untrusted_path="message", code="file.empty", params={"name": name}, last=True)
        limit = MOST_FILE_BYTES // MEBIBYTE
        size = -(-len(data) // MEBIBYTE)
        params: dict[str, str | int | float | None] = {"name": name, "size": size, "limit": limit}
        return Member(untrusted_path="message", code="file.too_large", params=params, last=True)

    def _first(self, written: RawDocument, key: str) -> Member:
        return Member(
            untrusted_path="message",
            document=written,
            key=key.strip("<> ")[:500] or None,
            url=written.url,
            captured_at=written.captured_at,
        )

    def _attached(self, contents: Contents, name: str) -> Iterator[Member]:
        """One at a time: decoded when it is asked for."""
        for attached in contents.attached:
            if isinstance(attached, Problem):
                shown = {"name": attached.name or name}
                yield Member(untrusted_path=attached.name or "part", code=attached.code, params={**shown})
                continue
            data, _ = contents.decoded(attached.part)
            if data:
                yield Member(untrusted_path=attached.name, data=data)
