"""What a page says of itself, and the encoding it is in."""

from __future__ import annotations

import pytest

from db.errors import InputError
from db.model import RawDocument
from db.readers.html import Html, read_html
from db.readers.registry import Untrusted


def read(head: str, body: str = "<p>Words.</p>") -> RawDocument:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", "page.html")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href='https://union.example/a?b=1'>", "https://union.example/a?b=1"),
        ("<meta property=og:url content='https://union.example/a'>", "https://union.example/a"),
        ("<!-- saved from url=(0025)https://union.example/a -->", "https://union.example/a"),
        ("<link rel=canonical href='/a'>", None),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='file:///etc/passwd'>", None),
        ("<link rel=canonical href='https://me:secret@union.example/'>", None),
        ("<link rel=canonical href='https://[union.example/'>", None),
        (
            "<link rel=canonical href='https://union.example/'><!-- saved from url=(0025)https://union.example/a -->",
            "https://union.example/a",
        ),
        (
            "<link rel=canonical href='https://web.archive.org/web/20310503101112/https://union.example/a'>",
            "https://union.example/a",
        ),
    ],
)
def test_address(head: str, url: str | None) -> None:
    assert read(head).url == url


def test_what_singlefile_leaves() -> None:
    document = read_html(
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://union.example/es/a \n"
        " saved date: Sat May 03 2031 10:11:12 GMT+0200 (hora de verano)\n--><body><p>Texto",
        "page.html",
    )
    assert (document.url, document.captured_at) == ("https://union.example/es/a", "2031-05-03T10:11:12+02:00")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta property='article:published_time' content='2031-05-03T23:00:00+02:00'>", "2031-05-03"),
        ("<meta name='DC.date' content='2031-05'>", "2031-05"),
        ("<meta name='dcterms.issued' content='2031'>", "2031"),
        ("<meta name='citation_publication_date' content='2031/05/03'>", "2031-05-03"),
        ("<meta name='dc.date' content='2031-13-40'>", None),
        ("<meta name='dc.date' content='soon'>", None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-05-03"}</script>',
            "2031-05-03",
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePub</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
    ],
)
def test_date(head: str, date: str | None) -> None:
    assert read(head).date == date


def test_the_only_time_of_a_page_is_its_date() -> None:
    assert read("", "<time datetime=2031-05-03>Saturday</time><p>Words").date == "2031-05-03"
    assert read("", "<time datetime=2031-05-03>a</time><time datetime=2030-01-01>b</time>").date is None


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Wages | Union of Norland</title>", "<p>x", "Wages | Union of Norland"),
        ("<title>On the wages | Union of Norland</title>", "<p>x", "On the wages"),
        ("<title>Wages - Norland</title><meta property=og:site_name content=Norland>", "<p>x", "Wages"),
        ("<title>Low - and high - wages</title>", "<p>x", "Low - and high - wages"),
        ("<meta property=og:title content='On wages'><title>a | b</title>", "<p>x", "On wages"),
        ("<title>a</title>", "<h1>On  <i>wages</i><br>in May</h1>", "On wages in May"),
        (
            "<title>Norland: wages fall</title>",
            "<h1>Union</h1><h1>Norland: wages fall</h1>",
            "Norland: wages fall",
        ),
        (
            '<script type="application/ld+json">{"@type": "Report", "headline": "\\ud800x"}</script>',
            "<p>y",
            "?x",
        ),
    ],
)
def test_title(head: str, body: str, title: str) -> None:
    assert read(head, body).title == title


def test_language_and_issuer() -> None:
    document = read_html("<html lang=pt-BR><meta name=DC.publisher content=' Union  of Norland'><p>x", "a")
    assert (document.language, document.issuer) == ("pt", "Union of Norland")
    assert read_html("<html lang=x-none><p>x", "a").language is None


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=windows-1251><p>Заявление профсоюза".encode("cp1251"), "cp1251"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>工会声明".encode("gb18030"),
            "gb18030",
        ),
        ("<meta charset=Shift_JIS><p>労働組合の声明".encode("cp932"), "cp932"),
        ("<meta charset=windows-1256><p>بيان النقابة".encode("cp1256"), "cp1256"),
        ("<meta charset=iso-8859-1><p>“Déclaration” du syndicat".encode("cp1252"), "cp1252"),
        ("<?xml version='1.0' encoding='koi8-r'?><html><p>Заявление</p></html>".encode("koi8-r"), "koi8-r"),
        ("<meta charset=iso-2022-jp><p>労働組合".encode("iso2022_jp"), "iso2022_jp"),
        ("\ufeff<meta charset=windows-1251><p>Заявление".encode("utf-16"), "utf-16"),
        ("\ufeff<p>Заявление".encode(), "utf-8-sig"),
        ("<meta charset=windows-1252><p>Заявление".encode(), "utf-8"),
        ("<meta charset=unicode_escape><p>Заявление".encode(), "utf-8"),
        ("<p>Заявление профсоюза о забастовке и о свободе объединения".encode("cp1251"), "cp1251"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = read_html(data, "page.html")
    assert document.encoding == encoding
    assert "\ufffd" not in document.text
    assert document.undecodable == 0
    expected = data.decode(encoding).rpartition("<p>")[2].removesuffix("</p></html>")
    assert document.text == expected


def test_the_encoding_a_server_told_comes_first() -> None:
    data = "<meta charset=windows-1252><p>Заявление".encode("koi8-r")
    assert read_html(data, "a", encoding="KOI8-R").text == "Заявление"


def test_damaged_bytes_are_counted() -> None:
    data = "<meta charset=utf-8><p>Déclaration générale".encode() + b" \xff" + "é".encode() * 5
    document = read_html(data, "a")
    assert (document.undecodable, document.warnings) == (1, ("text.undecodable",))


@pytest.mark.parametrize(
    ("data", "least", "most"),
    [
        (b"<!DOCTYPE html><p>x", 1, 1),
        (b"\n<!-- saved from url -->\n<HTML><BODY>x", 1, 1),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>\n<html xmlns='x'/>", 1, 1),
        ("\ufeff<html>".encode("utf-16"), 1, 1),
        (b"<p>One</p><p>Two</p>", 0.7, 0.9),
        (b"Some words<br><p>One</p>\n<p>Two</p>", 0.55, 0.9),
        (b"# Heading\n\n* a <b>point</b>\n", 0, 0),
        (b"<3 May 2031> The <html> tag is for pages.", 0, 0),
        (b'{"id": 1, "text": "<p>x</p><p>y</p>"}', 0, 0),
        (b"id,text\n1,<p>x</p><p>y</p>\n", 0, 0),
        (b"<?xml version='1.0'?><rss version='2.0'/>", 0, 0),
        (b"%PDF-1.7 <html>", 0, 0),
        (bytes(range(256)), 0, 0),
    ],
)
def test_bids(data: bytes, least: float, most: float) -> None:
    assert least <= Html().bid(Untrusted(data, "name.txt")) <= most


def test_a_page_of_white_space_is_empty() -> None:
    with pytest.raises(InputError) as caught:
        read_html(b" \n", "page.html")
    assert (caught.value.code, caught.value.params) == ("file.empty", {"name": "page.html"})
