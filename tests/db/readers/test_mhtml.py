"""Web archives of one page."""

from __future__ import annotations

from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from db.errors import InputError
from db.readers.mhtml import Mhtml
from db.readers.registry import Untrusted

PAGE = "<html><head><title>Statement</title></head><body><h1>Déclaration</h1><p>Заявление профсоюза.</p></body></html>"


def archive(page: Message, *, browser: bool = True, start: str | None = None) -> bytes:
    """As a browser saves it: a frame's page and a style stand beside the page."""
    whole = MIMEMultipart("related", boundary="----q--7")
    if start:
        whole.set_param("start", start)
    if browser:
        whole["From"] = "<Saved by Blink>"
        whole["Snapshot-Content-Location"] = "https://union.example/statement"
    whole["Subject"] = "Statement"
    whole["Date"] = "Sat, 3 May 2031 08:11:12 -0000"
    frame = MIMEText("<p>A frame</p>", "html", "utf-8")
    frame["Content-Location"] = "https://union.example/frame"
    whole.attach(frame)
    whole.attach(page)
    whole.attach(MIMEText("p {}", "css"))
    return whole.as_bytes()


def part(charset: str, encoding: str | None = None) -> Message:
    made = Message()
    made["Content-Type"] = f'text/html; charset="{charset}"'
    made["Content-Location"] = "https://union.example/statement"
    made["Content-ID"] = "<page@union>"
    if encoding:
        made["Content-Transfer-Encoding"] = encoding
    made.set_payload(PAGE.replace("é", "e"), charset)
    return made


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_the_page_is_found_and_decoded(charset: str) -> None:
    untrusted = Untrusted(archive(part(charset)), "page.mht")
    assert Mhtml().bid(untrusted) == 1
    document = Mhtml().read(untrusted)
    assert document.text == "Declaration\n\nЗаявление профсоюза."
    assert document.url == "https://union.example/statement"
    assert document.captured_at is not None
    assert document.captured_at.startswith("2031-05-03T08:11:12")
    assert document.media_type == "multipart/related"
    assert document.hints[0].role == "title"


def test_quoted_printable_and_line_ends() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://union.example/a\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n\r\n'
        b"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://union.example/a\r\n\r\n"
        b"<p>D=C3=A9cla=\r\nration</p>\r\n----b\r\nContent-Type: text/css\r\n\r\np {}\r\n----b--\r\n"
    )
    document = Mhtml().read(Untrusted(data, "a.mhtml"))
    assert (document.text, document.url, document.encoding) == (
        "Déclaration",
        "https://union.example/a",
        "utf-8",
    )
    cut = Mhtml().read(Untrusted(data[: data.index(b"ration")], "a.mhtml"))
    assert cut.text == "Décla"


def test_start_names_the_page() -> None:
    data = archive(part("utf-8"), browser=False, start="<page@union>")
    assert Mhtml().bid(Untrusted(data, "a")) >= 0.9
    assert Mhtml().read(Untrusted(data, "a")).text.startswith("Declaration")


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@union.example\nTo: b@union.example\nContent-Type: multipart/related; boundary=q\n\n--q\n"
        b"Content-Type: text/html\n\n<p>x</p>\n--q--",
        b"Subject: Statement\n\nWords",
        b"<p>One</p><p>Two</p>",
        b"",
    ],
)
def test_what_is_no_saved_page(data: bytes) -> None:
    assert Mhtml().bid(Untrusted(data, "a.mht")) == 0


def test_an_archive_without_a_page() -> None:
    data = b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=q\n\n--q\nContent-Type: text/css\n\np\n--q--"
    with pytest.raises(InputError) as caught:
        Mhtml().read(Untrusted(data, "a.mht"))
    assert (caught.value.code, caught.value.params) == ("web.no_page", {"name": "a.mht"})


def test_parts_within_parts_without_end() -> None:
    nested = b"".join(
        b'--q%d\nContent-Type: multipart/related; boundary="q%d"\n\n' % (level, level + 1)
        for level in range(5000)
    )
    data = b'From: <Saved by Blink>\nContent-Type: multipart/related; boundary="q0"\n\n' + nested
    with pytest.raises(InputError):
        Mhtml().read(Untrusted(data, "a.mht"))
