"""Containers made in the tests, by the libraries that make them in the field."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SENTENCE = "The dockers' union of Port Varna asked the Government of Ostland to free its two members at once."


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def warc(
    pages: Mapping[str, bytes],
    *,
    compressed: bool = False,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=compressed)
    told = list({"Content-Type": "text/html", **(headers or {})}.items())
    for url, page in pages.items():
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(page),
            http_headers=StatusAndHeaders(status, told, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2031-05-03T10:00:00Z"},
        )
        writer.write_record(record)
        record.raw_stream.close()  # a temporary file
    return buffer.getvalue()
