"""How the width of the pane is shared: bars, column of text, notes. Mirrored for scripts from the right."""

from __future__ import annotations

from dataclasses import dataclass

BAR_GUTTER = 46
NARROW_GUTTER = 30
PAGES_GUTTER = 46
"""Where the text has page numbers: room for them beside the bars."""

NOTE_GAP = 22
NOTE_WIDTH = 178
NOTE_WIDEST = 230
NOTE_EDGE = 16
MARKER_ROOM = 36
LEAST_COLUMN = 400
BAR_WIDTH = 3.0


@dataclass(frozen=True, slots=True)
class Page:
    """Pixels from the side where lines begin: `lead` before the text, `column` of text, `notes` wide.

    `notes` is 0 where there is no room for them: then they fold into markers.
    """

    width: int
    lead: int
    column: int
    notes: int
    mirrored: bool = False

    @property
    def left(self) -> int:
        """The left edge of the text."""
        return self.width - self.lead - self.column if self.mirrored else self.lead

    @property
    def right(self) -> int:
        """The right edge of the text."""
        return self.left + self.column

    def note_x(self, width: int) -> int:
        """The left edge of a note (or a marker) of that width beside the text."""
        gap = NOTE_GAP if self.notes else 7
        return self.left - gap - width if self.mirrored else self.right + gap

    def bar_x(self) -> float:
        """The left edge of the bars beside annotated passages."""
        return self.right + 13.0 if self.mirrored else self.left - 13.0 - BAR_WIDTH

    def quotation_x(self) -> float:
        """Where the fine line beside quotations runs."""
        return self.right + 7.0 if self.mirrored else self.left - 7.0


def page_of(width: int, measure: int, *, mirrored: bool, numbered: bool = False) -> Page:
    """Shares out a pane `width` pixels wide; `measure` is the best width of the text.

    `numbered`: pages are numbered beside the text.
    """
    narrow_gutter = PAGES_GUTTER if numbered else NARROW_GUTTER
    beside = NOTE_GAP + NOTE_WIDTH + NOTE_EDGE
    if width >= BAR_GUTTER + LEAST_COLUMN + beside:
        column = min(measure, width - BAR_GUTTER - beside)
        spare = width - BAR_GUTTER - column - beside
        notes = NOTE_WIDTH + min(NOTE_WIDEST - NOTE_WIDTH, spare)
        spare -= notes - NOTE_WIDTH
        return Page(width, BAR_GUTTER + spare // 2, column, notes, mirrored)
    column = max(60, min(measure, width - narrow_gutter - MARKER_ROOM))
    spare = max(0, width - narrow_gutter - MARKER_ROOM - column)
    return Page(width, narrow_gutter + spare // 2, column, 0, mirrored)
