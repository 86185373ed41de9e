"""Excerpts as a DOCX document, for word processors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from db.exporters.model import Excerpt, ExportContext
from db.exporters.outline import Item, Outline, Release, outline, told
from db.exporters.wording import word
from db.progress import ProgressSink, ignore

if TYPE_CHECKING:
    from db.exporters.docx_paper import Paper


class DocxExporter:
    """Office Open XML, with real styles, languages and directions."""

    name = "docx"
    suffix = ".docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def write(
        self,
        excerpts: Sequence[Excerpt],
        context: ExportContext,
        stream: BinaryIO,
        progress: ProgressSink = ignore,
    ) -> None:
        """Writes the document."""
        # python-docx is slow to load, and most uses of this room need no DOCX.
        from db.exporters.docx_paper import Paper

        document = outline(excerpts, context)
        paper = Paper(document.title, document.facts, context.made_at)
        _draw(paper, document, progress)
        paper.save(stream)


def _draw(paper: Paper, document: Outline, progress: ProgressSink) -> None:
    paper.add("Title", document.title)
    for label, value in document.facts:
        paper.add("Excerpt Fact", value, label=f"{label}: ")
    for release in told(document.releases, progress):
        _release(paper, release)
    paper.add("Heading 1", word("originals", "heading"))
    paper.add("Body Text", word("originals", "said"))
    for sha256, name in document.originals:
        paper.add("List Bullet", f"{sha256} {name}")
    paper.add("Heading 1", word("check", "heading"))
    for line in document.check:
        paper.add("Body Text", line)


def _release(paper: Paper, release: Release) -> None:
    paper.add("Heading 1", release.title, language=release.language, right_to_left=release.right_to_left)
    paper.add("Excerpt Fact", release.facts)
    for item in release.items:
        paper.add("Heading 2", item.heading)
        for line in item.quote:
            paper.add(
                f"Excerpt Quote {item.colour.capitalize()}",
                line,
                language=release.language,
                right_to_left=release.right_to_left,
            )
        _below(paper, item)


def _below(paper: Paper, item: Item) -> None:
    if item.speaker:
        paper.add("Body Text", item.speaker)
    if item.review:
        paper.add("Intense Quote", item.review)
    url = f" {item.url}" if item.url else ""
    paper.add("Caption", f"{item.source}.{url} {item.fingerprint}.")
    if item.note:
        paper.add("Heading 3", word("excerpt", "note"))
        for line in item.note:
            paper.add("Body Text", line, right_to_left=None)
    if item.tags:
        paper.add("Body Text", ", ".join(item.tags), label=f"{word('excerpt', 'tags')}: ")
    if item.cites:
        paper.add("Heading 3", word("excerpt", "cites"))
        for line in item.cites:
            paper.add("List Bullet", line)
    paper.add("Caption", item.place)
