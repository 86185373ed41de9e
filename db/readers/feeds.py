"""Feeds (RSS 0.9x, 1.0 and 2.0, Atom): each entry is a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from db.readers import encoding, signatures
from db.readers.feed_entries import Issuer, read_entry
from db.readers.registry import Member, Options, Sequential, Untrusted

_PIECE = 1 << 16
_MOST_ENTRY = 12 << 20
"""Bytes without the end of an entry: the tree of them is all that is kept in memory."""

_MOST_ENTRIES = 200_000

_ROOT = re.compile(
    r"\s*+(?:<\?xml[^>]{0,300}\?>)?+(?:\s|<!--.*?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>\[]{0,500}>)*+"
    r"<(?:[\w.-]{1,40}:)?(rss|feed|RDF|channel)\b([^>]{0,4000})",
    re.DOTALL,
)
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_UNFINISHED = re.compile(rb"&[A-Za-z0-9]{0,32}\Z")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=")
_XML_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_BROKEN = (etree.XMLSyntaxError, AssertionError, ValueError, LookupError)


class Feeds:
    """Takes a feed apart into its entries."""

    name = "feed"
    media_type = "application/rss+xml"

    def bid(self, untrusted: Untrusted) -> float:
        if signatures.by_bytes(untrusted.data):
            return 0.0
        beginning = untrusted.data[:_PIECE]
        name = encoding.marked(beginning) or encoding.wide(beginning) or "latin-1"
        found = _ROOT.match(beginning.decode(name, "replace").lstrip("\ufeff"))
        if found is None:
            return 0.0
        if found[1] == "feed":
            return 1.0 if "atom" in found[2].lower() else 0.0
        if found[1] == "RDF":
            return 1.0 if "rss" in found[2].lower() or b"<item" in beginning else 0.0
        return 1.0 if found[1] == "rss" else 0.9

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        """Each entry in its order. A feed that is broken somewhere ends with a member that says so."""
        piece = file.read(_PIECE)
        try:
            parser = _parser(piece)
        except LookupError:
            yield _broken(name, 0)
            return
        entries, since, rest, issuer = 0, 0, b"", Issuer()
        while True:
            data, rest = _named_characters(rest + piece, last=not piece)
            since += len(data)
            sound = _fed(parser, data, last=not piece)
            for _, element in parser.read_events():
                entries, since = entries + 1, 0
                issuer.look(element)
                yield read_entry(element, issuer, name, entries)
                _let_go(element)
            if not sound or since > _MOST_ENTRY or entries > _MOST_ENTRIES:
                yield _broken(name, entries)
                return
            if not piece:
                break
            piece = file.read(_PIECE)
        if any(not error.type_name.startswith("NS_") for error in parser.feed_error_log):
            yield _broken(name, entries)
        elif not entries:
            yield Member(untrusted_path="", code="web.feed_empty", params={"name": name}, last=True)


def _parser(beginning: bytes) -> etree.XMLPullParser:
    """A parser that expands no entity and opens nothing; an undeclared encoding but UTF-8 is guessed."""
    guessed = None
    if not _DECLARED.search(beginning[:400]) and encoding.marked(beginning) is None:
        found = encoding.decode(beginning)
        guessed = found.encoding if found.encoding != "utf-8" and not found.undecodable else None
    return etree.XMLPullParser(
        ("end",),
        tag=("{*}item", "{*}entry"),
        encoding=guessed,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )


def _named_characters(data: bytes, *, last: bool) -> tuple[bytes, bytes]:
    """HTML's names of characters as numbers (XML knows but five, and would drop them), and what is to wait
    for the next piece."""
    if b"&" not in data:
        return data, b""
    rest = b""
    if not last:
        cut = _UNFINISHED.search(data, max(0, len(data) - 40))
        if cut is not None:
            data, rest = data[: cut.start()], cut[0]
    return _NAMED.sub(_number, data), rest


def _number(found: re.Match[bytes]) -> bytes:
    if found[1] in _XML_OWN:
        return found[0]
    characters = html5.get(found[1].decode("ascii") + ";")
    return "".join(f"&#{ord(sign)};" for sign in characters).encode() if characters else found[0]


def _fed(parser: etree.XMLPullParser, data: bytes, *, last: bool) -> bool:
    """Gives the parser a piece; False where it cannot go on."""
    try:
        if data:
            parser.feed(data)
        if last:
            parser.close()
    except _BROKEN:
        return False
    return True


def _let_go(entry: etree._Element) -> None:
    """Frees an entry and what stands before it; the feed's own facts were read."""
    above = entry.getparent()
    entry.clear()
    if above is not None:
        while entry.getprevious() is not None:
            del above[0]


def _broken(name: str, entries: int) -> Member:
    params: dict[str, str | int | float | None] = {"name": name, "entries": entries}
    return Member(untrusted_path="", code="web.feed_broken", params=params, last=True)
