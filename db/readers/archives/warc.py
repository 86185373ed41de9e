"""WARC: every captured page with its address and time (ISO 28500), by warcio; what is no page is counted."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from db.errors import Parameter
from db.readers.limits import MEBIBYTE, MOST_FILE_BYTES
from db.readers.names import clean_name
from db.readers.registry import Member, Options, Sequential, Untrusted

logging.getLogger("warcio").setLevel(logging.CRITICAL)
"""It would print what is in damaged files; damage is told by codes here."""

_KINDS = frozenset({"response", "resource", "conversion"})
_PAGES = re.compile(
    r"text/(?!css|javascript|ecmascript|x-c\b|vtt)|application/(?:pdf|xhtml\+xml|rtf|msword|epub\+zip|zip|"
    r"(?:rss|atom)\+xml|xml|vnd\.(?:openxmlformats|oasis|ms-word)[\w.+-]*|octet-stream|x-pdf)|message/rfc822",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?")
_KNOWN_ENCODINGS = frozenset({"", "gzip", "x-gzip", "deflate", "identity", "br"})
_SCAN = MEBIBYTE
_MOST_DAMAGE = 1000
_Trouble = (
    ArchiveLoadFailed,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    zlib.error,
)


class Warc:
    """Bids by the first words. A compressed one is unpacked first, see `Gzip`."""

    name = "warc"
    media_type = "application/warc"

    def bid(self, untrusted: Untrusted) -> float:
        return 0.95 if untrusted.data.startswith(b"WARC/") else 0.0

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        start = skipped = pages = damaged = 0
        while start is not None and damaged < _MOST_DAMAGE:
            records = _Records(file, start)
            try:
                for record in records:
                    member = _member(record)
                    skipped += member is None
                    pages += member is not None
                    if member is not None:
                        yield member
                if records.cut_off:
                    yield Member(
                        untrusted_path="", code="warc.damaged", params={"name": name, "offset": records.at}
                    )
                break
            except _Trouble:
                damaged += 1
                where = records.at
                yield Member(untrusted_path="", code="warc.damaged", params={"name": name, "offset": where})
                following = _next_record(file, where + 1)
                if following is None:
                    break
                start = following
        if not pages:
            params: dict[str, Parameter] = {"name": name, "skipped": skipped}
            yield Member(untrusted_path="", code="warc.no_pages", params=params, last=True)


class _Records:
    """The records from an offset on; `at` is where the present one begins."""

    def __init__(self, file: Sequential, start: int) -> None:
        file.seek(start)
        self._records: Any = ArchiveIterator(cast(Any, file))
        self._last: Any = None

    @property
    def at(self) -> int:
        return int(self._records.offset)

    def __iter__(self) -> Iterator[Any]:
        for record in self._records:
            self._last = record
            yield record

    @property
    def cut_off(self) -> bool:
        """Whether the last record ended before it was whole."""
        return self._last is not None and self._last.raw_stream.limit > 0


def _next_record(file: Sequential, at: int) -> int | None:
    """Where the next record begins after a damaged one."""
    mark = b"\r\n\r\nWARC/1."
    while True:
        file.seek(at)
        piece = file.read(_SCAN)
        found = piece.find(mark)
        if found >= 0:
            return at + found + 4
        if len(piece) <= len(mark):
            return None
        at += len(piece) - len(mark)


def _member(record: Any) -> Member | None:
    """A page, or why it cannot be one; None for what is no page at all."""
    if record.rec_type not in _KINDS:
        return None
    headers = record.rec_headers
    url = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    described = headers if http is None else http
    kind = described.get_header("Content-Type") or ""
    if kind and not _PAGES.match(kind.strip()):
        return None
    path = clean_name(url) or "?"
    told = {"name": path}
    coding = (described.get_header("Content-Encoding") or "").strip().lower()
    if coding not in _KNOWN_ENCODINGS or (coding == "br" and not _brotli()):
        return Member(
            untrusted_path=path, code="warc.encoding_unknown", params={**told, "encoding": clean_name(coding)}
        )
    try:
        data = record.content_stream().read(MOST_FILE_BYTES + 1)
    except _Trouble:
        return Member(untrusted_path=path, code="warc.member_damaged", params=dict(told))
    if len(data) > MOST_FILE_BYTES:
        limit = MOST_FILE_BYTES // MEBIBYTE
        return Member(untrusted_path=path, code="warc.large", params={**told, "limit": limit})
    if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        return Member(untrusted_path=path, code="warc.member_damaged", params=dict(told))
    if not data.strip():
        return None
    moment = (headers.get_header("WARC-Date") or "").strip()
    return Member(
        untrusted_path=path,
        data=data,
        url=url if url.startswith(("http://", "https://")) else None,
        captured_at=moment if _MOMENT.fullmatch(moment) else None,
    )


def _brotli() -> bool:
    return find_spec("brotli") is not None
