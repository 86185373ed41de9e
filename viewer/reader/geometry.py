"""Where words stand on the page, in document coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NOT_RTL = re.compile("[0-9A-Za-z\u00c0-\u058f\u1e00-\u1fff\u2e80-\u9fff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A part of one line: from `left` to `right`, standing on `baseline`; `px` is the size of the script."""

    left: float
    right: float
    baseline: float
    px: float
    tall: bool = False

    @property
    def rect(self) -> QRectF:
        """The ground behind the words."""
        above, below = (1.12, 0.5) if self.tall else (1.0, 0.33)
        return QRectF(
            self.left, self.baseline - above * self.px, self.right - self.left, (above + below) * self.px
        )


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph that was laid out.

    `origin` is where its own coordinates begin on the page, `px` the size of its script; `tall` tells that
    it is in a script with high and low strokes, `mixed` that both directions meet in it.
    """

    block: QTextBlock
    origin: QPointF
    rect: QRectF
    px: float
    tall: bool
    mixed: bool

    @property
    def start(self) -> int:
        return self.block.position()

    @property
    def end(self) -> int:
        return self.block.position() + self.block.length() - 1

    def seen(self, top: float, bottom: float) -> tuple[int, int]:
        """The document positions of the lines that reach into the heights `top` to `bottom` of the page."""
        layout = self.block.layout()
        if layout.lineCount() < 40:
            return self.start, self.end
        first = layout.lineAt(_line_below(layout, top - self.origin.y()))
        last = layout.lineAt(_line_below(layout, bottom - self.origin.y()))
        return self.start + first.textStart(), self.start + last.textStart() + last.textLength()


def laid(document: QTextDocument, block: QTextBlock) -> Laid:
    """The paragraph's place; lays the page out as far as there."""
    rect = document.documentLayout().blockBoundingRect(block)
    script = _script(block)
    # Qt's rectangle begins where the paragraph's own coordinates do; indents are within them
    return Laid(block, rect.topLeft(), rect, _size(block), script > 0, script == _MIXED)


_FROM_RIGHT, _MIXED = 1, 2


def _script(block: QTextBlock) -> int:
    """0, `_FROM_RIGHT` or `_MIXED`; found out once and kept with the paragraph, which never changes."""
    script = block.userState()
    if script < 0:
        text = block.text()
        script = 0
        if _RTL.search(text):
            script = _MIXED if _NOT_RTL.search(text) else _FROM_RIGHT
        block.setUserState(script)
    return script


def position_at_height(document: QTextDocument, height: float, x: float = 0.0) -> int:
    """The position nearest to a height of the page, which must have been laid out as far as there.

    Where it was not, Qt would give the end of the text; the beginning is always right for heights up to 0.
    """
    if height <= 0:
        return 0
    hit = document.documentLayout().hitTest(QPointF(x, height), Qt.HitTestAccuracy.FuzzyHit)
    return max(0, hit)


def visible(document: QTextDocument, top: float, bottom: float) -> Iterator[Laid]:
    """The paragraphs between two heights of the page, in order."""
    layout = document.documentLayout()
    block = document.findBlock(position_at_height(document, top))
    before = _previous_visible(block)
    if before.isValid() and layout.blockBoundingRect(before).bottom() >= top:
        block = before
    while block.isValid():
        if block.isVisible():
            place = laid(document, block)
            if place.rect.top() > bottom:
                return
            yield place
        block = block.next()


def _previous_visible(block: QTextBlock) -> QTextBlock:
    before = block.previous()
    while before.isValid() and not before.isVisible():
        before = before.previous()
    return before


def boxes(
    place: Laid, start: int, end: int, top: float = float("-inf"), bottom: float = float("inf")
) -> Iterator[Box]:
    """The parts of lines that the document positions ``[start, end)`` take in one paragraph.

    Lines wholly outside the heights `top` and `bottom` of the page are passed over.
    """
    layout = place.block.layout()
    first, last = max(start, place.start) - place.start, min(end, place.end) - place.start
    if first >= last or not layout.lineCount():
        return
    index = layout.lineForTextPosition(first).lineNumber()
    index = max(index, _line_below(layout, top - place.origin.y()))
    while index < layout.lineCount():
        line = layout.lineAt(index)
        if line.textStart() >= last or place.origin.y() + line.y() > bottom:
            return
        yield from _boxes_of_line(place, line, first, last)
        index += 1


def _boxes_of_line(place: Laid, line: QTextLine, first: int, last: int) -> Iterator[Box]:
    begin = max(first, line.textStart())
    finish = min(last, line.textStart() + line.textLength())
    if finish <= begin:
        return
    baseline = place.origin.y() + line.y() + line.ascent()
    for left, right in _runs(line, begin, finish, mixed=place.mixed):
        if right > left:
            yield Box(place.origin.x() + left, place.origin.x() + right, baseline, place.px, place.tall)


def _runs(line: QTextLine, begin: int, finish: int, *, mixed: bool) -> list[tuple[float, float]]:
    """Stretches from left to right. Where both directions meet, one passage may be several stretches."""
    if not mixed:
        ends = sorted((_x(line, begin), _x(line, finish)))
        words = line.naturalTextRect()  # ends before the white space at the end of the line
        return [(max(ends[0], words.left()), min(ends[1], words.right()))]
    boxes_ = (run.boundingRect() for run in line.glyphRuns(begin, finish - begin))
    return _merged([(box.left(), box.right()) for box in boxes_])


def _merged(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if merged and left - merged[-1][1] < 6:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _x(line: QTextLine, position: int) -> float:
    answer: Any = line.cursorToX(position)  # typed as a number, but the position comes back beside it
    return float(answer[0])


def _size(block: QTextBlock) -> float:
    """Pixels of the paragraph's script; a paragraph has one."""
    fragments = block.begin()
    size = -1 if fragments.atEnd() else fragments.fragment().charFormat().font().pixelSize()
    return float(size if size > 0 else block.document().defaultFont().pixelSize())


def _line_below(layout: QTextLayout, height: float) -> int:
    """The first line that reaches below a height of the paragraph."""
    low, high = 0, max(0, layout.lineCount() - 1)
    while low < high:
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if line.y() + line.height() < height:
            low = middle + 1
        else:
            high = middle
    return low
