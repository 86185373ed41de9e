"""Cutting a text into paragraphs: where the file's markup says so; elsewhere at blank lines, and within them
where a line plainly begins something new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from db.model import BlockRole, Hint

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(
    r"[•▪◦●‣·∙■□►➢✓⁃-]\s|[–—]\s|\*\s|\(?(?:[a-z]|[ivx]{1,4}|[а-я])\)\s|\(\d{1,3}\)\s|\d{1,3}[.)]\s"
)
_STAR = re.compile(r"(?:\(\*+\)|\[\*+\]|[*†‡]+)\s*\w")
_WIDE = 120
_SHORT_MENU = 4_000
_MOST = 100_000
"""No document has so many paragraphs: what follows them is one, lest a file of line breaks take a minute."""
_CLOSERS = '.!?…。！？:;"”»’)]؟'


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `indent` is how far it stands in."""

    start: int
    end: int
    indent: int

    @property
    def width(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, or a line that stands for itself, without the white space around it.

    `hint` is what the markup says of it. The lines of a hinted one are not told apart.
    """

    start: int
    end: int
    lines: tuple[Line, ...]
    hint: Hint | None = None


def _lines(text: str) -> Iterator[Line | None]:
    """All lines in order; None for each blank one."""
    at = 0
    for match in _LINE.finditer(text):
        between = text[at : match.start()]
        for _ in range(len(_BREAK.findall(between)) - 1):
            yield None
        at = match.end()
        stripped = match[0].strip()
        if not stripped:
            yield None
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        yield Line(start, start + len(stripped), indent)


def _chunks(text: str) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in _lines(text):
        if line is not None:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def starts_item(text: str, line: Line) -> bool:
    """Whether a line begins an item of a list, a numbered paragraph or a footnote."""
    return bool(_BULLET.match(text, line.start, line.end) or _STAR.match(text, line.start, line.end))


def _breaks(text: str, before: Line, line: Line, width: int, wrapped: bool) -> bool:
    """Whether a new paragraph begins with `line`."""
    if not wrapped or starts_item(text, line):
        return True
    if line.indent >= before.indent + 1 and before.indent == 0 and text[before.end - 1] in _CLOSERS:
        return True
    first_word = text[line.start : line.end].split(None, 1)[0]
    return before.width + 1 + len(first_word) <= 0.8 * width


def _is_wrapped(text: str, chunk: list[Line], width: int) -> bool:
    """Whether a chunk's lines are one text broken at a margin, rather than paragraphs of a line each."""
    if width > _WIDE or len(chunk) < 2:
        return False
    inner = chunk[:-1]
    full = sum(line.width >= 0.7 * width for line in inner)
    ended = sum(text[line.end - 1] in ".!?。！？؟" for line in inner)
    return full * 2 >= len(inner) and ended * 3 <= len(inner) * 2 and width >= 35


def _margin(chunk: list[Line]) -> int:
    """How wide the lines are: a few that run over the margin of many do not count."""
    widths = sorted(line.width for line in chunk)
    return widths[-1 - len(widths) // 12]


def _split(text: str, chunk: list[Line]) -> Iterator[list[Line]]:
    width = _margin(chunk)
    wrapped = _is_wrapped(text, chunk, width)
    part = chunk[:1]
    for line in chunk[1:]:
        if _breaks(text, part[-1], line, width, wrapped):
            yield part
            part = []
        part.append(line)
    yield part


def _plain(text: str, base: int = 0) -> Iterator[Segment]:
    """The paragraphs of a text without markup, which stands at `base` in the whole."""
    for chunk in _chunks(text):
        for part in _split(text, chunk):
            lines = tuple(Line(line.start + base, line.end + base, line.indent) for line in part)
            yield Segment(lines[0].start, lines[-1].end, lines)


def _of_hint(text: str, hint: Hint) -> Iterator[Segment]:
    """A hinted block is one segment; but of navigation each line, for a title or a date may be among them."""
    written = text[hint.start : hint.end]
    if hint.role is BlockRole.NAVIGATION and len(written) <= _SHORT_MENU and "\n" in written:
        for line in _lines(written):
            if line is not None:
                start, end = line.start + hint.start, line.end + hint.start
                yield Segment(start, end, (Line(start, end, 0),), hint)
        return
    stripped = written.strip()
    if stripped:
        start = hint.start + len(written) - len(written.lstrip())
        end = start + len(stripped)
        yield Segment(start, end, (Line(start, end, 0),), hint)


def segments(text: str, hints: Sequence[Hint] = ()) -> list[Segment]:
    """The paragraphs of a text, in order. Together they hold everything but white space.

    A border of a hint is a border of a segment; hints that overlap an earlier one or lie outside are passed
    over.
    """
    found = list(islice(_all(text, hints), _MOST))
    if len(found) == _MOST:
        rest = text[found[-1].end :]
        start, end = len(text) - len(rest.lstrip()), len(text.rstrip())
        if start < end:
            found.append(Segment(start, end, (Line(start, end, 0),)))
    return found


def _all(text: str, hints: Sequence[Hint]) -> Iterator[Segment]:
    at = 0
    for hint in hints:
        if not at <= hint.start < hint.end <= len(text):
            continue
        yield from _plain(text[at : hint.start], at)
        yield from _of_hint(text, hint)
        at = hint.end
    yield from _plain(text[at:] if at else text, at)
