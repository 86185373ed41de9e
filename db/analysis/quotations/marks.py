"""Where quotation marks open and close; what is quoted inside a quotation is a part of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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
_MARK = re.compile("[" + "".join(sorted({*_CLOSERS, *"".join(_CLOSERS.values())})) + "]")
_SINGLE = "‘'"
_EITHER = "\"‘'"
"""Marks that open and close alike, or that may be an apostrophe."""
_LONGEST = 6_000
_LONGEST_SINGLE = 1_500
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


def _first(places: Sequence[int], start: int, end: int) -> int | None:
    """The first of the places from `start` up to `end`."""
    at = bisect_left(places, start)
    return places[at] if at < len(places) and places[at] < end else None


class _Marks:
    """The quotation marks of one block. Each question costs the same however many there are."""

    def __init__(self, text: str, block: Block) -> None:
        self._text, self._start, self._end = text, block.start, block.end
        self.places = [match.start() for match in _MARK.finditer(text, block.start, block.end)]

    def opens(self, at: int) -> bool:
        """Whether the mark opens: one that may also close is judged by what stands beside it."""
        mark = self._text[at]
        if mark not in _CLOSERS or mark == "”":
            return False
        return mark not in _EITHER or self._looks_open(at)

    def _looks_open(self, at: int) -> bool:
        before = self._text[at - 1] if at > self._start else " "
        after = self._text[at + 1] if at + 1 < self._end else " "
        return not before.isalnum() and before not in ".,!?…;%)" and not after.isspace()

    def _looks_closed(self, at: int) -> bool:
        after = self._text[at + 1] if at + 1 < self._end else " "
        return not self._text[at - 1].isspace() and not after.isalnum()

    @cached_property
    def _straight(self) -> list[int]:
        """Marks that close a straight one."""
        text = self._text
        return [at for at in self.places if text[at] == "”" or (text[at] == '"' and self._looks_closed(at))]

    @cached_property
    def _single(self) -> list[int]:
        """Marks that close a single one."""
        return [at for at in self.places if self._text[at] in "’'" and self._looks_closed(at)]

    @cached_property
    def _single_after_stop(self) -> list[int]:
        return [at for at in self._single if self._text[at - 1] in ".,!?…"]

    def close(self, opened: int) -> int | None:
        """The place of the mark that closes the one at `opened`."""
        mark = self._text[opened]
        if mark in _SINGLE:
            # it closes as an apostrophe looks: one after a stop or comma is preferred
            reach = min(self._end, opened + _LONGEST_SINGLE)
            stop = _first(self._single_after_stop, opened + 2, reach)
            return _first(self._single, opened + 2, reach) if stop is None else stop
        if mark == '"':
            return _first(self._straight, opened + 1, min(self._end, opened + _LONGEST))
        return self._close_paired(opened, "«" if mark == "»" else mark)

    def _close_paired(self, opened: int, mark: str) -> int | None:
        """Past the marks of the same kind that open and close within."""
        depth, closers, reach = 1, _CLOSERS[mark], min(self._end, opened + _LONGEST)
        for index in range(bisect_left(self.places, opened + 1), len(self.places)):
            at = self.places[index]
            if at >= reach:
                break
            char = self._text[at]
            if char in closers:
                if char == '"' and not self._looks_closed(at):
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
            last = self._text.rfind("”", opened + 1, reach)
            return last if last > 0 else None
        return None


def _over_blocks(
    text: str, blocks: Sequence[Block], index: int, marks: Callable[[int], _Marks]
) -> tuple[int, int] | None:
    """The end of a quotation that goes on over paragraphs, each of which opens with a mark again (or, after
    a guillemet, with the closing one)."""
    mark = text[blocks[index].start]
    for later in range(index + 1, min(len(blocks), index + _MOST_BLOCKS)):
        opened = blocks[later].start
        if text[opened] != mark and not (mark == "«" and text[opened] == "»"):
            return None
        at = marks(later).close(opened)
        if at is not None:
            return later, at + 1
    return None


def find_quoted(text: str, blocks: Sequence[Block]) -> Iterator[Quoted]:
    """All outermost spans in quotation marks, in order."""
    known: dict[int, _Marks] = {}

    def marks(index: int) -> _Marks:
        if index not in known:
            known[index] = _Marks(text, blocks[index])
        return known[index]

    until = 0
    for index, block in enumerate(blocks):
        if block.role in _APART:
            continue
        here = marks(index)
        del known[index]
        for at in here.places:
            if at < until or not here.opens(at):
                continue
            closed = here.close(at)
            if closed is not None:
                yield Quoted(at, closed + 1, index, index)
                until = closed + 1
            elif at == block.start and (over := _over_blocks(text, blocks, index, marks)) is not None:
                yield Quoted(at, over[1], index, over[0])
                until = over[1]
                break
