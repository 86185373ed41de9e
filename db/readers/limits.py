"""What one file may take. A text of 50 MB was measured to take 15 seconds and 640 MiB of memory."""

from __future__ import annotations

MEBIBYTE = 1 << 20

MOST_FILE_BYTES = 64 * MEBIBYTE
"""A text of 64 MiB is about 10 million words: thirty times the longest report of the ILO."""

MOST_MEMORY = 4 << 30
"""Bytes of address space no worker may ever go beyond."""

_BASE_MEMORY = 1 << 30
_MEMORY_PER_BYTE = 40
_BASE_SECONDS = 10.0
_LONG = 4 * MEBIBYTE
_SECONDS_PER_MEBIBYTE, _SECONDS_PER_FURTHER_MEBIBYTE = 30.0, 3.0
"""Analysis takes about 5 seconds for a MiB, of the first 2 million characters only; reading is cheap."""


def memory_for(size: int) -> int:
    """Bytes of address space for a file of that size: its bytes, its text (up to four bytes a character)
    and its layers, beside the program itself."""
    return min(MOST_MEMORY, _BASE_MEMORY + _MEMORY_PER_BYTE * size)


def seconds_for(size: int) -> float:
    """Seconds for a file of that size: some six times what a machine of today takes."""
    analysed, further = min(size, _LONG) / MEBIBYTE, max(0, size - _LONG) / MEBIBYTE
    return _BASE_SECONDS + _SECONDS_PER_MEBIBYTE * analysed + _SECONDS_PER_FURTHER_MEBIBYTE * further
