"""A part of a file in memory, read without a copy of it."""

from __future__ import annotations

import io


class MappedFile:
    """Reads a piece of a mapped file. Whoosh alone copies each segment whole into the program's own memory:
    some 16 KiB a statement, and most of it is never looked at.
    """

    __slots__ = ("_at", "_view")

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that are left for a negative size."""
        start = self._at
        found = bytes(self._view[start:] if size < 0 else self._view[start : start + size])
        self._at = start + len(found)
        return found

    def readline(self) -> bytes:
        """The next line; unpickling asks for some values by lines."""
        rest = bytes(self._view[self._at :])
        line = rest[: rest.find(b"\n") + 1] or rest
        self._at += len(line)
        return line

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves to a place, which may be beyond the end."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._view)}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """Where it is, in bytes from the beginning."""
        return self._at

    def close(self) -> None:
        """Gives the memory back, so that the file can be closed."""
        self._view.release()
