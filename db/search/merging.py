"""When segments of the index are merged: those of like size, eight at a time, and no large ones.

Whoosh's own rule may merge all segments in one commit, which takes minutes for some ten thousand statements
while nothing else can be stored. Here a commit merges some `LARGE` statements at the most, and what an import
adds by the thousand is never merged: to merge a statement costs more than to index it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from db.search.whoosh_guard import whoosh

_FELLOWS = 8
"""So many segments of one size are merged into one of the next."""
LARGE = 1000
"""A segment of so many statements stays as it is, until half of them are deleted."""


def merge_alike(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Whoosh's `mergetype`: adds what is to be merged to the writer, and gives the segments that stay."""
    sizes: dict[int, list[Any]] = defaultdict(list)
    merged: list[Any] = []
    for segment in segments:
        live = segment.doc_count()
        if live == 0:
            merged.append(segment)
        elif live < LARGE:
            sizes[_level(live)].append(segment)
        elif 2 * live < segment.doc_count_all():
            merged.append(segment)
    for _, alike in sorted(sizes.items()):
        if len(alike) >= _FELLOWS:
            merged += _within_bounds(alike)
    for segment in merged:
        reader = whoosh.reading.SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    taken = {id(segment) for segment in merged}
    return [segment for segment in segments if id(segment) not in taken]


def _level(count: int) -> int:
    """0 for less than 8 statements, 1 for less than 64, …"""
    level = 0
    while count >= _FELLOWS:
        count //= _FELLOWS
        level += 1
    return level


def _within_bounds(alike: Sequence[Any]) -> list[Any]:
    """The smallest of them, as many as make no more than a large segment."""
    chosen: list[Any] = []
    total = 0
    for segment in sorted(alike, key=lambda each: int(each.doc_count())):
        total += segment.doc_count()
        if total > LARGE and len(chosen) > 1:
            break
        chosen.append(segment)
    return chosen
