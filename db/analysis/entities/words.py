"""Runs of capitalised words: what names of organisations and instruments are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_REST = r"\w*(?:['&.-]\w+)*"
_FIRST = re.compile(rf"[^\Wa-z0-9_](?<!\w.)(?<!\w['&.-].){_REST}")
"""A word from its first letter on, which may be a capital: Python tells of which letters that is true."""
_NEXT = re.compile(rf"(?P<gap> {{1,2}}| & |[.'] )(?P<word>\w{_REST})")
_LONGEST = 24


class Word(NamedTuple):
    """A word of a run. A class of tuples, for there are many."""

    start: int
    end: int
    text: str
    capital: bool


Run = list[Word]


class Words:
    """The capitalised words of a folded text, and the runs that they form."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._capitals = [
            Word(*match.span(), match[0], True) for match in _FIRST.finditer(folded) if match[0][0].isupper()
        ]

    def runs(self, joins: frozenset[str]) -> Iterator[Run]:
        """Runs of capitalised words, joined by at most three of the small words in `joins`.

        Only plain space parts the words of a run, or the dot of an initial. A run that is too long is cut.
        """
        done = 0
        for first in self._capitals:
            if first.start >= done:
                run = [first]
                done = self._extend(run, joins)
                yield run

    def _extend(self, run: Run, joins: frozenset[str]) -> int:
        """Adds the words that go on with a run; gives back where the next one may begin."""
        last = run[0]
        waiting: Run = []
        while len(run) <= _LONGEST and (word := self._glued(last)) is not None:
            if word.capital:
                run += [*waiting, word]
                waiting = []
            elif word.text in joins and len(waiting) < 3:
                waiting.append(word)
            else:
                break
            last = word
        return last.end

    def _glued(self, last: Word) -> Word | None:
        """The word that follows another and is parted from it by nothing but space or what looks like it."""
        match = _NEXT.match(self._folded, last.end)
        if match is None:
            return None
        gap, text = match["gap"], match["word"]
        if (gap == "' " and last.text[-1] != "s") or (gap == ". " and last.end - last.start > 2):
            return None
        return Word(match.start("word"), match.end(), text, text[0].isupper())
