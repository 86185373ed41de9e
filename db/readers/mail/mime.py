"""The parts of a message (RFC 2046), found by their boundaries in one pass a level, and bounded.

Own code rather than `email`'s parser: that compares each line with the boundaries of all levels above it, and
calls itself for each level.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from db.readers.mail.headers import Headers, end_of_header

MOST_DEPTH = 20
MOST_PARTS = 1_000
"""A digest of a mailing list has a hundred; nobody attaches a thousand files."""

_MOST_MARKS = 100_000
_MOST_REST = 80


@dataclass(slots=True)
class Part:
    """A part: its header, where its body stands in the message, and its own parts."""

    headers: Headers
    kind: str
    start: int
    end: int
    parts: list[Part] = field(default_factory=list)

    @property
    def family(self) -> str:
        return self.kind.partition("/")[0]


class Parser:
    """Takes one message apart.

    Attributes:
        cut: whether a part was never closed: the message ends too early.
        too_many: whether parts were left out, or read as text, beyond the limits.
    """

    def __init__(self, data: bytes) -> None:
        self.cut = self.too_many = False
        self._data = data
        self._count = self._marks = 0

    def message(self) -> Part:
        """The whole of it, as one part."""
        return self._part(0, len(self._data), "text/plain", 0)

    def _part(self, start: int, end: int, default: str, depth: int) -> Part:
        self._count += 1
        head, body = end_of_header(self._data, start, end)
        headers = Headers(self._data[start:head])
        part = Part(headers, headers.content_type or default, body, end)
        if part.family == "multipart" and headers.boundary:
            if depth >= MOST_DEPTH:
                self.too_many = True
                return part
            inner = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
            for begins, ends in self._split(body, end, headers.boundary):
                if self._count >= MOST_PARTS:
                    self.too_many = True
                    break
                part.parts.append(self._part(begins, ends, inner, depth + 1))
        return part

    def _split(self, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
        """Where the parts between boundaries begin and end; the last one of a cut message ends with it."""
        data, mark = self._data, b"--" + boundary
        found: list[tuple[int, int]] = []
        begins: int | None = None
        at = start if data.startswith(mark, start, end) else self._next(start, end, mark)
        while at >= 0 and len(found) <= MOST_PARTS:
            rest_at = at + len(mark)
            rest = data[rest_at : min(end, rest_at + _MOST_REST)].partition(b"\n")[0].strip()
            if rest in {b"", b"--"}:
                if begins is not None:
                    found.append((begins, _before(data, at, begins)))
                line = data.find(b"\n", rest_at, end)
                begins = line + 1 if line >= 0 else end
                if rest == b"--":
                    return found
            at = self._next(rest_at, end, mark)
        if begins is not None:
            self.cut = True
            found.append((begins, end))
        return found

    def _next(self, start: int, end: int, mark: bytes) -> int:
        self._marks += 1
        if self._marks > _MOST_MARKS:
            self.too_many = True
            return -1
        found = self._data.find(b"\n" + mark, max(0, start - 1), end)
        return found + 1 if found >= 0 else -1


def _before(data: bytes, at: int, begins: int) -> int:
    """The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1)."""
    ends = at - 1 if at > begins else at
    return ends - 1 if ends > begins and data[ends - 1 : ends] == b"\r" else max(ends, begins)
