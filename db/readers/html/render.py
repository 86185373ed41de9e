"""The events of a page as blocks of text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from db.model import BlockRole
from db.readers.html import inline
from db.readers.html.bounds import MOST_NAME_CHARACTERS
from db.readers.html.elements import BLOCK, HEADINGS, ITEMS, LISTS, PREFORMATTED
from db.readers.html.regions import Block, Region, Why, looks_like
from db.readers.html.source import Attributes
from db.readers.html.survey import solid
from db.readers.html.tables import Table
from db.readers.html.visible import Gone, gone
from db.readers.html.words import named, purpose

_DISPLAY = re.compile(r"display\s*:\s*([a-z-]+)", re.IGNORECASE)
_BESIDE = frozenset({"inline-block", "inline-flex", "inline-grid", "inline-table"})
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_MOST_LEVEL = 9
_MOST_DATE = 60


class _Context(NamedTuple):
    """What an element tells about the text in it."""

    region: Region
    role: BlockRole = BlockRole.PARAGRAPH
    level: int = 0
    depth: int = 0
    group: int = 0
    article: bool = False
    quoted: bool = False
    pre: bool = False
    date: bool = False


class _Open(NamedTuple):
    """An element that was begun: the context around it, and what is to be done at its end."""

    block: bool
    context: _Context
    closing: Callable[[], None] | None = None


class Renderer:
    """Takes events, and keeps the blocks and regions they make. `everything` shows what attributes hide."""

    def __init__(self, *, everything: bool = False) -> None:
        self.page = Region(Why.PAGE)
        self.regions: list[Region] = []
        self.blocks: list[Block] = []
        self.hidden = self.seen = 0
        self.noframes: list[str] = []
        self._everything = everything
        self._sink = self.blocks
        self._tables: list[Table] = []
        self._context = _Context(self.page)
        self._stack: list[_Open] = []
        self._buffer: list[str] = []
        self._skipped = 0
        self._gone = Gone.NEVER_TEXT
        self._raised = 0
        self._groups = self._names = 0
        self._in_noframes = False

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._skipped:
            if self._gone is not Gone.NEVER_TEXT:
                self.seen += solid(text)
                self.hidden += solid(text) if self._gone is Gone.HIDDEN else 0
            elif self._in_noframes:
                self.noframes.append(text)
            return
        self.seen += solid(text)
        self._buffer.append(inline.clean(text))

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._skipped:
            self._skipped += 1
            return
        reason = gone(
            name,
            attributes,
            everything=self._everything,
            in_heading=self._context.role is BlockRole.HEADING,
        )
        if reason is not None:
            self._skipped, self._gone = 1, reason
            self._in_noframes = name == "noframes"
            return
        display = _display(attributes)
        if (name in BLOCK and display != "inline") or (display and not display.startswith("inline")):
            self._start_block(name, attributes)
        else:
            self._start_inline(name, attributes, display)

    def end(self) -> None:
        """The element begun last ends."""
        if self._skipped:
            self._skipped -= 1
            return
        opened = self._stack.pop()
        if opened.block:
            self._flush()
        if opened.closing is not None:
            opened.closing()
        self._context = opened.context

    def finish(self) -> None:
        """The page is over."""
        while self._stack:
            self.end()
        self._flush()
        self._sum_up()

    def _start_inline(self, name: str, attributes: Attributes, display: str) -> None:
        closing = None
        if name == "br":
            self._buffer.append(inline.BREAK)
        elif name == "a" and "href" in attributes and not self._raised:
            closing = self._mark(inline.LINK, inline.LINK_END)
        elif name == "time":
            closing = self._mark(inline.TIME, inline.TIME_END)
        elif name in ("sup", "sub"):
            self._raised += 1
            closing = self._lower
        elif name == "rt":
            closing = self._mark("(", ")")
        elif name == "q":
            closing = self._mark("“", "”")
        elif display in _BESIDE or "-" in name:
            closing = self._mark(inline.BOX, inline.BOX_END)
        self._stack.append(_Open(False, self._context, closing))

    def _mark(self, begin: str, end: str) -> Callable[[], None]:
        self._buffer.append(begin)
        return lambda: self._buffer.append(end)

    def _lower(self) -> None:
        self._raised -= 1

    def _start_block(self, name: str, attributes: Attributes) -> None:
        self._flush()
        context, closing = self._context, None
        if name == "table":
            closing = self._start_table(attributes)
        elif self._tables and name in ("tr", "td", "th", "caption", "thead"):
            closing = self._start_part(name)
        self._stack.append(_Open(True, context, closing))
        self._context = self._inside(name, attributes, context)

    def _inside(self, name: str, attributes: Attributes, context: _Context) -> _Context:
        """The context in a block element."""
        attributes = self._affordable(attributes)
        why = looks_like(name, attributes, context.quoted)
        if why is not None:
            region = Region(why, context.region, context.article)
            self.regions.append(region)
            context = context._replace(region=region)
        if attributes:
            told = purpose(*named(attributes))
            if told == "footnote" or attributes.get("role") in ("doc-footnote", "doc-endnotes"):
                context = context._replace(role=BlockRole.FOOTNOTE)
            elif told == "date":
                context = context._replace(date=True)
            if attributes.get("role") == "heading":
                return context._replace(role=BlockRole.HEADING, level=_aria_level(attributes))
        if name in HEADINGS:
            return context._replace(role=BlockRole.HEADING, level=HEADINGS[name])
        if name in LISTS:
            return self._in_list(context)
        if name in ITEMS:
            deeper = max(1, context.depth) + (name == "dd")
            role = BlockRole.FOOTNOTE if context.role is BlockRole.FOOTNOTE else BlockRole.LIST
            return context._replace(role=role, level=min(deeper, _MOST_LEVEL))
        if name in ("article", "main") or attributes.get("role") == "main":
            return context._replace(article=True)
        if name == "blockquote":
            role = BlockRole.QUOTE if context.role is BlockRole.PARAGRAPH else context.role
            return context._replace(role=role, quoted=True)
        return context._replace(pre=True) if name in PREFORMATTED else context

    def _affordable(self, attributes: Attributes) -> Attributes:
        """Attributes without class and id, once a page has had too many of them."""
        if attributes:
            self._names += len(attributes.get("class") or "") + len(attributes.get("id") or "")
            if self._names > MOST_NAME_CHARACTERS:
                return {name: value for name, value in attributes.items() if name not in ("class", "id")}
        return attributes

    def _in_list(self, context: _Context) -> _Context:
        if not context.depth:
            self._groups += 1
            context = context._replace(group=self._groups)
        return context._replace(depth=context.depth + 1)

    def _start_table(self, attributes: Attributes) -> Callable[[], None]:
        table = Table(self._sink, self._context.region)
        table.layout = (attributes.get("role") or "").lower() in ("presentation", "none")
        self._tables.append(table)
        self._sink = table.loose

        def close() -> None:
            self._tables.pop()
            blocks = table.blocks()
            self._sink = table.outer
            self._sink.extend(blocks)
            if self._tables and blocks:
                self._tables[-1].layout = True

        return close

    def _start_part(self, name: str) -> Callable[[], None]:
        table, around = self._tables[-1], self._sink
        if name == "tr":
            table.rows.append([])
        elif name == "caption":
            self._sink = table.caption
        elif name == "thead":
            table.headed = True
        else:
            table.headed = table.headed or name == "th"
            self._sink = table.cell()

        def close() -> None:
            self._sink = around

        return close

    def _flush(self) -> None:
        """The text gathered so far is a block, or several, where the text itself parts them."""
        if not self._buffer:
            return
        raw = "".join(self._buffer)
        self._buffer.clear()
        context = self._context
        for run in inline.preformatted(raw) if context.pre else inline.runs(raw):
            dated = run.size <= _MOST_DATE and (context.date or run.timed >= 0.9 * run.size)
            self._sink.append(
                Block(
                    run.text,
                    context.role,
                    context.region,
                    level=context.level if context.role in (BlockRole.HEADING, BlockRole.LIST) else 0,
                    group=context.group if context.depth else 0,
                    size=run.size,
                    links=run.links,
                    article=context.article,
                    date=dated,
                    wide=_WIDE.search(run.text[:200]) is not None,
                )
            )

    def _sum_up(self) -> None:
        """What each region holds, that of the regions in it included."""
        for block in self.blocks:
            prose = block.size if block.prose else 0
            title = block.role is BlockRole.HEADING and block.level == 1 and block.linked < 0.5
            self.page.in_article = self.page.in_article or (block.article and block.prose)
            block.region.add(block.size, block.links, prose, int(title))
        for region in reversed(self.regions):
            if region.above is not None:
                region.above.add(region.size, region.links, region.prose, region.titles)


def _display(attributes: Attributes) -> str:
    style = attributes.get("style") if attributes else None
    if not style or "display" not in style:
        return ""
    found = _DISPLAY.search(style)
    return found[1].lower() if found else ""


def _aria_level(attributes: Attributes) -> int:
    level = attributes.get("aria-level") or ""
    return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
