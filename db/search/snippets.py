"""Pieces of a text that show where a query hits: cut at the ends of words, one line, hits at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.model import Span

WIDTH = 260
"""Code points of a snippet, or of its two windows together; the marks of omission come on top."""

_OMITTED = "…"
_BETWEEN = " … "
_FAR = 3
"""A second window is worth it where the first shows less than all of the query's words."""

_LINE = str.maketrans(dict.fromkeys("\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
"""One for one, so that places stay."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text on one line, and the hits within it."""

    text: str
    spans: tuple[Span, ...] = ()


def one_line(text: str) -> str:
    """The text with its line ends and tabs as spaces, as long as before."""
    return text.translate(_LINE)


def make_snippet(text: str, begin: int, hits: Sequence[tuple[Span, int]]) -> Snippet:
    """The best one or two windows of a text, from `begin` on if it can be, or what stands there."""
    if not hits:
        return _joined(text, [_window(text, begin, min(len(text), begin + WIDTH))], ())
    spans = tuple(span for span, _ in hits)
    proper = [hit for hit in hits if hit[0].start >= begin] or hits  # the title is shown anyway
    first = _best(proper, WIDTH)
    shown = {number for _, number in first}
    rest = [hit for hit in proper if hit[1] not in shown]
    if not rest:
        return _joined(text, [_around(text, first, WIDTH)], spans)
    windows = [_around(text, first, WIDTH // 2), _around(text, _best(rest, WIDTH // 2), WIDTH // 2)]
    windows.sort(key=lambda window: window.start)
    if windows[1].start - windows[0].end < _FAR:
        windows = [Span(windows[0].start, max(windows[0].end, windows[1].end))]
    return _joined(text, windows, spans)


def _best(hits: Sequence[tuple[Span, int]], width: int) -> list[tuple[Span, int]]:
    """The hits of the window with most different words of the query, then most hits; the first of equals."""
    best: list[tuple[Span, int]] = []
    worth = (0, 0)
    end = 0
    for begin, (first, _) in enumerate(hits):
        end = max(end, begin + 1)
        while end < len(hits) and hits[end][0].end - first.start <= width:
            end += 1
        inside = hits[begin:end]
        value = (len({number for _, number in inside}), len(inside))
        if value > worth:
            best, worth = list(inside), value
    return best


def _around(text: str, hits: Sequence[tuple[Span, int]], width: int) -> Span:
    """A window with some hits in its middle."""
    first, last = hits[0][0].start, max(span.end for span, _ in hits)
    spare = max(0, width - (last - first))
    start = max(0, first - spare // 3)
    end = min(len(text), max(last, start + width))
    return _window(text, start, end, first, last)


def _window(text: str, start: int, end: int, first: int | None = None, last: int | None = None) -> Span:
    """A window drawn in to the ends of words, never into its hits, without white space at its ends."""
    first, last = (end if first is None else first), (start if last is None else last)
    if start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        cut = next((i for i in range(start, min(first, start + 40)) if text[i].isspace()), None)
        start = start if cut is None else cut + 1
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        cut = next((i for i in range(end - 1, max(last, end - 40) - 1, -1) if text[i].isspace()), None)
        end = end if cut is None else cut
    while start < min(first, end) and text[start].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _joined(text: str, windows: Sequence[Span], spans: Sequence[Span]) -> Snippet:
    parts: list[str] = []
    shown: list[Span] = []
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        parts.append(piece)
        length += len(piece)

    for number, window in enumerate(windows):
        if number:
            put(_BETWEEN)
        elif text[: window.start].strip():
            put(_OMITTED)
        shift = length - window.start
        shown.extend(
            Span(max(span.start, window.start) + shift, min(span.end, window.end) + shift)
            for span in spans
            if span.start < window.end and window.start < span.end
        )
        put(one_line(window.of(text)))
    if windows and text[windows[-1].end :].strip():
        put(_OMITTED)
    return Snippet("".join(parts), tuple(shown))
