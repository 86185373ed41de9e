"""One entry of a feed as a document."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from lxml import etree

from db.errors import InputError
from db.model import RawDocument
from db.readers.html import read_html
from db.readers.html.facts import address, plain
from db.readers.html.moments import day
from db.readers.registry import Member

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&[#\w]{2,32};")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2})(?:[-_]|\s*\Z)")
_LONGEST_KEY = 500
_CONTENT = ("encoded", "content", "body", "description", "summary")
"""Elements with an entry's text, the fullest first."""

_DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")


class Issuer:
    """The feed's own name and language."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.language: str | None = None
        self._seen = False

    def look(self, entry: etree._Element) -> None:
        """Reads them at the first entry: they stand before it."""
        if self._seen:
            return
        self._seen = True
        root = entry.getroottree().getroot()
        for element in (root, *(child for child in root if _local(child) == "channel")):
            for child in element:
                if _local(child) == "title" and self.name is None:
                    self.name = _line(_source(child))
                elif _local(child) == "language" and child.text:
                    self.language = _language(child.text)
            self.language = self.language or _language(element.get(_XML_LANG))


def read_entry(entry: etree._Element, issuer: Issuer, name: str, number: int) -> Member:
    """The entry as a member of the feed: read, or with the reason why not."""
    fields: dict[str, etree._Element] = {}
    for child in entry:
        if _local(child) != "link":
            fields.setdefault(_local(child), child)
    link = _link(entry)
    key = (_text(fields, ("guid", "id")) or link or "")[:_LONGEST_KEY] or None
    path = key or str(number)
    try:
        document = _document(entry, fields, name)
    except InputError as error:
        return Member(untrusted_path=path, key=key, code=error.code, params=error.params)
    document = replace(
        document,
        date=day(_text(fields, _DATES)) or document.date,
        url=link or document.url,
        language=_language(entry.get(_XML_LANG)) or document.language or issuer.language,
        issuer=issuer.name or document.issuer,
    )
    return Member(untrusted_path=path, document=document, key=key, url=link)


def _document(entry: etree._Element, fields: dict[str, etree._Element], name: str) -> RawDocument:
    """The entry's text: its title, then its content; its summary only where there is no content."""
    title = _line(_source(fields["title"])) if "title" in fields else None
    sources = (_source(fields[kind]) for kind in _CONTENT if kind in fields)
    content = next((source for source in sources if source.strip()), "")
    heading = f"<h1>{html.escape(title)}</h1>" if title else ""
    if not heading and not content:
        raise InputError("file.empty", name=name)
    kind = "application/atom+xml" if _local(entry) == "entry" else "application/rss+xml"
    document = read_html(f"{heading}<article>{content}</article>", name, media_type=kind)
    return replace(document, title=title or document.title)


def _source(element: etree._Element) -> str:
    """The HTML an element holds: escaped, as elements, or plain text (then its paragraphs)."""
    if len(element):
        inside = (etree.tostring(child, method="html", encoding="unicode") for child in element)
        return html.escape(element.text or "", quote=False) + "".join(inside)
    text = element.text or ""
    if element.get("type") not in ("text", "text/plain") and _MARKUP.search(text):
        return text
    parts = _BLANK_LINES.split(html.escape(text, quote=False))
    return "".join(f"<p>{part}</p>" for part in parts if part.strip())


def _line(source: str) -> str | None:
    """A title as one line, whatever markup it is written in."""
    try:
        return plain(" ".join(read_html(source, "").text.split()))
    except InputError:
        return None


def _link(entry: etree._Element) -> str | None:
    """The entry's page: its link, else an id that is an address."""
    links = [
        child for child in entry if _local(child) == "link" and child.get("rel", "alternate") == "alternate"
    ]
    told = [child.get("href") or child.text for child in links]
    told += [child.text for child in entry if _is_permanent(child)]
    told += [value for name, value in entry.items() if name.endswith("}about")]
    return next((url for url in map(address, told) if url), None)


def _is_permanent(child: etree._Element) -> bool:
    return _local(child) in ("guid", "origLink", "id") and child.get("isPermaLink") != "false"


def _text(fields: dict[str, etree._Element], names: tuple[str, ...]) -> str | None:
    told = (plain(fields[name].text) for name in names if name in fields)
    return next((text for text in told if text), None)


def _language(written: str | None) -> str | None:
    found = _LANGUAGE.match(written or "")
    return found[1].lower() if found else None


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
