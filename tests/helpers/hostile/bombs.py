"""Small files that want much: of time, of memory, of depth. Each is made when it is asked for."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.helpers.hostile.seeds import HTML, pdf

MILLION = 1_000_000


def _gz(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _zeros_gz(size: int) -> bytes:
    """`size` zeros, packed without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def _zip_of(name: str, size: int, fill: bytes = b" ", first: bytes = b"", last: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if name.startswith("word/"):
            archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(first)
            for _ in range(size >> 20):
                member.write(fill * (1 << 20))
            member.write(last)
    return out.getvalue()


def _zip_many(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", "x")
    return out.getvalue()


def _zip_nested(depth: int) -> bytes:
    data = b"The innermost words."
    for number in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{number}.zip" if number else "a.txt", data)
        data = out.getvalue()
    return data


def _zip_overlapping() -> bytes:
    """Many entries of the list point at one and the same member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * (20 << 20))
    data = out.getvalue()
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    entry = data[start:end]
    count = 2000
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return data[:start] + entry * count + tail


def _entities(depth: int) -> str:
    lines = ['<!ENTITY a0 "lamp">'] + [
        f'<!ENTITY a{n} "{"".join([f"&a{n - 1};"] * 10)}">' for n in range(1, depth)
    ]
    return f"<?xml version='1.0'?><!DOCTYPE r [{''.join(lines)}]>"


def _docx_with(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return out.getvalue()


_W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def _pdf_stream(size: int) -> bytes:
    """A page whose content is `size` bytes when it is unpacked."""
    packed = zlib.compress(b"BT (a) Tj ET " * (size // 13), 9)
    return (
        pdf()
        .replace(b"<< /Length", b"<< /Filter /FlateDecode /Length", 1)
        .replace(pdf().split(b"stream\n", 1)[1].split(b"\nendstream", 1)[0], packed)
    )


def _pdf_cycle() -> bytes:
    return pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def _pdf_deep() -> bytes:
    return pdf().replace(b"/Kids [3 0 R]", b"/Kids " + b"[" * 200_000 + b"]" * 200_000)


_LETTER = b"Subject: x\r\nTo: c@b.example\r\nFrom: a@b.example\r\nMIME-Version: 1.0\r\n"


def _mail_nested(depth: int) -> bytes:
    head = _LETTER
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)
    )
    return head + parts + b"Content-Type: text/plain\r\n\r\nwords\r\n"


def _mail_parts(count: int) -> bytes:
    head = _LETTER + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return head + b"--b\r\nContent-Type: text/plain\r\n\r\nw\r\n" * count + b"--b--\r\n"


def _mail_heads(count: int) -> bytes:
    return _LETTER + b"X-Line: y\r\n" * count + b"\r\nwords\r\n"


_ODT = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
)


def _odt(body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", _ODT + body)
    return out.getvalue()


_P = b"<html><body>"

BOMBS: dict[str, Callable[[], bytes]] = {
    "html-deep": lambda: _P + b"<div>" * MILLION + b"words",
    "html-deep-inline": lambda: _P + b"<b>" * 500_000 + b"words",
    "html-attributes": lambda: _P + b"<p " + b"".join(b"a%d=1 " % n for n in range(300_000)) + b">words</p>",
    "html-same-attributes": lambda: _P + b"<p " + b"a=1 " * 300_000 + b">words</p>",
    "html-siblings": lambda: _P + b"<p>w</p>" * MILLION,
    "html-comments": lambda: _P + b"<!--<!--" * 500_000 + b"words",
    "html-open-comment": lambda: _P + b"<!" * MILLION,
    "html-comment-run": lambda: b"<!-- a -->" * 200_000,
    "html-tables": lambda: _P + b"<table><tr><td>" * 100_000 + b"words",
    "html-adoption": lambda: _P + b"<a><b><p>" * 30_000 + b"words" + b"</a></b>" * 30_000,
    "html-entities": lambda: _P + b"&" * 2 * MILLION,
    "html-one-line": lambda: _P + b"<p>" + b"word " * 4 * MILLION + b"</p>",
    "html-select": lambda: _P + b"<select><option>" * 300_000,
    "html-lists": lambda: _P + b"<ul><li>" * 100_000 + b"words",
    "html-cells": lambda: _P + b"<table>" + b"<tr>" + b"<td colspan=99999 rowspan=99999>x</td>" * 50_000,
    "xml-laughs-rss": (_entities(12) + "<rss><channel><item><title>&a11;</title></item></channel></rss>").encode,
    "xml-deep-atom": lambda: b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry>" * 500_000,
    "rss-many": lambda: b"<rss version='2.0'><channel>" + b"<item><title>t</title></item>" * 200_000 + b"</channel></rss>",
    "zip-zeros": lambda: _zip_of("a.txt", 500 << 20),
    "zip-many": lambda: _zip_many(100_000),
    "zip-nested": lambda: _zip_nested(60),
    "zip-overlapping": _zip_overlapping,
    "gz-zeros": lambda: _zeros_gz(2 << 30),
    "gz-twice": lambda: _gz(_zeros_gz(1 << 30)),
    "gz-nested": lambda: __import__("functools").reduce(lambda data, _: _gz(data), range(60), b"words"),
    "jsonl-gz-one-line": lambda: _gz(b'{"id": "1", "text": "' + b"a" * (100 << 20) + b'"}\n'),
    "json-deep": lambda: b'[{"id":1,"text":' + b"[" * MILLION,
    "json-keys": lambda: b'[{"id": "1", "text": "words words words", ' + b",".join(b'"k%d":1' % n for n in range(500_000)) + b"}]",
    "json-number": lambda: b'{"id": 1, "text": "words words", "n": ' + b"9" * 5 * MILLION + b"}\n",
    "csv-quote": lambda: b'id,text\n1,"' + b"word, " * 2 * MILLION,
    "csv-columns": lambda: b",".join(b"c%d" % n for n in range(200_000)) + b"\n" + b"1," * 200_000 + b"\n",
    "csv-rows": lambda: b"id,text\n" + b"1,\n" * 500_000,
    "docx-zeros": lambda: _zip_of("word/document.xml", 500 << 20, b"a", _W + b"<w:p><w:r><w:t>", b"</w:t></w:r></w:p>"),
    "docx-laughs": lambda: _docx_with((_entities(12) + "<r>&a11;</r>").encode()),
    "docx-deep": lambda: _docx_with(_W + b"<w:tbl><w:tr><w:tc>" * 200_000),
    "docx-paragraphs": lambda: _docx_with(_W + b"<w:p><w:r><w:t>w</w:t></w:r></w:p>" * 600_000 + b"</w:body></w:document>"),
    "docx-attributes": lambda: _docx_with(_W + b"<w:p " + b"".join(b'a%d="1" ' % n for n in range(200_000)) + b"/></w:body></w:document>"),
    "rtf-deep": lambda: b"{\\rtf1 " + b"{" * MILLION + b"words",
    "rtf-bin": lambda: b"{\\rtf1 \\bin2147483647 words}",
    "rtf-numbers": lambda: b"{\\rtf1 " + b"\\u" + b"9" * MILLION + b"?}",
    "rtf-hex": lambda: b"{\\rtf1\\ansi " + b"\\'e9" * MILLION + b"}",
    "mail-nested": lambda: _mail_nested(3000),
    "mail-parts": lambda: _mail_parts(100_000),
    "mail-heads": lambda: _mail_heads(MILLION),
    "mail-address": lambda: _LETTER + b"Cc: " + b"(" * 500_000 + b"\r\n\r\nw\r\n",
    "mail-words": lambda: _LETTER + b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\r\n\r\nw\r\n",
    "mbox-large": lambda: b"From a@b.example Mon May 12 10:00:00 2031\nSubject: x\n\n" + b"From a line\n" * 5 * MILLION,
    "mbox-many": lambda: b"From a@b.example Mon May 12 10:00:00 2031\nSubject: x\n\nw\n\n" * 50_000,
    "mhtml-parts": lambda: _mail_parts(50_000).replace(b"mixed", b"related").replace(b"text/plain", b"text/html"),
    "pdf-stream": lambda: _pdf_stream(400 << 20),
    "pdf-cycle": _pdf_cycle,
    "pdf-deep": _pdf_deep,
    "pdf-pages": lambda: pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * 200_000 + b"] /Count 200000"),
    "pdf-box": lambda: pdf().replace(b"[0 0 612 792]", b"[0 0 99999999999 99999999999]"),
    "warc-records": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 100_000,
    "wacz-many": lambda: _zip_of("archive/a.warc", 200 << 20, b"\n", b"WARC/1.0\r\n"),
    "odt-zeros": lambda: _odt(b" " * (200 << 20)),
    "odt-deep": lambda: _odt(b"<text:section>" * 200_000),
    "odt-spaces": lambda: _odt(b'<text:p>w<text:s text:c="2147483647"/></text:p></office:text></office:body></office:document-content>'),
    "odt-cells": lambda: _odt(b'<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="999999999"><text:p>w</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>'),
    "ole-chain": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(10) + b"\0\0\0\0" * 117 + bytes(MILLION),
    "tsv-quotes": lambda: b"id\ttitle\ttext\n" + b"1\ta\t\"words\"\"\n" * 200_000,
    "warc-length": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nwords",
    "warc-heads": lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * MILLION + b"\r\n",
    "warc-chunks": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
    "text-brackets": lambda: b"(" * 2 * MILLION,
    "text-quotes": lambda: "“".encode() * MILLION,
    "text-numbers": lambda: b"No. 87 and " * 200_000,
    "text-dates": lambda: b"5 June 2025, " * 150_000,
    "text-lines": lambda: b"\n" * 5 * MILLION + b"words",
    "text-capitals": lambda: b"Arvonia Union Lamp " * 100_000,
    "text-spaces": lambda: b" " * 5 * MILLION + b"words",
    "text-one-byte": lambda: b"\xe0" * MILLION,
    "text-one-word": lambda: b"a" * 8 * MILLION,
    "text-marks": ("a" + "\u0301" * MILLION).encode,
    "text-rtl": ("\u202e" * MILLION + "words").encode,
    "text-stars": lambda: b"* " * MILLION,
    "saved-page": lambda: HTML * 3000,
    "json-list": lambda: json.dumps([{"id": str(n), "text": "word " * 5} for n in range(100_000)]).encode(),
}  # fmt: skip
