"""Which terms of the index a word of a query stands for, and how a phrase is looked for by them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from db.search.analysis import is_unspaced, stem
from db.search.edits import near_words
from db.search.schema import PAIR, WORD
from db.search.segments import Segment
from db.search.sequences import Step
from db.search.tree import Match, Unit, Words


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a query, or a pair of neighbouring signs, and how it follows what is before it."""

    unit: Unit
    pair: bool = False
    step: Step = (1, 1)


def sought(words: Words) -> list[Sought]:
    """The words of a phrase as the index has them: signs of a script without spaces by pairs."""
    units = words.units
    gaps = (1, *words.gaps)
    found: list[Sought] = []
    index = 0
    behind = 0
    while index < len(units):
        step = (1 + behind, gaps[index] + behind)
        end = index + 1
        while end < len(units) and gaps[end] == 1 and _is_sign(units[end - 1]) and _is_sign(units[end]):
            end += 1
        if end - index == 1:
            found.append(Sought(units[index], step=step))
            behind = 0
        else:
            for first in range(index, end - 1):
                pair = Unit(units[first].text + units[first + 1].text)
                found.append(Sought(pair, True, step if first == index else (1, 1)))
            # a pair stands where its first sign stands: the next word is one further off
            behind = 1
        index = end
    return found


def _is_sign(unit: Unit) -> bool:
    return unit.match is Match.WORD and is_unspaced(unit.text)


def terms_of(part: Sought, segment: Segment, field: str, analysers: Sequence[str]) -> list[str]:
    """The terms of a segment that a word stands for."""
    unit = part.unit
    if part.pair:
        return [PAIR + unit.text]
    if unit.match is Match.PATTERN:
        return [WORD + word for word in matching(unit.text, segment.lexicon(field))]
    if unit.match is Match.FUZZY:
        return [WORD + word for word in near_words(unit.text, segment.lexicon(field), unit.edits)]
    if is_unspaced(unit.text):
        return [WORD + unit.text]
    return [f"{name}:{stem(name, unit.text)}" if name else WORD + unit.text for name in analysers]


def matching(pattern: str, words: Sequence[str]) -> list[str]:
    """Those of some sorted words that a pattern (``*``, ``?``) fits whole."""
    front = re.split(r"[*?]", pattern, maxsplit=1)[0]
    candidates = _beginning(front, words) if front else words
    if pattern == front + "*":
        return list(candidates)
    fits = compiled(pattern).fullmatch
    return [word for word in candidates if fits(word)]


def _beginning(front: str, words: Sequence[str]) -> Sequence[str]:
    return words[bisect_left(words, front) : bisect_left(words, front + "\U0010ffff")]


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression: ``*`` any letters, ``?`` one."""
    signs = {"*": ".*", "?": "."}
    return re.compile("".join(signs.get(sign) or re.escape(sign) for sign in pattern), re.DOTALL)
