"""What one file may take: time, memory, bytes. Every figure was measured; the tests hold them."""

from __future__ import annotations

MEBIBYTE = 1 << 20

MOST_FILE_BYTES = 64 * MEBIBYTE
"""A text of 64 MiB is about 10 million words: thirty times the longest report of the ILO."""

MOST_FRAME = 3 * MOST_FILE_BYTES
"""Bytes of one thing out of a container: a text that was one byte a character may have become three."""

MOST_MEMORY = 1344 * MEBIBYTE
"""Bytes of address space no worker may ever go beyond.

A warm worker has 220 MiB of it but only 145 MiB of them in memory; code, tables read from files and the
reserves of the allocator make up the rest.
"""

_BASE_MEMORY = 1 << 30
_MEMORY_PER_BYTE = 40

PATIENCE = 3.0
"""Limits are of processor time, by whole seconds upwards; by the clock on the wall a file may take so many
times as long, for a busy machine must not cost honest files. Windows knows no limit of processor time, and
there the wall's clock alone counts, without patience."""

MEMBER_SECONDS = 9.0
"""For one thing out of a container, or for a further MiB of it in which there is none."""

_BASE_SECONDS = 9.0
_SHORT, _LONG = MEBIBYTE // 4, 2 * MEBIBYTE
_SECONDS_PER_MEBIBYTE, _SECONDS_PER_FURTHER_MEBIBYTE = 25.0, 0.5
"""Reading a PDF takes up to 12 seconds for a MiB, of dense pages; analysing a MiB of text about 2, up
to 4 where it is full of names. Of longer texts only the first 2 million characters are analysed."""


def memory_for(size: int) -> int:
    """Bytes of address space for a file of that size: its bytes, its text (up to four bytes a character)
    and its layers, beside the program itself."""
    return min(MOST_MEMORY, _BASE_MEMORY + _MEMORY_PER_BYTE * size)


def seconds_for(size: int) -> float:
    """Seconds for a file, or for a text, of that size: not over 10 for what is short, as hostile files are.

    What is longer gets about twice what a busy machine of today takes for an honest one.
    """
    further = max(0, size - _LONG) / MEBIBYTE
    first = max(0, min(size, _LONG) - _SHORT) / MEBIBYTE
    return _BASE_SECONDS + _SECONDS_PER_MEBIBYTE * first + _SECONDS_PER_FURTHER_MEBIBYTE * further
