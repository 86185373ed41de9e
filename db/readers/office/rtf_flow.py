"""Paragraphs, tables, notes and boxes of RTF as blocks, from text and the words that end them."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import BlockRole
from db.readers.office import rtf_groups as groups
from db.readers.office.blocks import Cell, Piece, Tally, clean, joined, table
from db.readers.office.names import role_of

_LONG_ITEM = 300


@dataclass(slots=True)
class Form:
    """What a paragraph is, until ``\\pard``."""

    style: int | None = None
    outline: int | None = None
    in_table: bool = False
    depth: int | None = None


@dataclass(slots=True)
class Styles:
    """Names of styles and their outline levels, by number."""

    names: dict[int, str] = field(default_factory=dict)
    outlines: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    """A run of blocks: the document, a note, a box. `level` is how many groups are open outside of it."""

    kind: str = groups.TEXT
    level: int = 0
    sink: list[Piece] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    form: Form = field(default_factory=Form)
    label: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    cell: Cell = field(default_factory=list)


class Flow:
    """Where text goes, and what becomes of it."""

    def __init__(self, styles: Styles) -> None:
        self.part = _Part()
        self._styles = styles
        self._outer: list[_Part] = []
        self._notes: list[Piece] = []
        self._letterhead: list[Piece] = []
        self._marks = 0
        self._tally = Tally()

    def mark(self) -> str:
        """The number of a note, first in the text and then again in the note."""
        inside = any(part.kind == groups.NOTE for part in (*self._outer[-groups.MOST_ASIDES :], self.part))
        self._marks += not inside
        return f"[{self._marks}] " if inside else f"[{self._marks}]"

    def begin_aside(self, kind: str, level: int) -> None:
        if len(self._outer) < groups.MOST_ASIDES:
            self._outer.append(self.part)
            self.part = _Part(kind=kind, level=level)

    def group_closes(self, level: int) -> None:
        if self._outer and self.part.level == level:
            self._end_aside()

    def _end_aside(self) -> None:
        self.end_paragraph()
        self.end_table()
        aside, self.part = self.part, self._outer.pop()
        if aside.kind == groups.BOX:
            self.part.sink += aside.sink
        elif text := joined(aside.sink):
            if aside.kind == groups.NOTE:
                self._notes.append(Piece(BlockRole.FOOTNOTE, text.replace("]  ", "] ", 1)))
            elif not self._letterhead:
                self._letterhead.append(Piece(BlockRole.NAVIGATION, text))

    def end_paragraph(self) -> None:
        self._tally.add()
        part = self.part
        text = clean("".join(part.parts))
        part.parts = []
        label, part.label = part.label.strip(), ""
        if not text:
            return
        numbered = any(character.isalnum() for character in label)
        role, level = self._role(bool(label), numbered, len(text))
        piece = Piece(role, f"{label} {text}" if numbered else text, level)
        if part.form.in_table:
            part.cell.append(piece)
        else:
            self.end_table()
            part.sink.append(piece)

    def _role(self, item: bool, numbered: bool, length: int) -> tuple[BlockRole, int]:
        form, styles = self.part.form, self._styles
        style = form.style or 0
        outline = form.outline if form.outline is not None else styles.outlines.get(style)
        if outline is not None and 0 <= outline < 9:
            return BlockRole.HEADING, outline + 1
        told = role_of(styles.names.get(style, "").split(";")[0]) if style else None
        if told is not None and told[0] is not BlockRole.LIST:
            return told
        if item:
            long = numbered and not form.depth and length > _LONG_ITEM
            level = max(0, min(form.depth or 0, 8)) + 1
            return (BlockRole.PARAGRAPH, 0) if long else (BlockRole.LIST, level)
        return told or (BlockRole.PARAGRAPH, 0)

    def end_cell(self, word: str) -> None:
        """The inner rows of a table in a table are read as one cell of the outer."""
        part = self.part
        part.form.in_table = True
        self.end_paragraph()
        if word == "cell":
            part.cells.append(part.cell)
            part.cell = []
        elif word == "row":
            if part.cells or part.cell:
                part.rows.append([*part.cells, part.cell] if part.cell else part.cells)
            part.cells, part.cell = [], []
            part.form.in_table = False

    def end_table(self) -> None:
        part = self.part
        if part.cells or part.cell:
            part.rows.append([*part.cells, part.cell])
            part.cells, part.cell = [], []
        if part.rows:
            part.sink += table(part.rows)
            part.rows = []

    def finish(self, title_page: bool) -> list[Piece]:
        """All blocks, the notes last; also where the file broke off.

        The header of the first page is kept where that page has its own.
        """
        while self._outer:
            self._end_aside()
        self.end_paragraph()
        self.end_table()
        return (self._letterhead if title_page else []) + self.part.sink + self._notes
