"""Sheets to the text a person reads, with its form and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.model import BlockRole, Hint, Page
from db.readers.pdf.columns import columns_of
from db.readers.pdf.hyphens import Vocabulary
from db.readers.pdf.lines import joins_without_space, lines_of, segments_of
from db.readers.pdf.paragraphs import Block, blocks_of, body_size, goes_on
from db.readers.pdf.shapes import Line, Sheet, Word

_CLOSE = frozenset({BlockRole.LIST, BlockRole.TABLE})
_SOFT = re.compile("\u00ad(?!$)")
"""Soft hyphens inside a line are not seen; at its end they divide a word."""

_LEVELS = 4
_TAIL = 80
"""No word is longer."""


def blocks_of_document(sheets: Sequence[Sheet], *, rtl: bool) -> list[Block]:
    """All blocks in reading order; a paragraph that goes on over a page is one, its notes come after it."""
    columns = [_columns(sheet, rtl) for sheet in sheets]
    body = body_size([line for page in columns for column in page for line in column])
    flow: list[Block] = []
    waiting: list[Block] = []
    for sheet, page in zip(sheets, columns, strict=True):
        notes: list[Block] = []
        for place, lines in enumerate(page):
            found = blocks_of(lines, sheet.number, body)
            text = [block for block in found if block.role is not BlockRole.FOOTNOTE]
            notes += [block for block in found if block.role is BlockRole.FOOTNOTE]
            if text and flow and goes_on(flow[-1], text[0]):
                flow[-1].lines += text[0].lines
                flow[-1].pages += text[0].pages
                flow[-1].right = text[0].right
                del text[0]
            if (text or not page) and waiting and place >= 0:
                flow += waiting
                waiting = []
            flow += text
        for block in _aside(sheet, rtl, body):
            flow.append(block)
        if notes and flow and any(block.role is BlockRole.PARAGRAPH for block in flow[-1:]):
            waiting += _joined_notes(notes)
        else:
            flow += _joined_notes(notes)
    flow += waiting
    _set_levels(flow)
    return flow


def _columns(sheet: Sheet, rtl: bool) -> list[list[Line]]:
    parts = columns_of(segments_of(sheet.words), rtl=rtl)
    return [lines for part in parts if (lines := lines_of(part, rtl=rtl))]


def _aside(sheet: Sheet, rtl: bool, body: float) -> list[Block]:
    """Text that runs in another direction than the page's: notes at the margin, stamps, turned tables."""
    if not sheet.slanted:
        return []
    return blocks_of(lines_of(segments_of(sheet.slanted), rtl=rtl), sheet.number, body)


def _joined_notes(notes: Iterable[Block]) -> list[Block]:
    """A note without a mark of its own goes on from the one before."""
    joined: list[Block] = []
    for note in notes:
        if joined and note.lines[0].text[:1].islower():
            joined[-1].lines += note.lines
            joined[-1].pages += note.pages
        else:
            joined.append(note)
    return joined


def _set_levels(blocks: Sequence[Block]) -> None:
    """Levels of headings by their size, the largest first; plain bold ones come last."""
    sizes = sorted({round(b.lines[0].size) for b in blocks if b.role is BlockRole.HEADING}, reverse=True)
    for block in blocks:
        if block.role is BlockRole.HEADING:
            block.level = min(_LEVELS, sizes.index(round(block.lines[0].size)) + 1)
        elif block.role is BlockRole.LIST:
            block.level = 1


@dataclass(slots=True)
class _Writer:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    hints: list[Hint] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def write(blocks: Sequence[Block], sheets: Sequence[Sheet]) -> tuple[str, tuple[Hint, ...], tuple[Page, ...]]:
    """The text, a hint for each block, and where each page begins."""
    vocabulary = Vocabulary(line.text for block in blocks for line in block.lines)
    writer = _Writer()
    before: Block | None = None
    for block in blocks:
        text, starts = _block_text(block, vocabulary)
        if not text:
            continue
        if before is not None:
            together = before.role is block.role and block.role in _CLOSE
            writer.add("\n" if together else "\n\n")
        for number, offset in starts:
            writer.starts.setdefault(number, writer.length + offset)
        start = writer.length
        writer.add(text)
        writer.hints.append(Hint(role=block.role, start=start, end=writer.length, level=block.level))
        before = block
    return "".join(writer.pieces), tuple(writer.hints), _pages(writer, sheets)


def _pages(writer: _Writer, sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """Pages without words begin where the next one does."""
    pages: list[Page] = []
    place = writer.length
    for sheet in reversed(sheets):
        place = min(place, writer.starts.get(sheet.number, place))
        pages.append(Page(label=sheet.label or str(sheet.number), start=place))
    return tuple(reversed(pages))


def _block_text(block: Block, vocabulary: Vocabulary) -> tuple[str, list[tuple[int, int]]]:
    """The lines as one text; where each page of it begins."""
    pieces: list[str] = []
    length = 0
    starts: list[tuple[int, int]] = []
    for line, number in zip(block.lines, block.pages, strict=True):
        piece = _SOFT.sub("", line.text.strip())
        if block.role is not BlockRole.TABLE:
            piece = " ".join(piece.split())
        if not piece:
            continue
        if pieces:
            before = pieces[-1]
            pieces[-1] = _ending(before, piece, vocabulary)
            length += len(pieces[-1]) - len(before)
        if not starts or starts[-1][0] != number:
            starts.append((number, length))
        pieces.append(piece)
        length += len(piece)
    if pieces and pieces[-1].endswith("\u00ad"):
        pieces[-1] = pieces[-1][:-1]
    return "".join(pieces), starts


def _ending(before: str, after: str, vocabulary: Vocabulary) -> str:
    """The line before, as it ends where `after` follows at once."""
    tail = before[-_TAIL:]
    joined = vocabulary.join(tail, after)
    if joined is not None:
        return before[: len(before) - len(tail)] + joined[: len(joined) - len(after)]
    return before if joins_without_space(before[-1], after[0]) else f"{before} "


def words_of_sheets(sheets: Iterable[Sheet]) -> Iterable[Word]:
    """All words of the document."""
    for sheet in sheets:
        yield from sheet.words
