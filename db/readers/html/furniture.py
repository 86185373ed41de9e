"""Which blocks are menus and their like though nothing names them so: by their links and their place."""

from __future__ import annotations

from db.model import BlockRole
from db.readers.html.regions import Block, Region, Why

_LINKED = 0.6
_SHORT = 90


def mark_regions(blocks: list[Block], page: Region) -> None:
    """Gives the blocks of furniture their role, and quotations that hold most of a page back to the text."""
    for block in blocks:
        if block.region.navigation:
            block.role, block.level = BlockRole.NAVIGATION, 0
        elif block.role is BlockRole.QUOTE and _whole_page(block.region, page):
            block.role = BlockRole.PARAGRAPH


def _whole_page(region: Region | None, page: Region) -> bool:
    """Old pages indent themselves with <blockquote>."""
    while region is not None and region.why is not Why.QUOTE:
        region = region.above
    return region is not None and region.size > 0.6 * page.size


def mark_links(blocks: list[Block], title: int | None) -> None:
    """Links before the title and after the last prose are menus; so is a heading with nothing else below."""
    prose = [index for index, block in enumerate(blocks) if _is_text(block)]
    begin = title if title is not None else (prose[0] if prose else 0)
    end = prose[-1] + 1 if prose else len(blocks)
    for index, block in enumerate(blocks[:begin]):
        if _only_links(block) and index != title:
            block.role, block.level = BlockRole.NAVIGATION, 0
    tail = blocks[max(end, begin + 1) :]
    if sum(map(_only_links, tail)) >= 2:
        for block in tail:
            if _only_links(block):
                block.role, block.level = BlockRole.NAVIGATION, 0
    _mark_headings(blocks, title, max(end, begin + 1))


def _is_text(block: Block) -> bool:
    return not block.navigation and (block.prose or block.role in (BlockRole.FOOTNOTE, BlockRole.TABLE))


def _only_links(block: Block) -> bool:
    return (
        not block.navigation
        and block.role in (BlockRole.PARAGRAPH, BlockRole.LIST, BlockRole.HEADING, BlockRole.TABLE)
        and block.linked >= _LINKED
        and (block.weight < _SHORT or block.role is BlockRole.LIST or block.links >= 0.9 * block.size)
    )


def _mark_headings(blocks: list[Block], title: int | None, begin: int) -> None:
    below_is_furniture = True
    for index in range(len(blocks) - 1, begin - 1, -1):
        block = blocks[index]
        if block.role is BlockRole.HEADING and index != title:
            if below_is_furniture and index + 1 < len(blocks):
                block.role, block.level = BlockRole.NAVIGATION, 0
        elif not block.navigation:
            below_is_furniture = False
        elif index + 1 < len(blocks) and blocks[index + 1].role is BlockRole.HEADING:
            below_is_furniture = True
