"""Between the offsets of the archive (code points) and those of Qt (UTF-16 code units)."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts positions in one text both ways. Only characters beyond the first plane make a difference.

    Positions outside the text are brought back to its ends. A UTF-16 position in the middle of a pair
    counts as the start of its character.
    """

    def __init__(self, text: str) -> None:
        self.code_points = len(text)
        self._points = array("Q", (found.start() for found in _ASTRAL.finditer(text)))
        self._units = array("Q", (point + before for before, point in enumerate(self._points)))
        self.units = self.code_points + len(self._points)

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code-point position."""
        inside = min(max(code_point, 0), self.code_points)
        return inside + bisect_left(self._points, inside)

    def to_code_point(self, unit: int) -> int:
        """The code-point position of a UTF-16 position."""
        inside = min(max(unit, 0), self.units)
        return inside - bisect_left(self._units, inside)
