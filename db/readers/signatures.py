"""Formats that are known by their first bytes but may not be read: the user is told which one it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST = 1 << 12


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the name a person knows it by."""

    name: str


_BINARY: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF"),
    (0, b"{\\rtf", "RTF"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office (97-2003)"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (0, b"Rar!\x1a\x07", "RAR"),
    (257, b"ustar", "tar"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG (a picture)"),
    (0, b"\xff\xd8\xff", "JPEG (a picture)"),
    (0, b"GIF87a", "GIF (a picture)"),
    (0, b"GIF89a", "GIF (a picture)"),
    (0, b"II*\x00", "TIFF (a picture)"),
    (0, b"MM\x00*", "TIFF (a picture)"),
    (0, b"SQLite format 3\x00", "SQLite"),
    (0, b"WARC/1.", "WARC"),
    (0, b"%!PS", "PostScript"),
    (60, b"BOOKMOBI", "Mobipocket"),
)
_ZIPPED = (
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
    (b"mimetypeapplication/epub+zip", "EPUB"),
)
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")

_MARKUP = (
    (
        re.compile(
            r"\s*+(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
        ),
        "HTML",
    ),
    (re.compile(r"\s*<\?xml[^>]*\?>.{0,400}?<html\b", re.IGNORECASE | re.DOTALL), "HTML"),
    (re.compile(r"\s*<\?xml\s", re.IGNORECASE), "XML"),
    (re.compile(r'\s*\{\s*"[^"\n]{0,200}"\s*:'), "JSON"),
    (re.compile(r'\s*\[\s*\{\s*"[^"\n]{0,200}"\s*:'), "JSON"),
)
_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL_ONLY = re.compile(r"^(?:MIME-Version|Received|Return-Path|Message-ID):", re.IGNORECASE | re.MULTILINE)


def by_bytes(data: bytes) -> Format | None:
    """The format told by the first bytes."""
    for offset, mark, name in _BINARY:
        if data.startswith(mark, offset):
            return Format(name)
    if data.startswith(_ZIP_MARKS):
        head = data[:_MOST]
        inside = next((name for part, name in _ZIPPED if part in head or part in data[-_MOST:]), "ZIP")
        return Format(inside)
    return None


def by_words(beginning: str) -> Format | None:
    """The format told by the first words of what is text on the outside."""
    for pattern, name in _MARKUP:
        if pattern.match(beginning):
            return Format(name)
    header = _HEADER.match(beginning)
    if header is not None and _MAIL_ONLY.search(header[0]):
        return Format("an e-mail message")
    return None
