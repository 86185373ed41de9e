"""Web archives of one page (MHTML, RFC 2557), as browsers save them."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from db.errors import InputError
from db.model import RawDocument
from db.readers import signatures
from db.readers.html import read_html
from db.readers.html.facts import address, plain
from db.readers.html.moments import mail_moment
from db.readers.registry import Untrusted

_BEGINNING = 1 << 13
_HEADER = re.compile(rb"\s*(?:[!-9;-~]{1,80}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
_RELATED = re.compile(
    rb"^content-type:\s*multipart/(?:related|alternative|mixed)", re.IGNORECASE | re.MULTILINE
)
_BROWSER = re.compile(
    rb"^(?:snapshot-content-location:|from:\s*\"?<?saved by|x-mimeole:)", re.IGNORECASE | re.MULTILINE
)
_PAGE_IN_IT = re.compile(
    rb"^content-(?:location|type):\s*(?:https?:|file:|text/html|application/xhtml)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESSEE = re.compile(rb"^(?:to|received|delivered-to|return-path):", re.IGNORECASE | re.MULTILINE)

_MOST_PARTS = 5000
"""Pictures and styles of one page among them; a page with more is cut off behind the page itself."""

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


class Mhtml:
    """Bids for a message that holds a page with its pictures and was sent to nobody."""

    name = "mhtml"

    def bid(self, untrusted: Untrusted) -> float:
        beginning = untrusted.data[:_BEGINNING]
        if signatures.by_bytes(beginning):
            return 0.0
        found = _HEADER.match(beginning)
        if found is None or not _RELATED.search(found[0]):
            return 0.0
        if _ADDRESSEE.search(found[0]):
            return 0.0
        if _BROWSER.search(found[0]):
            return 1.0
        return 0.9 if _PAGE_IN_IT.search(beginning, found.end()) else 0.0

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Reads the page; raises `InputError`: ``web.no_page``, and what `read_html` raises."""
        limited = _limited(untrusted.data)
        message = message_from_bytes(limited, policy=policy.compat32)
        part = _root(message)
        if part is None:
            raise InputError("web.no_page", name=untrusted.name)
        page = part.get_payload(decode=True)
        if not isinstance(page, bytes):
            raise InputError("web.no_page", name=untrusted.name)
        document = read_html(
            page, untrusted.name, encoding=_parameter(part, "charset"), media_type="multipart/related"
        )
        return _with_facts(document, message, part)


def _limited(data: bytes) -> bytes:
    """The message without what stands behind too many parts: each costs the library an object."""
    boundary = re.search(rb"boundary\s*=\s*\"?([^\"\r\n;]{1,200})", data[:_BEGINNING], re.IGNORECASE)
    if boundary is None:
        return data
    mark = b"\n--" + boundary[1]
    if data.count(mark) <= _MOST_PARTS:
        return data
    at = 0
    for _ in range(_MOST_PARTS):
        at = data.find(mark, at + 1)
    return data[:at]


def _root(message: Message) -> Message | None:
    """The part that is the page: as `start` names it, else that of the page's own address, else the first."""
    parts = _pages(message)
    start = (_parameter(message, "start") or "").strip("<> ")
    own = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    for part in parts:
        if start and (_header(part, "Content-ID") or "").strip("<> ") == start:
            return part
    for part in parts:
        if own and _header(part, "Content-Location") == own:
            return part
    return parts[0] if parts else None


def _pages(message: Message) -> list[Message]:
    """The parts that are pages, two levels deep at most: nobody nests a page deeper."""
    if not message.is_multipart():
        return [message] if message.get_content_type() in _PAGE_TYPES else []
    found: list[Message] = []
    for part in _inside(message):
        if part.get_content_type() in _PAGE_TYPES:
            found.append(part)
        elif part.is_multipart():
            found.extend(deep for deep in _inside(part) if deep.get_content_type() in _PAGE_TYPES)
    return found


def _inside(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return re.sub(r"[\r\n]\s*", "", str(value)).strip()[:2000] if value else None


def _parameter(message: Message, name: str) -> str | None:
    value = message.get_param(name)
    return value[:200] if isinstance(value, str) else None


def _with_facts(document: RawDocument, message: Message, part: Message) -> RawDocument:
    """What the message around the page tells outranks the page: it is where and when it was saved."""
    saved = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    captured = _header(message, "Date")
    url = address(saved) or document.url
    return replace(
        document,
        url=url,
        captured_at=(mail_moment(captured) if captured else None) or document.captured_at,
        title=document.title or plain(_header(message, "Subject")),
    )
