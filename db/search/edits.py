"""Words that differ by a few letters: left out, put in, changed, or two neighbours swapped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def near_words(word: str, words: Iterable[str], edits: int) -> list[str]:
    """Those of `words` that are at most `edits` edits from `word`."""
    length = len(word)
    alike = [other for other in words if -edits <= len(other) - length <= edits]
    return [other for other in alike if is_near(word, other, edits)]


def is_near(word: str, other: str, edits: int) -> bool:
    """Whether two words are at most `edits` edits apart."""
    if not -edits <= len(other) - len(word) <= edits:
        return False
    # an edit changes at most two of the letters that occur
    differing = (_letters(word) ^ _letters(other)).bit_count()
    return differing <= 2 * edits and distance(word, other, edits) <= edits


@lru_cache(maxsize=400_000)
def _letters(word: str) -> int:
    """Which letters occur, as bits: a quick look that spares most comparisons."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def distance(first: str, second: str, limit: int) -> int:
    """Edits between two words (optimal string alignment); anything over `limit` where there are more."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        previous, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
