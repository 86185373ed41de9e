"""Where quotation marks open and close; what is quoted inside a quotation is a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.model import Block, BlockRole

_CLOSERS = {
    "“": '”"',
    "„": '“”"‟',
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"”',
    "”": "“”",
    "‘": "’'",
    "'": "'’",
}
_SINGLE = "‘'"
_LONGEST = 6_000
_MOST_BLOCKS = 20
_DEEPEST = 4
_APART = frozenset({BlockRole.NAVIGATION, BlockRole.BOILERPLATE, BlockRole.CONTACT})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks at `[start, end)`, marks included; `block` is where they begin."""

    start: int
    end: int
    block: int
    last_block: int

    def inside(self, text: str) -> str:
        return text[self.start + 1 : self.end - 1].strip()


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark that may also close opens here."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return not before.isalnum() and before not in ".,!?…;%)" and not after.isspace()


def _closes(text: str, at: int, end: int) -> bool:
    """Whether a mark that may also open closes here."""
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and not after.isalnum()


def _close(text: str, opened: int, end: int) -> int | None:
    """The place of the mark that closes the one at `opened`."""
    mark = text[opened]
    if mark in _SINGLE:
        return _close_single(text, opened, end)
    depth = 1
    for at in range(opened + 1, min(end, opened + _LONGEST)):
        char = text[at]
        if char in _CLOSERS[mark]:
            if char == '"' and not _closes(text, at, end):
                continue
            depth -= 1
            if depth == 0:
                return at
        elif char == mark:
            depth += 1
            if depth > _DEEPEST:
                return None
    if depth > 1 and mark == "“":
        # an inner mark that was never closed: the last closing one ends it
        last = text.rfind("”", opened + 1, min(end, opened + _LONGEST))
        return last if last > 0 else None
    return None


def _close_single(text: str, opened: int, end: int) -> int | None:
    """A single mark closes like an apostrophe looks: one after a stop or comma is preferred."""
    fallback = None
    for at in range(opened + 2, min(end, opened + 1_500)):
        if text[at] in "’'" and _closes(text, at, end):
            if text[at - 1] in ".,!?…":
                return at
            fallback = fallback if fallback is not None else at
    return fallback


def _over_blocks(text: str, blocks: Sequence[Block], index: int) -> tuple[int, int] | None:
    """The end of a quotation that goes on over paragraphs, each of which opens with a mark again."""
    mark = text[blocks[index].start]
    for later in range(index + 1, min(len(blocks), index + _MOST_BLOCKS)):
        block = blocks[later]
        if text[block.start] != mark and not (mark == "«" and text[block.start] == "»"):
            return None
        at = _close(text, block.start, block.end)
        if at is not None:
            return later, at + 1
    return None


def find_quoted(text: str, blocks: Sequence[Block]) -> Iterator[Quoted]:
    """All outermost spans in quotation marks, in order."""
    until = 0
    for index, block in enumerate(blocks):
        if block.role in _APART:
            continue
        at = max(block.start, until)
        while at < block.end:
            if text[at] not in _CLOSERS or not _is_opening(text, at, block):
                at += 1
                continue
            closed = _close(text, at, block.end)
            if closed is not None:
                yield Quoted(at, closed + 1, index, index)
                at = closed + 1
                continue
            over = _over_blocks(text, blocks, index) if at == block.start else None
            if over is not None:
                yield Quoted(at, over[1], index, over[0])
                until = over[1]
                break
            at += 1


def _is_opening(text: str, at: int, block: Block) -> bool:
    if text[at] in "\"”'":
        return text[at] != "”" and _opens(text, at, block.start, block.end)
    return text[at] != "‘" or _opens(text, at, block.start, block.end)
