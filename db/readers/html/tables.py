"""Tables: of data, or only there to lay out a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import BlockRole
from db.readers.html.regions import Block, Region

_LONG_CELL, _LONG_HEADED_CELL = 300, 3000
"""Characters from which a cell holds text that was only laid out; less where the table has no header."""


@dataclass(slots=True, eq=False)
class Table:
    """A table while it is read. `outer` is where the blocks around it go; `loose` is outside of its cells."""

    outer: list[Block]
    region: Region
    layout: bool = False
    headed: bool = False
    rows: list[list[list[Block]]] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)

    def cell(self) -> list[Block]:
        """A new cell, for blocks to come."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append([])
        return self.rows[-1][-1]

    def blocks(self) -> list[Block]:
        """What the table amounts to: one block of rows, or the blocks of its cells in their order."""
        if self._is_data():
            return [*self.loose, self._data()]
        cells = [block for row in self.rows for cell in row for block in cell]
        return [*self.caption, *self.loose, *cells]

    def _is_data(self) -> bool:
        if self.layout or max((len(row) for row in self.rows), default=0) < 2:
            return False
        filled = [cell for row in self.rows for cell in row if cell]
        if not filled:
            return False
        longest = _LONG_HEADED_CELL if self.headed else _LONG_CELL
        for cell in filled:
            if sum(block.weight for block in cell) > longest:
                return False
            if any(block.role is BlockRole.TABLE or block.region is not self.region for block in cell):
                return False
            if not self.headed and any(block.role is BlockRole.HEADING for block in cell):
                return False
        return self.headed or self._is_grid(filled)

    def _is_grid(self, filled: list[list[Block]]) -> bool:
        """Without a header: several rows with several cells, and not a menu."""
        full = sum(sum(1 for cell in row if cell) >= 2 for row in self.rows)
        size = sum(block.size for cell in filled for block in cell)
        links = sum(block.links for cell in filled for block in cell)
        rows = sum(1 for row in self.rows if any(row))
        return full >= 2 and full * 10 >= rows * 6 and links <= 0.7 * size

    def _data(self) -> Block:
        lines = [block.text for block in self.caption]
        for row in self.rows:
            cells = [" ".join(_flat(block.text) for block in cell) for cell in row]
            if any(cells):
                lines.append("\t".join(cells).rstrip())
        inside = [*self.caption, *(block for row in self.rows for cell in row for block in cell)]
        return Block(
            "\n".join(lines),
            BlockRole.TABLE,
            self.region,
            size=sum(block.size for block in inside),
            links=sum(block.links for block in inside),
            article=any(block.article for block in inside),
            wide=any(block.wide for block in inside),
        )


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
