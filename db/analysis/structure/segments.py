"""Cutting a text into paragraphs: at blank lines, and within them where a line plainly begins something
new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(
    r"[•▪◦●‣·∙■□►➢✓⁃-]\s|[–—]\s|\*\s|\(?(?:[a-z]|[ivx]{1,4}|[а-я])\)\s|\(\d{1,3}\)\s|\d{1,3}[.)]\s"
)
_STAR = re.compile(r"(?:\(\*+\)|\[\*+\]|[*†‡]+)\s*\w")
_WIDE = 120
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
    """A paragraph, or a line that stands for itself, without the white space around it."""

    start: int
    end: int
    lines: tuple[Line, ...]


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


def _split(text: str, chunk: list[Line]) -> Iterator[list[Line]]:
    width = max(line.width for line in chunk)
    wrapped = _is_wrapped(text, chunk, width)
    part = chunk[:1]
    for line in chunk[1:]:
        if _breaks(text, part[-1], line, width, wrapped):
            yield part
            part = []
        part.append(line)
    yield part


def segments(text: str) -> list[Segment]:
    """The paragraphs of a text, in order. Together they hold everything but white space."""
    found = []
    for chunk in _chunks(text):
        for part in _split(text, chunk):
            found.append(Segment(part[0].start, part[-1].end, tuple(part)))
    return found
