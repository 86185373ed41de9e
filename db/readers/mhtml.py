"""Web archives of one page (MHTML, RFC 2557), as browsers save them.

Only headers are given to the library, and only their beginnings: a body of 60 MB or 20,000 nested parts would
take it minutes, gigabytes or the whole stack. Parts are found by their boundary.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser

from db.errors import InputError
from db.model import RawDocument
from db.readers import signatures
from db.readers.html import read_html
from db.readers.html.facts import address, plain
from db.readers.html.moments import mail_moment
from db.readers.registry import Untrusted

_BEGINNING = 1 << 13
_MOST_HEADER = 1 << 14
_MOST_PARTS = 5000
"""Pictures and styles of one page among them. The page itself is one of the first."""

_DEEPEST = 2
"""Levels of parts in parts: a browser writes one, a mail program two."""

_HEADER = re.compile(rb"\s*(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*+)++")
_HEADER_END = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_RELATED = re.compile(
    rb"^content-type:\s*multipart/(?:related|alternative|mixed)", re.IGNORECASE | re.MULTILINE
)
_BROWSER = re.compile(
    rb"^(?:snapshot-content-location:|from:\s*\"?<?saved by|x-mimeole:)", re.IGNORECASE | re.MULTILINE
)
_PAGE_IN_IT = re.compile(
    rb"^content-(?:location:\s*(?:https?:|file:)|type:\s*(?:text/html|application/xhtml))",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESSEE = re.compile(rb"^(?:to|received|delivered-to|return-path):", re.IGNORECASE | re.MULTILINE)
_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(slots=True)
class _Part:
    """Header and body of a part; the body as it stands in the file."""

    header: Message
    body: bytes

    def value(self, name: str) -> str | None:
        value = self.header.get(name)
        return re.sub(r"[\r\n]\s*", "", str(value)).strip()[:2000] if value else None

    def parameter(self, name: str) -> str | None:
        value = self.header.get_param(name)
        return value[:200] if isinstance(value, str) else None

    @property
    def kind(self) -> str:
        return self.header.get_content_type()


class Mhtml:
    """Bids for a message that holds a page with its pictures and was sent to nobody."""

    name = "mhtml"

    def bid(self, untrusted: Untrusted) -> float:
        beginning = untrusted.data[:_BEGINNING]
        found = None if signatures.by_bytes(beginning) else _HEADER.match(beginning)
        if found is None or not _RELATED.search(found[0]) or _ADDRESSEE.search(found[0]):
            return 0.0
        if _BROWSER.search(found[0]):
            return 1.0
        return 0.9 if _PAGE_IN_IT.search(beginning, found.end()) else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Reads the page; raises `InputError`: ``web.no_page``, and what `read_html` raises."""
        archive = _part(untrusted.data.lstrip(b"\r\n \t"))
        page = _root(archive)
        if page is None:
            raise InputError("web.no_page", name=untrusted.name)
        document = read_html(
            _decoded(page),
            untrusted.name,
            encoding=page.parameter("charset"),
            media_type="multipart/related",
        )
        captured = archive.value("Date")
        saved = archive.value("Snapshot-Content-Location") or page.value("Content-Location")
        return replace(
            document,
            url=address(saved) or document.url,
            captured_at=(mail_moment(captured) if captured else None) or document.captured_at,
            title=document.title or plain(archive.value("Subject")),
        )


def _part(data: bytes) -> _Part:
    end = _HEADER_END.search(data)
    header, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    return _Part(BytesHeaderParser(policy=policy.compat32).parsebytes(header[:_MOST_HEADER]), body)


def _root(archive: _Part) -> _Part | None:
    """The part that is the page: as `start` names it, else that of the page's own address, else the first."""
    start = (archive.parameter("start") or "").strip("<> ")
    own = archive.value("Snapshot-Content-Location") or archive.value("Content-Location")
    first = None
    for part in _pages(archive, _DEEPEST):
        if start and (part.value("Content-ID") or "").strip("<> ") == start:
            return part
        if not start and own and part.value("Content-Location") == own:
            return part
        first = first or part
    return first


def _pages(part: _Part, levels: int) -> Iterator[_Part]:
    if part.kind in _PAGE_TYPES:
        yield part
    elif part.kind.startswith("multipart/") and levels:
        boundary = part.parameter("boundary")
        if boundary:
            for inner in _inside(part.body, b"--" + boundary.encode("utf-8", "surrogateescape")):
                yield from _pages(inner, levels - 1)


def _inside(body: bytes, mark: bytes) -> Iterator[_Part]:
    """The parts between the boundaries; the last one of a file that was cut off ends with it."""
    at = 0 if body.startswith(mark) else body.find(b"\n" + mark) + 1
    if not at and not body.startswith(mark):
        return
    for _ in range(_MOST_PARTS):
        begin = body.find(b"\n", at + len(mark)) + 1
        if not begin or body.startswith(b"--", at + len(mark)):
            return
        following = body.find(b"\n" + mark, begin - 1)
        yield _part(body[begin : following if following >= 0 else len(body)])
        if following < 0:
            return
        at = following + 1


def _decoded(part: _Part) -> bytes:
    """The body's bytes; what is damaged is decoded as far as it goes."""
    how = (part.value("Content-Transfer-Encoding") or "").lower()
    if how == "quoted-printable":
        return binascii.a2b_qp(part.body)
    if how != "base64":
        return part.body
    sound = part.body.translate(None, _NOT_BASE64)
    return binascii.a2b_base64(sound[: len(sound) // 4 * 4] + _tail(sound))


def _tail(sound: bytes) -> bytes:
    rest = sound[len(sound) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""
