"""Excerpts as one HTML file that needs nothing else, runs nothing and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from string import Template
from typing import BinaryIO

from db.exporters.model import Excerpt, ExportContext
from db.exporters.outline import Item, Outline, Release, outline, told
from db.exporters.wording import web_address, word
from db.progress import ProgressSink, ignore
from resources import read_text


class HtmlExporter:
    """HTML 5 in UTF-8, for screen (light and dark) and paper."""

    name = "html"
    suffix = ".html"
    media_type = "text/html"

    def write(
        self,
        excerpts: Sequence[Excerpt],
        context: ExportContext,
        stream: BinaryIO,
        progress: ProgressSink = ignore,
    ) -> None:
        """Writes the document."""
        document = outline(excerpts, context)
        page = Template(read_text("templates/export.html")).substitute(
            language=word("document", "language"),
            tool=escape(dict(document.facts)[word("document", "tool")]),
            title=escape(document.title),
            style=read_text("templates/export.css"),
            body="\n".join(_body(document, progress)),
        )
        stream.write(page.encode("utf-8"))


def _element(tag: str, text: str, **attributes: str | None) -> str:
    """An element that holds text; attributes without a value are left out, `class_` is ``class``."""
    given = "".join(
        f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items() if value is not None
    )
    return f"<{tag}{given}>{escape(text)}</{tag}>"


def _body(document: Outline, progress: ProgressSink) -> Iterator[str]:
    yield "<header>"
    yield _element("h1", document.title)
    yield "<dl>"
    for label, value in document.facts:
        yield _element("dt", label) + _element("dd", value)
    yield "</dl>\n</header>\n<main>"
    for release in told(document.releases, progress):
        yield from _release(release)
    yield "</main>\n<footer>"
    yield _element("h2", word("originals", "heading"))
    yield _element("p", word("originals", "said"))
    yield "<ul>"
    yield from (f"<li><code>{escape(sha)}</code> {escape(name)}</li>" for sha, name in document.originals)
    yield "</ul>"
    yield _element("h2", word("check", "heading"))
    yield from _each("p", document.check)
    yield "</footer>"


def _release(release: Release) -> Iterator[str]:
    yield "<section>"
    yield _element("h2", release.title, lang=release.language, dir=_direction(release))
    yield _element("p", release.facts, class_="facts")
    for item in release.items:
        yield from _item(item, release)
    yield "</section>"


def _item(item: Item, release: Release) -> Iterator[str]:
    yield f'<article class="{escape(item.colour)}">'
    yield _element("h3", item.heading)
    attributes = {"lang": release.language, "dir": _direction(release), "cite": web_address(item.url)}
    yield _element("blockquote", "", **attributes).removesuffix("</blockquote>")
    yield from _each("p", item.quote)
    yield "</blockquote>"
    if item.speaker:
        yield _element("p", item.speaker, class_="speaker")
    if item.review:
        yield _element("p", item.review, class_="review")
    yield f'<p class="source">{escape(item.source)}.{_address(item.url)} {escape(item.fingerprint)}.</p>'
    if item.note:
        yield _label("note") + '\n<div class="note">'
        yield from _each("p", item.note, dir="auto")
        yield "</div>"
    if item.tags:
        yield _label("tags") + '\n<ul class="tags">'
        yield from _each("li", item.tags, dir="auto")
        yield "</ul>"
    if item.cites:
        yield _label("cites") + '\n<ul class="cites">'
        yield from _each("li", item.cites)
        yield "</ul>"
    yield _element("p", item.place, class_="place") + "\n</article>"


def _each(tag: str, lines: Iterable[str], **attributes: str) -> Iterator[str]:
    return (_element(tag, line, **attributes) for line in lines)


def _label(name: str) -> str:
    return _element("h4", word("excerpt", name), class_="label")


def _direction(release: Release) -> str:
    if release.language is None:
        return "auto"
    return "rtl" if release.right_to_left else "ltr"


def _address(url: str | None) -> str:
    if not url:
        return ""
    link = web_address(url)
    return f" {_element('a', url, href=link, rel='noreferrer noopener') if link else escape(url)}"
