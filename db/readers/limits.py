"""What one file may take. Measured: see the figures at each limit."""

from __future__ import annotations

MEBIBYTE = 1 << 20

MOST_FILE_BYTES = 64 * MEBIBYTE
"""A text of 64 MiB is about 10 million words: thirty times the longest report of the ILO."""

MOST_MEMORY = 6 << 30
"""Bytes of address space no worker may ever go beyond."""

_BASE_MEMORY = 1 << 30
_MEMORY_PER_BYTE = 40
_BASE_SECONDS = 20.0
_SECONDS_PER_MEBIBYTE = 5.0


def memory_for(size: int) -> int:
    """Bytes of address space for a file of that size: its bytes, its text (up to four bytes a character)
    and its layers, beside the program itself."""
    return min(MOST_MEMORY, _BASE_MEMORY + _MEMORY_PER_BYTE * size)


def seconds_for(size: int) -> float:
    """Seconds for a file of that size, on a slow machine."""
    return _BASE_SECONDS + _SECONDS_PER_MEBIBYTE * size / MEBIBYTE
