"""Where in a statement a passage stands, as one cites it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from db.exporters.wording import word
from db.model import NUMBERED, Block, BlockRole, Span, Statement


def trimmed(text: str, start: int, end: int) -> Span:
    """The passage without the white space at its ends."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return Span(start + lead, start + lead + len(words.strip()))


def paragraph_numbers(statement: Statement) -> tuple[int | None, ...]:
    """The paragraph number of each block, from 1; None for what is not counted.

    A dateline and what follows it on the same line are one paragraph.
    """
    numbers: list[int | None] = []
    number = 0
    last: Block | None = None
    for block in statement.blocks:
        if block.role not in NUMBERED:
            numbers.append(None)
            continue
        if last is None or not _on_one_line(statement.text, last, block):
            number += 1
        numbers.append(number)
        last = block
    return tuple(numbers)


def _on_one_line(text: str, first: Block, second: Block) -> bool:
    between = text[first.start : second.start]
    return "\n" not in between[len(between.rstrip()) :]


def touched(statement: Statement, span: Span) -> tuple[int, ...]:
    """The places in the list of blocks of those that a passage stands in."""
    return tuple(
        place
        for place, block in enumerate(statement.blocks)
        if block.start < span.end and span.start < block.end
    )


def paragraph_around(statement: Statement, span: Span) -> Span:
    """The paragraph or paragraphs a passage stands in; the passage itself where no block is known."""
    numbers = paragraph_numbers(statement)
    places = touched(statement, span)
    mine = {numbers[place] for place in places} - {None}
    blocks = [
        block
        for place, block in enumerate(statement.blocks)
        if place in places or (numbers[place] is not None and numbers[place] in mine)
    ]
    if not blocks:
        return span
    return Span(min(span.start, *(block.start for block in blocks)), max(span.end, *(b.end for b in blocks)))


def pinpoint(statement: Statement, start: int, end: int) -> str | None:
    """``p. 7, para. 3``, ``paras. 3–4``, ``title``, ``footnote`` …; None where nothing is known there.

    Pages are named where the original has them, by the numbers printed on them.
    """
    span = trimmed(statement.text, start, end)
    blocks = _names(statement.blocks, paragraph_numbers(statement), touched(statement, span))
    return ", ".join((*_pages(statement, span), *blocks)) or None


def _pages(statement: Statement, span: Span) -> Iterator[str]:
    starts = [page.start for page in statement.pages]
    first = bisect_right(starts, span.start) - 1
    last = bisect_right(starts, max(span.start, span.end - 1)) - 1
    if last < 0:
        return
    labels = statement.pages[max(first, 0)].label, statement.pages[last].label
    if labels[0] == labels[1]:
        yield word("pinpoint", "page", first=labels[0])
    else:
        yield word("pinpoint", "pages", first=labels[0], last=labels[1])


def _names(blocks: Sequence[Block], numbers: Sequence[int | None], places: Sequence[int]) -> Iterator[str]:
    paragraphs = [number for place in places if (number := numbers[place]) is not None]
    said: set[str] = set()
    for place in places:
        if numbers[place] is None:
            name = _name(blocks, place)
        elif paragraphs[0] == paragraphs[-1]:
            name = word("pinpoint", "one", first=paragraphs[0])
        else:
            name = word("pinpoint", "many", first=paragraphs[0], last=paragraphs[-1])
        if name not in said:
            said.add(name)
            yield name


def _name(blocks: Sequence[Block], place: int) -> str:
    role = blocks[place].role
    footnotes = [index for index, block in enumerate(blocks) if block.role is BlockRole.FOOTNOTE]
    if role is BlockRole.FOOTNOTE and len(footnotes) > 1:
        return word("pinpoint", "footnote_number", number=footnotes.index(place) + 1)
    return word("pinpoint", role.value)
