"""Small honest files of every format that is read, made by the formats' own libraries where there are any.

They are the same bytes at every run, so that what a run finds can be found again.
"""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import tempfile
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import docx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_WORDS = (
    "GENEVA (12 May 2031) – The Union of Lamp Makers of Arvonia said that “no member was heard”. "
    "Convention No. 87 was cited twice."
)
HTML = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Lamp makers</title></head><body>"
    "<nav><ul><li><a href='/'>Home</a></li></ul></nav><main><h1>Lamp makers speak</h1>"
    f"<p>{_WORDS}</p><ul><li>one</li><li>two</li></ul><blockquote>Heard?</blockquote>"
    "<table><tr><th>Year</th><th>Cases</th></tr><tr><td>2030</td><td>4</td></tr></table></main></body></html>"
).encode()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Lamp makers speak", 1)
    document.add_paragraph(_WORDS)
    document.add_table(2, 2).cell(0, 0).text = "2030"
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()})


def _odt() -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:text>'
        f"<text:h text:outline-level='1'>Lamp makers speak</text:h><text:p>{_WORDS}</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return _zip({"mimetype": kind, "content.xml": content.encode()}, method=zipfile.ZIP_STORED)


def _rtf() -> bytes:
    words = _WORDS.replace("–", "\\endash ").replace("“", "\\'93").replace("”", "\\'94")
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\\f0 {words}\\par Second.\\par}}".encode()


def _message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Lamp makers speak"
    message["From"] = "Office <office@lamps.example>"
    message["Date"] = "Mon, 12 May 2031 10:00:00 +0000"
    message["Message-ID"] = "<1@lamps.example>"
    message.set_content(_WORDS)
    message.add_alternative(HTML.decode(), subtype="html")
    message.add_attachment(b"Notes of the meeting.", maintype="text", subtype="plain", filename="notes.txt")
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=={number}==")
    return message


def _mbox() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        box = mailbox.mbox(path)
        for _ in range(2):
            box.add(b"From office Mon May 12 10:00:00 2031\n" + _message().as_bytes())
        box.close()
        return path.read_bytes()


def _mhtml() -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lamps.example/1\r\n"
        "Subject: Lamp makers\r\nDate: Mon, 12 May 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n------x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://lamps.example/1\r\n\r\n"
    )
    return head.encode() + HTML + b"\r\n------x--\r\n"


def _warc(*, compressed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
    record = writer.create_warc_record(
        "https://lamps.example/1",
        "response",
        payload=io.BytesIO(HTML),
        http_headers=headers,
        warc_headers_dict={
            "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000001>",
            "WARC-Date": "2031-05-03T10:00:00Z",
        },
    )
    writer.write_record(record)
    record.raw_stream.close()  # a temporary file
    return out.getvalue()


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 3, 10, 0, 0)), data, method)
    return out.getvalue()


def pdf(text: str = "The Union of Lamp Makers of Arvonia said that no member was heard.") -> bytes:
    """A PDF of one page, its table of objects right."""
    stream = b"BT /F1 12 Tf 72 720 Td (" + text.encode("latin-1", "replace") + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


@cache
def seeds() -> dict[str, bytes]:
    """A file of each format, by the format's name."""
    rows = [
        {"id": f"r{n}", "title": f"Row {n}", "date": "2031-05-12", "text": f"{_WORDS} {n}"} for n in range(4)
    ]
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    table = "\n".join(["id,title,text", *(f'r{n},Row {n},"{_WORDS} {n}"' for n in range(4))]).encode()
    item = f"<item><title>Lamps</title><guid>1</guid><description>{_WORDS}</description></item>"
    entry = f"<entry><id>1</id><title>Lamps</title><content type='html'>&lt;p&gt;{_WORDS}&lt;/p&gt;</content></entry>"
    warc = _warc(compressed=True)
    return {
        "text": f"Lamp makers speak\n\n{_WORDS}\n".encode(),
        "utf-16": f"Lamp makers speak\n\n{_WORDS}\n".encode("utf-16"),
        "html": HTML,
        "mhtml": _mhtml(),
        "pdf": pdf(),
        "docx": _docx(),
        "odt": _odt(),
        "rtf": _rtf(),
        "eml": _message().as_bytes(),
        "mbox": _mbox(),
        "rss": f"<?xml version='1.0'?><rss version='2.0'><channel><title>L</title>{item}</channel></rss>".encode(),
        "atom": f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode(),
        "warc": _warc(compressed=False),
        "warc.gz": warc,
        "wacz": _zip({"datapackage.json": b'{"profile": "data-package"}', "archive/data.warc.gz": warc}),
        "zip": _zip({"a/one.txt": _WORDS.encode(), "two.html": HTML, "three.pdf": pdf()}),
        "csv": table,
        "tsv": table.replace(b",", b"\t"),
        "jsonl": lines,
        "jsonl.gz": gzip.compress(lines, mtime=0),
        "json": json.dumps(rows).encode(),
    }
