"""Lines of one column to blocks: paragraphs, headings, list items, rows of tables, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from db.model import BlockRole
from db.readers.pdf.shapes import Line

_LARGER, _SMALLER, _SAME = 1.08, 0.93, 0.06
_SHORT_HEADING, _LONG_HEADING = 120, 240
_MARK = r"(?:\d{1,3}|[*†‡§]+|[٠-٩]{1,3}|[¹²³⁰-⁹]+|\(\d{1,3}\)|[a-z](?=\s))"
_FOOTNOTE = re.compile(rf"{_MARK}[.)]?\s*\S")
_BULLET = re.compile(r"(?:[•▪●○■□◦‣➢➤✓✔·*–—-])\s*(?=\S)")
_COUNTER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6}|[а-яА-Я]|[أ-ي])[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?|[一二三四五六七八九十]{1,3}、)\s+(?=\S)"
    r"|\d{1,3}\.(?=[^\W\d])"
)
_WEAK = re.compile(r"[–—-]\s|[A-ZА-Я]\.\s")
_MOST_CELLS = 40
_END = re.compile(r"[.!?:;。！？：；؟؛…][\"'”’»)\]\d*]*$")


@dataclass(slots=True)
class Block:
    """Lines that are one block, with the page each is on. `level` as in `db.model.Hint`."""

    role: BlockRole
    lines: list[Line]
    pages: list[int] = field(default_factory=list)
    level: int = 0
    right: float = 0.0
    indented: bool = False


def body_size(lines: Sequence[Line]) -> float:
    """The size most letters have."""
    count: Counter[float] = Counter()
    for line in lines:
        count[round(line.size * 2) / 2] += len(line.text)
    return count.most_common(1)[0][0] if count else 10.0


def blocks_of(lines: Sequence[Line], page: int, body: float) -> list[Block]:
    """The blocks of one column. `body` is the document's usual size."""
    found: list[Block] = []
    for table, group in _tables(lines):
        if table:
            found += [_block(BlockRole.TABLE, [line], page) for line in group]
            continue
        for chunk in _chunks(group):
            for part in _parts(chunk):
                found.append(_block(_role(part, body), part, page, chunk))
    _mark_footnotes(found, body)
    return _whole_headings(found, max((line.x1 for line in lines), default=0.0))


def _whole_headings(blocks: list[Block], edge: float) -> list[Block]:
    """A heading's lines may stand wider apart than the body's: what goes on in the next block is joined."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _heading_goes_on(joined[-1], block, edge):
            joined[-1].lines += block.lines
            joined[-1].pages += block.pages
        else:
            joined.append(block)
    return joined


def _heading_goes_on(before: Block, after: Block, edge: float) -> bool:
    last, first = before.lines[-1], after.lines[0]
    if before.role is not BlockRole.HEADING or after.role is not BlockRole.HEADING:
        return False
    if abs(last.size - first.size) > _SAME * last.size or last.y - first.y > 2.4 * last.size:
        return False
    return first.text[:1].islower() or (
        not last.rtl and edge - last.x1 < first.first and not _END.search(last.text)
    )


def _block(role: BlockRole, lines: list[Line], page: int, chunk: Sequence[Line] = ()) -> Block:
    around = chunk or lines
    first = lines[0]
    left, right = min(line.x0 for line in around), max(line.x1 for line in around)
    indent = right - first.x1 if first.rtl else first.x0 - left
    return Block(role, lines, [page] * len(lines), 0, right, len(around) > 1 and indent > 0.8 * first.size)


def _tables(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """Runs of lines that are rows of a table, and the others: two rows or more with cells at like places."""
    flags = [bool(line.cells) and not (len(line.cells) == 2 and _is_counter(line)) for line in lines]
    alike = [False] * len(lines)
    for index, (above, below) in enumerate(pairwise(lines)):
        if flags[index] and flags[index + 1] and _aligned(above, below):
            alike[index] = alike[index + 1] = True
    groups: list[tuple[bool, list[Line]]] = []
    for line, table in zip(lines, alike, strict=True):
        if groups and groups[-1][0] == table:
            groups[-1][1].append(line)
        else:
            groups.append((table, [line]))
    return groups


def _is_counter(line: Line) -> bool:
    """Whether the first cell is only the number or bullet of a paragraph."""
    first = line.text.split("\t", 1)[0] + " x"
    return bool(_COUNTER.match(first) or _BULLET.match(first) or first[:-2].isdigit())


def _aligned(above: Line, below: Line) -> bool:
    """Whether two cells, the first apart, begin, end or have their middle at the same place."""
    tolerance = 0.6 * above.size
    for x0, x1, _ in above.cells[:_MOST_CELLS]:
        if abs(x0 - above.x0) < 0.01 and len(above.cells) > 1:
            continue
        for y0, y1, _ in below.cells[:_MOST_CELLS]:
            if abs(y0 - below.x0) < 0.01:
                continue
            places = (x0 - y0, x1 - y1, (x0 + x1 - y0 - y1) / 2)
            if any(abs(place) < tolerance for place in places):
                return True
    return False


def _chunks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one size at even distances."""
    if not lines:
        return []
    leading = _leading(lines)
    edge = max(line.x1 for line in lines)
    chunks = [[lines[0]]]
    for above, below in pairwise(lines):
        distance = above.y - below.y
        usual = max(leading, 1.05 * below.size) if leading < 3 * below.size else 1.4 * below.size
        apart = distance > 1.28 * usual or distance < 0
        larger = abs(above.size - below.size) > _SAME * max(above.size, below.size)
        weight = above.bold != below.bold and not _inside_sentence(above, below, edge)
        if apart or larger or weight:
            chunks.append([below])
        else:
            chunks[-1].append(below)
    return chunks


def _inside_sentence(above: Line, below: Line, edge: float) -> bool:
    """Whether bold type is but a stress: the sentence goes on over the line's end."""
    full = above.rtl or edge - above.x1 < 4 * above.size
    return not _END.search(above.text) and (below.text[:1].islower() or (full and not above.bold))


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of lines: the lesser of the common ones, as space between paragraphs is larger."""
    steps = Counter(round(a.y - b.y) for a, b in pairwise(lines) if 0 < a.y - b.y < 4 * a.size)
    if not steps:
        return 1.2 * lines[0].size
    most = max(steps.values())
    return float(min(step for step, times in steps.items() if times * 2.5 >= most))


def _parts(chunk: list[Line]) -> list[list[Line]]:
    """Paragraphs of a chunk: one begins with an indent, a list mark, or after a line that ended early."""
    if len(chunk) > 1 and _centred(chunk):
        return [chunk]
    left, right = min(line.x0 for line in chunk), max(line.x1 for line in chunk)
    hanging = _hanging(chunk, left, right)
    parts = [[chunk[0]]]
    for above, below in pairwise(chunk):
        indent = _indent(below, left, right) - _indent(above, left, right)
        ended = _ended_early(above, below, left, right)
        begins = bool(_BULLET.match(below.text) or _COUNTER.match(below.text.replace("\t", " ")))
        inward = indent > 0.8 * below.size and not hanging
        outward = hanging and indent < -0.8 * below.size
        if begins and _WEAK.match(below.text) and not _END.search(above.text):
            # a dash or an initial at the beginning of a line within a sentence
            begins = _room(above, left, right) > below.first + 0.6 * above.size
        if ended or inward or outward or (begins and (_END.search(above.text) or indent < 0.3 * below.size)):
            parts.append([below])
        else:
            parts[-1].append(below)
    return parts


def _indent(line: Line, left: float, right: float) -> float:
    return right - line.x1 if line.rtl else line.x0 - left


def _room(line: Line, left: float, right: float) -> float:
    """The white space that is left at a line's end."""
    return line.x0 - left if line.rtl else right - line.x1


def _hanging(chunk: list[Line], left: float, right: float) -> bool:
    """Whether paragraphs begin further out than they go on: items, numbered ones, bibliographies."""
    first = chunk[0]
    if len(chunk) < 2:
        return False
    marked = bool(_BULLET.match(first.text) or _COUNTER.match(first.text.replace("\t", " ")))
    return marked and _indent(first, left, right) < _indent(chunk[1], left, right) - 0.3 * first.size


def _centred(chunk: Sequence[Line]) -> bool:
    middle = (chunk[0].x0 + chunk[0].x1) / 2
    together = all(abs((line.x0 + line.x1) / 2 - middle) < 0.4 * line.size for line in chunk)
    starts = [line.x0 for line in chunk]
    return together and len(chunk) < 8 and max(starts) - min(starts) > 1.0 * chunk[0].size


def _ended_early(above: Line, below: Line, left: float, right: float) -> bool:
    """Whether the first word of the next line would have found room, so that the break was meant."""
    room = _room(above, left, right)
    if not _END.search(above.text) and below.text[:1].islower():
        return False
    return room > below.first + 0.6 * above.size


def _role(lines: list[Line], body: float) -> BlockRole:
    first = lines[0].text.replace("\t", " ")
    letters = sum(len(line.text) for line in lines)
    last = lines[-1].text
    if _is_heading(lines, body, letters, last):
        return BlockRole.HEADING
    if _BULLET.match(first) and len(first) > 2:
        return BlockRole.LIST
    if re.match(r"\(?(?:[a-z]|[ivx]{1,6}|[а-я])\)\s", first):
        return BlockRole.LIST
    return BlockRole.PARAGRAPH


def _is_heading(lines: list[Line], body: float, letters: int, last: str) -> bool:
    size = lines[0].size
    if len(lines) > 4 or not any(char.isalpha() for line in lines for char in line.text):
        return False
    if size > _LARGER * body and letters <= _LONG_HEADING:
        return size > 1.25 * body or not _END.search(last)
    if size < _SMALLER * body:
        return False
    return lines[0].bold and letters <= _SHORT_HEADING and not re.search(r"[.;,:،。]$", last)


def _mark_footnotes(blocks: list[Block], body: float) -> None:
    """The small type at the column's end, from the first block on that begins with a mark."""
    start = len(blocks)
    while (
        start
        and blocks[start - 1].lines[0].size < _SMALLER * body
        and (blocks[start - 1].role is not BlockRole.TABLE)
    ):
        start -= 1
    marked = False
    for block in blocks[start:]:
        marked = marked or _FOOTNOTE.match(block.lines[0].text) is not None
        if marked:
            block.role = BlockRole.FOOTNOTE


def goes_on(before: Block, after: Block) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    kept = (BlockRole.PARAGRAPH, BlockRole.LIST)
    if before.role is after.role is BlockRole.HEADING and before.pages[-1] == after.pages[0]:
        same = abs(before.lines[-1].size - after.lines[0].size) < 0.5
        return same and after.lines[0].text[:1].islower()
    if before.role not in kept or after.role is not BlockRole.PARAGRAPH:
        return False
    last, first = before.lines[-1], after.lines[0]
    if abs(last.size - first.size) > _SAME * last.size or last.bold != first.bold:
        return False
    if _COUNTER.match(first.text.replace("\t", " ")):
        return False
    if first.text[:1].islower():
        return True
    if _END.search(last.text) or after.indented:
        return False
    return (
        last.text[-1:] in "-\u00ad,،、"
        or (len(before.lines) > 1 and before.right - last.x1 < 4 * last.size and not last.rtl)
        or (last.rtl and len(before.lines) > 1)
    )
