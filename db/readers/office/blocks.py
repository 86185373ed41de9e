"""Blocks of a document, put together to one text with a hint for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.errors import InputError
from db.model import BlockRole, Hint

MOST_CHARACTERS = 16_000_000
"""Of one document: 2.5 million words, eight times the longest report of the ILO."""

MOST_BLOCKS = 300_000
"""Paragraphs of one document, those in tables too: a report of 1,000 pages has some 20,000."""

_LAYOUT_CHARACTERS = 1500
_LAYOUT_BLOCKS = 4
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\ufeff]")
_WHITE = re.compile(r"\s+")


@dataclass(slots=True)
class Piece:
    """A block: its text as it will stand, what it is for, its level (of a heading or a list, from 1)."""

    role: BlockRole
    text: str
    level: int = 0


class TooManyBlocksError(Exception):
    """There are more than `MOST_BLOCKS`; whoever knows the file's name makes an `InputError` of it."""


@dataclass(slots=True)
class Tally:
    """Counts blocks as they are made. Raises `TooManyBlocksError`."""

    count: int = 0

    def add(self) -> None:
        self.count += 1
        if self.count > MOST_BLOCKS:
            raise TooManyBlocksError


Cell = list[Piece]


def clean(text: str) -> str:
    """A paragraph's text: no control characters, no soft hyphens, no white space around its lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    lines = _DROPPED.sub("", text).split("\n")
    return "\n".join(line.strip(" \t") for line in lines).strip()


def compose(pieces: Iterable[Piece], name: str) -> tuple[str, tuple[Hint, ...]]:
    """One text of all pieces that have one, and their hints. Raises `InputError` ``office.too_large``."""
    texts: list[str] = []
    hints: list[Hint] = []
    at = 0
    before: BlockRole | None = None
    for piece in pieces:
        stripped = piece.text.strip()
        if not stripped:
            continue
        gap = "" if before is None else "\n" if before is piece.role is BlockRole.LIST else "\n\n"
        start = at + len(gap) + piece.text.index(stripped[0])
        hints.append(Hint(role=piece.role, start=start, end=start + len(stripped), level=piece.level))
        texts += gap, piece.text
        at += len(gap) + len(piece.text)
        before = piece.role
        if at > MOST_CHARACTERS:
            raise InputError("office.too_large", name=name)
    return "".join(texts), tuple(hints)


def table(rows: Sequence[Sequence[Cell]]) -> list[Piece]:
    """A table as one block, cells parted by tabs; one that only lays out a page as the blocks in its cells.

    A page is laid out by a table of one column, or of cells that hold several long paragraphs.
    """
    filled = [row for row in rows if any(piece.text for cell in row for piece in cell)]
    if _is_layout(filled):
        return [piece for row in filled for cell in row for piece in cell]
    lines = ("\t".join(_flat(cell) for cell in row).rstrip("\t") for row in filled)
    text = "\n".join(line for line in lines if line)
    return [Piece(BlockRole.TABLE, text)] if text else []


def _is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    if all(len(row) <= 1 for row in rows):
        return True
    return any(
        len(cell) >= _LAYOUT_BLOCKS and sum(len(piece.text) for piece in cell) >= _LAYOUT_CHARACTERS
        for row in rows
        for cell in row
    )


def _flat(cell: Cell) -> str:
    return " ".join(_WHITE.sub(" ", piece.text) for piece in cell if piece.text).strip()


def joined(pieces: Iterable[Piece]) -> str:
    """The texts of several blocks, one a line: a note of several paragraphs."""
    return "\n".join(piece.text for piece in pieces if piece.text)
