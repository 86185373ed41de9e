"""The text of one block: white space as a browser shows it, line breaks, and how much of it is links.

Within a block, marks that no page can hold (they are taken out of its text first) say where a line ends,
and where a link, a time or an inline block begins and ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BREAK, LINK, LINK_END, TIME, TIME_END, BOX, BOX_END = "\0", "\1", "\2", "\3", "\4", "\5", "\6"

_MARK = re.compile("([\0-\6])")
_ANY_MARK = re.compile("[\0-\x08]")
_BESIDE = re.compile("(?<=\\w)([\2\6])([\1\5])(?=\\w)")
_PAIRS = (LINK_END + LINK, BOX_END + BOX, LINK_END + BOX, BOX_END + LINK)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(slots=True)
class Run:
    """Lines that belong together. `size` counts what is no space, `links` and `timed` how much of that."""

    text: str
    size: int
    links: int = 0
    timed: int = 0


def clean(text: str) -> str:
    """Text of a page without the controls used here as marks, which nobody can read."""
    return _ANY_MARK.sub("", text) if _ANY_MARK.search(text) else text


def collapse(text: str) -> str:
    """White space as a browser shows it: only that of the source is joined, no-break spaces stay.

    Halving the runs again and again is linear, and quicker than a pattern on texts of many megabytes.
    """
    for sign in "\n\t\r\f":
        if sign in text:
            text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def runs(raw: str) -> list[Run]:
    """The paragraphs of a block: parted where two line breaks follow each other."""
    if not _MARK.search(raw):
        text = collapse(raw).strip()
        return [Run(text, _size(text))] if text else []
    if any(pair in raw for pair in _PAIRS):
        raw = _BESIDE.sub(r"\1 \2", raw)
    return _grouped(_lines(raw))


def _lines(raw: str) -> list[Run]:
    lines: list[Run] = []
    parts: list[str] = []
    links = timed = linked = in_time = 0

    def finish() -> None:
        nonlocal linked, in_time
        text = collapse("".join(parts)).strip()
        lines.append(Run(text, _size(text), linked, in_time))
        parts.clear()
        linked = in_time = 0

    for part in _MARK.split(raw):
        if part == BREAK:
            finish()
        elif part == LINK:
            links += 1
        elif part == LINK_END:
            links -= 1
        elif part == TIME:
            timed += 1
        elif part == TIME_END:
            timed -= 1
        elif part and part not in (BOX, BOX_END):
            parts.append(part)
            if links > 0 or timed > 0:
                size = _size(collapse(part))
                linked += size if links > 0 else 0
                in_time += size if timed > 0 else 0
    finish()
    return lines


def _grouped(lines: list[Run]) -> list[Run]:
    groups: list[list[Run]] = [[]]
    for line in lines:
        if line.text:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [
        Run(
            "\n".join(line.text for line in group),
            sum(line.size for line in group),
            sum(line.links for line in group),
            sum(line.timed for line in group),
        )
        for group in groups
        if group
    ]


def preformatted(raw: str) -> list[Run]:
    """The paragraphs of a text whose white space counts: parted at blank lines."""
    text = raw.replace(BREAK, "\n").replace("\r\n", "\n").replace("\r", "\n")
    found = []
    for part in _BLANK_LINES.split(_ANY_MARK.sub("", text)):
        kept = part.strip("\n").rstrip()
        if kept:
            found.append(Run(kept, _size(kept)))
    return found


def _size(text: str) -> int:
    return len(text) - text.count(" ")
