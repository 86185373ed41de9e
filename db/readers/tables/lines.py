"""The lines of a table of any size, decoded, none longer than may be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

from db.readers import encoding
from db.readers.registry import Sequential

MOST_LINE = 8 << 20
"""Characters of one line, or of one JSON object: four times what is analysed of a text at all.

An object of so many empty lists takes 400 MiB.
"""

HEAD_BYTES = 1 << 16
_ESCAPING = frozenset({"utf-8", "utf-8-sig", "ascii"})


def encoding_of(head: bytes) -> str:
    """The encoding of a file that begins so; what comes later may still not be in it."""
    return encoding.decode(_whole_lines(head)).encoding


def head_text(head: bytes) -> str:
    """The beginning decoded, cut at a line's end where it is not all of the file."""
    return encoding.decode(_whole_lines(head)).text.lstrip("\ufeff")


def _whole_lines(head: bytes) -> bytes:
    if len(head) < HEAD_BYTES or encoding.marked(head) not in {None, "utf-8-sig"} or encoding.wide(head):
        return head
    return head[: head.rfind(b"\n") + 1] or head


class Decoded:
    """A file as text, read line by line. `encoding` is told by its beginning.

    Bytes that are none in UTF-8 come as lone surrogates, so that `repaired` can look at them again.
    """

    def __init__(self, file: Sequential) -> None:
        file.seek(0)
        head = file.read(HEAD_BYTES)
        file.seek(0)
        self.encoding = encoding_of(head)
        self.head = head_text(head)
        """The first lines, or the beginning of the first."""
        self.damaging = self.encoding not in _ESCAPING
        """Whether what cannot be decoded is U+FFFD at once."""
        self._escaping = self.encoding in _ESCAPING
        self._text = io.TextIOWrapper(
            cast(io.BufferedReader, file),
            "utf-8-sig" if self._escaping else self.encoding,
            errors="surrogateescape" if self._escaping else "replace",
            newline="",
        )

    def read(self, size: int) -> str:
        return self._text.read(size)

    def lines(self) -> Iterator[str | None]:
        """The lines with their ends; None for one that is too long, which is skipped."""
        while True:
            line = self._text.readline(MOST_LINE)
            if not line:
                return
            if len(line) < MOST_LINE or line.endswith(("\n", "\r")):
                yield line
                continue
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(MOST_LINE)
            yield None

    def repaired(self, cell: str) -> tuple[str, int]:
        """A cell whose bytes are not all UTF-8, decoded by itself; how many places were beyond that."""
        if not self._escaping:
            return cell, cell.count("\ufffd")
        try:
            raw = cell.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:  # half a character, escaped as JSON can
            return cell, 0
        decoded = encoding.decode(raw)
        return decoded.text, decoded.undecodable

    def close(self) -> None:
        """Leaves the file to its owner."""
        self._text.detach()
