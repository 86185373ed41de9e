"""What a worker gives back for one document, and whether it can be believed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from db.model import Analysis
from db.readers import wire


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was read and analysed. `signature` tells how alike texts are; None without a text."""

    analysis: Analysis
    media_type: str
    encoding: str | None = None
    captured_at: str | None = None
    warnings: tuple[str, ...] = ()
    undecodable: int = 0
    signature: bytes | None = None


encode = wire.encode


def decode(result: bytes) -> Parsed:
    """What the worker sent. Raises `ValueError` where it cannot be: a worker may have been taken over."""
    parsed: Parsed = wire.decode(result, type=Parsed)
    check(parsed)
    return parsed


def check(parsed: Parsed) -> None:
    """Raises `ValueError` for layers that lie beyond the text, and for a text that is missing unsaid."""
    analysis = parsed.analysis
    length = len(analysis.text)
    spans: Iterable[tuple[int, int]] = (
        (layer.start, layer.end)
        for layers in (
            analysis.blocks,
            analysis.entities,
            analysis.quotations,
            analysis.references,
            analysis.hints,
        )
        for layer in layers
    )
    if not all(0 <= start <= end <= length for start, end in spans):
        raise ValueError("layers beyond the text")
    starts = [page.start for page in analysis.pages]
    if starts and not (starts[0] >= 0 and starts[-1] <= length and all(a <= b for a, b in pairwise(starts))):
        raise ValueError("pages beyond the text")
    if not analysis.text and "text.none" not in parsed.warnings:
        raise ValueError("no text")
