"""Finding many names at once: one Aho-Corasick automaton over the folded text in small letters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from db.analysis.text import fold, lower


class Case(Enum):
    """How the letters of a find must stand beside those of the name."""

    EXACT = "exact"
    CAPITAL = "capital"
    """The first letter is a capital wherever the name's is."""
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may be found; of several of the same letters the one of greatest `weight` is taken."""

    written: str
    id: str
    label: str
    kind: str
    case: Case = Case.CAPITAL
    family: str = ""
    weight: float = 1.0


class Found(NamedTuple):
    """A name found at `[start, end)`."""

    start: int
    end: int
    name: Name


_CLITICS = frozenset("وفبلك")


def _bounded(text: str, start: int, end: int) -> bool:
    first, last = text[start], text[end - 1]
    if "\u3400" <= first <= "\u9fff":
        return True
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@") and not _after_clitic(text, start):
        return False
    if end == len(text):
        return True
    after = text[end]
    if after in "$@":
        return False
    if after.isalnum() or after == "_":
        return not last.isalnum() or "\u3400" <= after <= "\u9fff"
    return not (after == "-" and end + 1 < len(text) and text[end + 1].islower())


def _after_clitic(text: str, start: int) -> bool:
    if not "\u0620" <= text[start] <= "\u06d3":
        return "\u3400" <= text[start - 1] <= "\u9fff"
    at = start - 1
    while at >= 0 and start - at <= 2 and text[at] in _CLITICS:
        at -= 1
    return at < start - 1 and (at < 0 or not text[at].isalnum())


def _cased(written: str, wanted: Name) -> bool:
    if wanted.case is Case.ANY:
        return True
    if wanted.case is Case.EXACT:
        return written == wanted.written
    return not wanted.written[0].isupper() or written[0].isupper()


class NameFinder:
    """Finds names in text in one pass, whole words only; of those that overlap, the longest."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names: dict[str, list[Name]] = {}
        for name in names:
            folded = fold(name.written)
            key = lower(folded)
            if key:
                kept = name if folded == name.written else replace(name, written=folded)
                self._names.setdefault(key, []).append(kept)
        self._keys = list(self._names)
        self._automaton = AhoCorasick(self._keys) if self._keys else None

    def find(self, folded: str, low: str) -> list[Found]:
        """All names in a folded text, given also in small letters."""
        if self._automaton is None:
            return []
        found: list[Found] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            name = self._fits(self._keys[index], folded[start:end])
            if name is not None and _bounded(folded, start, end):
                found.append(Found(start, end, name))
        return _longest(found)

    def _fits(self, key: str, written: str) -> Name | None:
        names = self._names[key]
        if len(names) == 1:
            return names[0] if _cased(written, names[0]) else None
        fitting = [name for name in names if _cased(written, name)]
        return max(fitting, key=lambda name: name.weight) if fitting else None


def _longest(found: list[Found]) -> list[Found]:
    """Without those that share letters with a longer one (of equals, with the one that begins first)."""
    starts: list[int] = []
    kept: dict[int, Found] = {}
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
        at = bisect_left(starts, hit.end)
        if at == 0 or kept[starts[at - 1]].end <= hit.start:
            starts.insert(at, hit.start)
            kept[hit.start] = hit
    return [kept[start] for start in starts]
