"""Texts longer than any report: their beginning is analysed, the rest is cut into paragraphs only.

So the time that one file can take is bounded, and all of it can still be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from db.analysis import RULES_VERSION, analyse
from db.analysis.pipeline import MAX_ANALYSED
from db.analysis.text import UPPER
from db.catalogue import Catalogue
from db.model import Analysis, Block, BlockRole, RawDocument, StatementKind

PARTLY = "text.partly_analysed"
"""Code of the warning that goes with such a text."""

_MOST_SIGNS = 150_000
"""Capitals, figures and quotation marks, with one of which every name, date and quotation begins: each is
looked at often. A report has some 30,000 in a million code points, a list of names 170,000."""

_SIGN = re.compile(rf"(?<!\w)[{UPPER}\d]|[\"“”„«»‘「『]")
_MOST_PARAGRAPHS = 50_000
_BETWEEN = re.compile(r"\n[ \t]*\n")


def analyse_any(
    raw: RawDocument, catalogue: Catalogue, *, date: str | None = None, language: str | None = None
) -> tuple[Analysis, tuple[str, ...]]:
    """The layers of a text of any length, and the codes of warnings."""
    if not raw.text:
        return _without_text(raw), raw.warnings
    reach = _reach(raw.text)
    if len(raw.text) <= reach:
        return analyse(raw, catalogue, date=date, language=language), raw.warnings
    cut = _cut(raw.text, reach)
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


def _reach(text: str) -> int:
    """How much of a text can be analysed in the time that one file may take."""
    if len(text) <= min(_MOST_SIGNS, MAX_ANALYSED):
        return len(text)
    beyond = next(islice(_SIGN.finditer(text, 0, MAX_ANALYSED), _MOST_SIGNS, None), None)
    return MAX_ANALYSED if beyond is None else beyond.start()


def _cut(text: str, reach: int) -> int:
    """Where the beginning ends: between paragraphs, else between lines or words."""
    for border in ("\n\n", "\n", " "):
        found = text.rfind(border, reach // 2, reach)
        if found >= 0:
            return found
    return reach


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
