"""What a page is made of on its way from glyphs to blocks. Lengths are points (1/72 inch), y goes up."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """Glyphs side by side on one baseline, in the order of the eye, left to right.

    `clusters` are the characters of each glyph, marks after their base. `spaced` tells that a space
    character follows at the right.
    """

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    clusters: tuple[str, ...] | str
    spaced: bool = False


@dataclass(slots=True)
class Segment:
    """Words of one row with no gap wider than a letter between them: never more than one column wide."""

    x0: float
    x1: float
    y: float
    size: float
    words: list[Word]

    @property
    def letters(self) -> int:
        return sum(len(word.clusters) + 1 for word in self.words)


@dataclass(slots=True)
class Line:
    """One line of a column, in the order of speech. `cells` are its parts where wide gaps divide it."""

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str
    first: float = 0.0
    rtl: bool = False
    cells: tuple[tuple[float, float, str], ...] = ()


@dataclass(slots=True)
class Sheet:
    """A page's words, upright; the box of the page; and what the document calls it, if anything."""

    number: int
    left: float
    bottom: float
    right: float
    top: float
    words: list[Word] = field(default_factory=list)
    label: str | None = None
    images: bool = False
    unmapped: int = 0
    letters: int = 0
    slanted: list[Word] = field(default_factory=list)


def row_tolerance(size: float) -> float:
    """How far two baselines of one row may lie apart."""
    return max(0.6, 0.12 * size)
