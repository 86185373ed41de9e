"""A text as words, and runs of capitalised words: what names of organisations and instruments are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['&.-]\w+)*")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `glued` where only plain space (or the dot of an initial) parts it from the word before."""

    start: int
    end: int
    text: str
    glued: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words(folded: str) -> list[Word]:
    """The words of a folded text."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        gap = folded[last:start]
        glued = bool(found) and (
            gap in {" ", "  ", " & "}
            or (gap == "' " and found[-1].text[-1] == "s")
            or (gap == ". " and last - found[-1].start <= 2)
        )
        found.append(Word(start, end, match[0], glued))
        last = end
    return found


def runs(all_words: Sequence[Word], joins: frozenset[str]) -> Iterator[list[Word]]:
    """Runs of capitalised words, joined by at most three of the small words in `joins`."""
    run: list[Word] = []
    waiting: list[Word] = []
    for word in all_words:
        if not word.glued or len(run) > _LONGEST:
            if run:
                yield run
            run, waiting = [], []
        if word.capital:
            run += [*waiting, word] if run else [word]
            waiting = []
        elif run and word.text in joins and len(waiting) < 3:
            waiting.append(word)
        elif run:
            yield run
            run, waiting = [], []
    if run:
        yield run
