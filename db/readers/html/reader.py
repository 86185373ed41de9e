"""The reader of web pages, and the function that mail, crawls and feeds read their pages with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.errors import InputError
from db.model import BlockRole, RawDocument
from db.readers.html import bidding, charset, furniture, titles
from db.readers.html.assemble import assemble
from db.readers.html.bounds import MOST_MARKS, SLACK
from db.readers.html.facts import ELEMENTS, Facts
from db.readers.html.regions import Block, settle
from db.readers.html.render import Renderer
from db.readers.html.source import Event, flat, parsed
from db.readers.html.survey import Survey, survey
from db.readers.html.tokens import Kind
from db.readers.registry import Untrusted

_FEW = 200
"""Characters of text below which a page that hides more than it shows is shown whole."""


class Html:
    """Saved web pages, whole or in part, XHTML among them."""

    name = "html"

    def bid(self, untrusted: Untrusted) -> float:
        return bidding.bid(untrusted.data)

    def read(self, untrusted: Untrusted) -> RawDocument:
        """Raises `InputError`: ``file.empty``, ``file.binary``, ``web.too_many_tags``."""
        return read_html(untrusted.data, untrusted.name)


def read_html(
    page: bytes | str, name: str, *, encoding: str | None = None, media_type: str = "text/html"
) -> RawDocument:
    """Reads a web page or a part of one.

    `name` is for messages. `encoding` is what a message's or server's header says; a page that is a string
    was decoded before. Raises `InputError` as `Html.read` does. A page without text has ``text.none`` in its
    warnings.
    """
    undecodable, known = 0, None
    if isinstance(page, bytes):
        decoded = charset.decode(page, encoding)
        page, known, undecodable = decoded.text, decoded.encoding, decoded.undecodable
    page = page.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not page.strip():
        raise InputError("file.empty", name=name)
    if undecodable * 10 > len(page):
        raise InputError("file.binary", name=name)
    looked = survey(page)
    if looked.marks > MOST_MARKS:
        raise InputError("web.too_many_tags", name=name, count=looked.marks, limit=MOST_MARKS)
    read = _read(page, looked)
    if undecodable:
        read.warnings.append("text.undecodable")
    return _document(read, media_type, known, undecodable)


@dataclass(slots=True)
class _Read:
    """A page read: its blocks not yet judged."""

    renderer: Renderer
    facts: Facts
    warnings: list[str]


def _read(page: str, looked: Survey) -> _Read:
    """Reads a page the best way that loses no text, and notes what was to be done for it."""
    warnings: list[str] = []
    trusted = looked.parseable
    renderer, facts = _pass(parsed(page) if trusted else flat(page))
    if trusted and renderer.seen < 0.9 * looked.visible - SLACK:
        trusted = False
        renderer, facts = _pass(flat(page))
    if not trusted:
        warnings.append("web.simplified")
    size = renderer.page.size
    if size < _FEW and renderer.noframes and not size:
        renderer, _ = _pass(parsed("".join(renderer.noframes)[: SLACK * 1000]))
    elif size < _FEW and renderer.seen > 2 * size + SLACK // 4:
        whole, _ = _pass(parsed(page) if trusted else flat(page), everything=True)
        if whole.page.size > 2 * size:
            renderer = whole
            warnings.append("web.hidden_shown")
    elif renderer.hidden > 2 * size:
        warnings.append("web.hidden")
    if looked.frames:
        warnings.append("web.frames")
    if looked.cut > SLACK:
        warnings.append("web.cut_off")
    facts.comments(page)
    return _Read(renderer, facts, warnings)


def _pass(events: Iterable[Event], *, everything: bool = False) -> tuple[Renderer, Facts]:
    renderer, facts = Renderer(everything=everything), Facts()
    for kind, value, attributes in events:
        if kind is Kind.TEXT:
            if facts.wants:
                facts.text(value)
            renderer.text(value)
        elif kind is Kind.START:
            if value in ELEMENTS:
                facts.start(value, attributes)
            renderer.start(value, attributes)
        else:
            if facts.wants:
                facts.end(value)
            renderer.end()
    renderer.finish()
    return renderer, facts


def _document(read: _Read, media_type: str, encoding: str | None, undecodable: int) -> RawDocument:
    blocks, facts, page = read.renderer.blocks, read.facts, read.renderer.page
    settle(read.renderer.regions, page)
    furniture.mark_regions(blocks, page)
    index = titles.find(blocks, facts)
    furniture.mark_links(blocks, index)
    title = blocks[index] if index is not None else None
    if title is not None:
        title.role, title.level = BlockRole.TITLE, 0
    _mark_dates(blocks)
    text, hints = assemble(blocks)
    if not text:
        read.warnings.append("text.none")
    url = facts.url
    return RawDocument(
        text=text,
        media_type=media_type,
        encoding=encoding,
        title=titles.title(facts, title, url),
        date=facts.date(facts.only_time),
        url=url,
        language=facts.language,
        issuer=facts.issuer,
        captured_at=facts.captured_at,
        hints=hints,
        warnings=tuple(read.warnings),
        undecodable=undecodable,
    )


def _mark_dates(blocks: list[Block]) -> None:
    for block in blocks:
        if (
            block.date
            and block.role in (BlockRole.PARAGRAPH, BlockRole.LIST)
            and any(map(str.isdigit, block.text))
        ):
            block.role, block.level = BlockRole.DATE, 0
