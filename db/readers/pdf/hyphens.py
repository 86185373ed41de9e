"""Joins words that were divided at a line's end, without a dictionary: the document itself tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_HYPHENS = "-\u00ad\u2010"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"((?:[^\W\d_]+[-\u2010])*[^\W\d_]+)[-\u00ad\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")

_KEPT_PREFIXES = frozenset(
    ["non", "self", "ex", "vice", "cross", "quasi", "well", "long", "short", "high", "low", "socio"]
)
"""First parts that mostly keep their hyphen in English; asked only where the document is silent."""


class Vocabulary:
    """Words of the document with and without hyphens, as they stand inside lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        for line in lines:
            words = [word.casefold() for word in _WORD.findall(line)]
            if line[-1:] in _HYPHENS and words:
                words.pop()
            self._count.update(words)

    def join(self, before: str, after: str) -> str | None:
        """Both lines as one text where the first ends in a divided word; else None."""
        if before[-1:] not in _HYPHENS:
            return None
        last, first = _LAST.search(before), _FIRST.match(after)
        if last is None:
            return before + after if before[-2:-1].isdigit() and after[:1].isdigit() else None
        if first is None:
            return before + after if after[:1].isdigit() else None
        if before[-1] == "\u00ad":
            return before[:-1] + after
        keeps = self._keeps_hyphen(last[1], first[0])
        return before + after if keeps else before[:-1] + after

    def _keeps_hyphen(self, last: str, first: str) -> bool:
        joined, hyphened = (last + first).casefold(), f"{last}-{first}".casefold()
        with_hyphen, without = self._count[hyphened], self._count[joined]
        if with_hyphen != without:
            return with_hyphen > without
        if first[0].isupper() or "-" in last or last.isupper():
            return True  # a name ("Addis-Abeba"), a compound ("follow-up-to"), a symbol
        if last.casefold() in _KEPT_PREFIXES:
            return True
        alone = self._count[last.casefold()] and self._count[first.casefold()]
        return bool(alone) and len(last) > 3 and len(first) > 3
