"""Excerpts as Markdown (CommonMark). Whatever a person or a release wrote is text there, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from db.exporters.model import Excerpt, ExportContext
from db.exporters.outline import Item, Outline, Release, outline, told
from db.exporters.wording import web_address, word
from db.progress import ProgressSink, ignore

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$^&!@])")
# Beginnings of lists, headings, rules and definitions; Pandoc numbers lists with letters too.
_BEGINNING = re.compile(r"^(?:([-+=:%])|(\(?\w{1,9})([.)])(?=\s|$))")


class MarkdownExporter:
    """Markdown in UTF-8."""

    name = "markdown"
    suffix = ".md"
    media_type = "text/markdown"

    def write(
        self,
        excerpts: Sequence[Excerpt],
        context: ExportContext,
        stream: BinaryIO,
        progress: ProgressSink = ignore,
    ) -> None:
        """Writes the document."""
        for paragraph in _paragraphs(outline(excerpts, context), progress):
            stream.write(paragraph.encode("utf-8") + b"\n")


def escaped(line: str) -> str:
    """A line of text that says the same as Markdown."""
    safe = _MARKUP.sub(r"\\\1", line)
    return _BEGINNING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", safe)


def _paragraphs(document: Outline, progress: ProgressSink) -> Iterator[str]:
    yield f"# {escaped(document.title)}\n"
    for label, value in document.facts:
        yield f"- **{escaped(label)}:** {escaped(value)}"
    for release in told(document.releases, progress):
        yield from _release(release)
    yield f"\n## {word('originals', 'heading')}\n\n{word('originals', 'said')}\n"
    for sha256, name in document.originals:
        yield f"- `{sha256}` {escaped(name)}"
    yield f"\n## {word('check', 'heading')}"
    for line in document.check:
        yield f"\n{escaped(line)}"


def _release(release: Release) -> Iterator[str]:
    yield f"\n## {escaped(release.title)}\n\n{escaped(release.facts)}"
    for item in release.items:
        yield f"\n### {escaped(item.heading)}\n"
        yield "\n>\n".join(f"> {escaped(line)}" for line in item.quote)
        yield from (f"\n{part}" for part in _parts(item))


def _parts(item: Item) -> Iterator[str]:
    if item.speaker:
        yield escaped(item.speaker)
    if item.review:
        yield f"**{escaped(item.review)}**"
    yield f"{word('excerpt', 'source')}: {escaped(item.source)}.{_address(item.url)} {item.fingerprint}."
    if item.note:
        yield "\n\n".join((f"**{word('excerpt', 'note')}**", *(escaped(line) for line in item.note)))
    if item.tags:
        yield f"**{word('excerpt', 'tags')}:** {', '.join(escaped(tag) for tag in item.tags)}"
    if item.cites:
        listed = "\n".join(f"- {escaped(line)}" for line in item.cites)
        yield f"**{word('excerpt', 'cites')}**\n\n{listed}"
    yield f"_{escaped(item.place)}_"


def _address(url: str | None) -> str:
    if not url:
        return ""
    return f" <{url}>" if web_address(url) else f" {escaped(url)}"
