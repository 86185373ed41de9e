"""Blocks as one text with hints."""

from __future__ import annotations

from db.model import BlockRole, Hint
from db.readers.html.regions import Block


def assemble(blocks: list[Block]) -> tuple[str, tuple[Hint, ...]]:
    """Blocks are parted by an empty line, the items of one list by a line end."""
    parts: list[str] = []
    hints: list[Hint] = []
    at, before = 0, None
    for block in blocks:
        if before is not None:
            between = "\n" if _close(before, block) else "\n\n"
            parts.append(between)
            at += len(between)
        text = block.text
        parts.append(text)
        start = at + len(text) - len(text.lstrip())
        at += len(text)
        hints.append(Hint(role=block.role, start=start, end=at, level=block.level))
        before = block
    return "".join(parts), tuple(hints)


def _close(before: Block, block: Block) -> bool:
    """Whether two blocks stand in one list, both as its items."""
    items = (BlockRole.LIST, BlockRole.NAVIGATION, BlockRole.FOOTNOTE)
    return bool(block.group) and before.group == block.group and before.role in items and block.role in items
