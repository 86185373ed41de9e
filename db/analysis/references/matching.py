"""Many literal strings found at once, by Aho and Corasick: linear in the length of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick_rs


class Literals:
    """A set of strings to find; each belongs to one or more keys.

    `longest`: only the longest at each place, none inside another; else all, overlapping ones too.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], *, longest: bool) -> None:
        keys: dict[str, dict[str, None]] = {}
        for literal, key in pairs:
            if literal:
                keys.setdefault(literal, {})[key] = None
        self._keys = [tuple(found) for found in keys.values()]
        kind = ahocorasick_rs.MatchKind.LeftmostLongest if longest else ahocorasick_rs.MatchKind.Standard
        self._overlapping = not longest
        self._automaton = ahocorasick_rs.AhoCorasick(list(keys), matchkind=kind)

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Start, end and keys of every hit, in the order of the text."""
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping):
            yield start, end, self._keys[index]


def whole_word(text: str, start: int, end: int) -> bool:
    """Whether a hit is no part of a longer word. Scripts without spaces have no such bounds."""
    return not (_joined(text, start - 1, start) or _joined(text, end - 1, end))


def _joined(text: str, left: int, right: int) -> bool:
    if left < 0 or right >= len(text):
        return False
    before, after = text[left], text[right]
    return before.isalnum() and after.isalnum() and not (_unspaced(before) or _unspaced(after))


def _unspaced(char: str) -> bool:
    # Chinese has no spaces; in Arabic the article and some prepositions are written to the word
    return "\u3000" <= char <= "\u9fff" or "\u0600" <= char <= "\u06ff"
