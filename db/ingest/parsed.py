"""What a worker gives back for one file, and whether it can be believed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from db.model import Analysis
from db.readers import wire


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read and analysed."""

    analysis: Analysis
    media_type: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    undecodable: int = 0


encode = wire.encode


def decode(result: bytes) -> Parsed:
    """What the worker sent. Raises `ValueError` where it cannot be: a worker may have been taken over."""
    parsed: Parsed = wire.decode(result, type=Parsed)
    analysis = parsed.analysis
    length = len(analysis.text)
    spans: Iterable[tuple[int, int]] = (
        (layer.start, layer.end)
        for layers in (analysis.blocks, analysis.entities, analysis.quotations, analysis.references)
        for layer in layers
    )
    if not analysis.text or not all(0 <= start <= end <= length for start, end in spans):
        raise ValueError("layers beyond the text")
    return parsed
