"""Feeds, entry by entry."""

from __future__ import annotations

import io

import pytest

from db.readers.feeds import Feeds
from db.readers.registry import NO_OPTIONS, Member, Untrusted

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Union of Norland</title><link>https://union.example/</link><language>en-GB</language>
<item><title>Wages &amp; hours</title><link>https://union.example/a</link><guid isPermaLink="false">tag:a</guid>
<pubDate>Sat, 03 May 2031 10:11:12 +0200</pubDate><description>Short &lt;b&gt;summary&lt;/b&gt;</description>
<content:encoded><![CDATA[<p>The full text&nbsp;of it.</p><ul><li>one</li></ul>]]></content:encoded></item>
<item><title>Caf&eacute;</title><guid>https://union.example/b</guid><dc:date>2031-05</dc:date>
<description>Plain words: 2 &lt; 3.

A second paragraph.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title type="html">Le &lt;i&gt;syndicat&lt;/i&gt;</title>
<entry><id>urn:1</id><title>Grève</title><link rel="self" href="https://union.example/self"/>
<link href="https://union.example/1"/><published>2031-05-03T10:00:00Z</published><summary>Bref</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>mot</b>.</p><p>Deux.</p></div></content></entry>
<entry><id>urn:2</id><title>Sans contenu</title><content type="text">&lt;p&gt; est une balise</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://union.example/"><title>Union</title></channel>
<item rdf:about="https://union.example/x"><title>Old</title><description>Words</description></item></rdf:RDF>"""


def unpack(feed: str | bytes) -> list[Member]:
    data = feed.encode() if isinstance(feed, str) else feed
    return list(Feeds().unpack(io.BytesIO(data), "feed.xml", NO_OPTIONS))


def test_rss() -> None:
    first, second = unpack(RSS)
    assert first.document is not None
    assert first.document.text == "Wages & hours\n\nThe full text\u00a0of it.\n\none"
    assert [hint.role.value for hint in first.document.hints] == ["title", "paragraph", "list"]
    assert (first.key, first.url) == ("tag:a", "https://union.example/a")
    assert (first.document.title, first.document.date) == ("Wages & hours", "2031-05-03")
    assert (first.document.issuer, first.document.language) == ("Union of Norland", "en")
    assert second.document is not None
    assert second.document.text == "Café\n\nPlain words: 2 < 3.\n\nA second paragraph."
    assert (second.url, second.document.date) == ("https://union.example/b", "2031-05")


def test_atom() -> None:
    first, second = unpack(ATOM)
    assert first.document is not None
    assert first.document.text == "Grève\n\nUn mot.\n\nDeux."
    assert (first.key, first.url, first.document.issuer) == (
        "urn:1",
        "https://union.example/1",
        "Le syndicat",
    )
    assert (first.document.language, first.document.date) == ("fr", "2031-05-03")
    assert second.document is not None
    assert second.document.text == "Sans contenu\n\n<p> est une balise"


def test_rss_1() -> None:
    (only,) = unpack(RDF)
    assert only.document is not None
    assert (only.document.text, only.url, only.document.issuer) == (
        "Old\n\nWords",
        "https://union.example/x",
        "Union",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "koi8-r", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><rss><channel><item><title>Забастовка</title></item></channel></rss>'
    (only,) = unpack(feed.encode(encoding))
    assert only.document is not None
    assert only.document.text == "Забастовка"


def test_a_feed_in_no_declared_encoding() -> None:
    words = "Профсоюз объявил забастовку на всех заводах страны"
    (only,) = unpack(f"<rss><channel><item><title>{words}</title></item></channel></rss>".encode("cp1251"))
    assert only.document is not None
    assert only.document.text == words


def test_a_feed_that_is_cut_off_gives_what_is_there() -> None:
    members = unpack(RSS[: RSS.index("<dc:date>")])
    assert members[0].document is not None
    assert (members[-1].code, members[-1].last) == ("web.feed_broken", True)
    assert members[-1].params == {"name": "feed.xml", "entries": len(members) - 1}


def test_a_feed_without_entries() -> None:
    (only,) = unpack("<rss><channel><title>x</title></channel></rss>")
    assert (only.code, only.last) == ("web.feed_empty", True)


def test_no_file_is_read_and_nothing_is_expanded() -> None:
    feed = (
        '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        "<rss><channel><item><title>T &file; &b; end</title><description>Words</description></item></channel></rss>"
    )
    documents = [member.document for member in unpack(feed) if member.document]
    assert all("aaa" not in document.text and len(document.text) < 40 for document in documents)


def test_entries_are_let_go_as_they_come() -> None:
    item = "<item><guid isPermaLink='false'>{}</guid><title>Entry {}</title></item>"
    members = unpack("<rss><channel>" + "".join(item.format(n, n) for n in range(500)) + "</channel></rss>")
    assert [member.key for member in members] == [str(number) for number in range(500)]


@pytest.mark.parametrize(
    ("data", "bid"),
    [
        (RSS.encode(), 1),
        (ATOM.encode(), 1),
        (RDF.encode(), 1),
        (b"<!-- made --><rss version='0.91'>", 1),
        ("\ufeff".encode() + RSS.encode(), 1),
        (RSS.encode("utf-16"), 1),
        (b"<?xml version='1.0'?><feed>", 0),
        (b"<html><rss>", 0),
        (b"<?xml version='1.0'?><akomaNtoso/>", 0),
        (b"The <rss> tag", 0),
        (b"", 0),
    ],
)
def test_bids(data: bytes, bid: float) -> None:
    assert Feeds().bid(Untrusted(data, "a")) == bid
