"""Texts longer than any report: their beginning is analysed, the rest is cut into paragraphs only.

So the time that one file can take is bounded, and all of it can still be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from db.analysis import RULES_VERSION, analyse
from db.analysis.pipeline import MAX_ANALYSED
from db.catalogue import Catalogue
from db.model import Analysis, Block, BlockRole, RawDocument, StatementKind

PARTLY = "text.partly_analysed"
"""Code of the warning that goes with such a text."""

_MOST_PARAGRAPHS = 50_000
_BETWEEN = re.compile(r"\n[ \t]*\n")


def analyse_any(
    raw: RawDocument, catalogue: Catalogue, *, date: str | None = None, language: str | None = None
) -> tuple[Analysis, tuple[str, ...]]:
    """The layers of a text of any length, and the codes of warnings."""
    if not raw.text:
        return _without_text(raw), raw.warnings
    if len(raw.text) <= MAX_ANALYSED:
        return analyse(raw, catalogue, date=date, language=language), raw.warnings
    cut = _cut(raw.text)
    hints = tuple(hint for hint in raw.hints if hint.end <= cut)
    first = replace(raw, text=raw.text[:cut], hints=hints, pages=())
    beginning = analyse(first, catalogue, date=date, language=language)
    blocks = (*beginning.blocks, *_paragraphs(raw.text, cut))
    whole = replace(beginning, text=raw.text, blocks=blocks, hints=raw.hints, pages=raw.pages)
    return whole, (*raw.warnings, PARTLY)


def _without_text(raw: RawDocument) -> Analysis:
    """What can be said of an original that has no text: what it says of itself."""
    return Analysis(
        text="",
        title=(raw.title or "").strip(),
        date=None,
        kind=StatementKind.OTHER,
        language="und",
        issuer=raw.issuer,
        url=raw.url,
        rules=RULES_VERSION,
    )


def _cut(text: str) -> int:
    """Where the beginning ends: between paragraphs, else between lines or words."""
    for border in ("\n\n", "\n", " "):
        found = text.rfind(border, MAX_ANALYSED // 2, MAX_ANALYSED)
        if found >= 0:
            return found
    return MAX_ANALYSED


def _paragraphs(text: str, start: int) -> Iterator[Block]:
    """The paragraphs from `start` on; of very many, the last takes all that is left."""
    for _ in range(_MOST_PARAGRAPHS - 1):
        border = _BETWEEN.search(text, start)
        if border is None:
            break
        yield from _block(text, start, border.start())
        start = border.end() - 1
    yield from _block(text, start, len(text))


def _block(text: str, start: int, end: int) -> Iterator[Block]:
    """What is not white space between two places."""
    piece = text[start:end]
    inside = piece.strip()
    if inside:
        first = start + len(piece) - len(piece.lstrip())
        yield Block(role=BlockRole.PARAGRAPH, start=first, end=first + len(inside))
