"""Statements in different languages that may be one release.

What is the same in every language tells: the address but for its language, the symbol at the head, the day
together with who and what is spoken of and the numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from db.progress import CancelToken, Progress, ProgressSink
from db.store import Marks, Reading
from db.works.grouping import Pair
from db.works.slugs import slug

_HEAD = 400
"""Code points of a text's beginning in which a document names its own symbol."""
_MOST_ALIKE = 40
"""Statements with one address or symbol; of more, it is a list's or a form's."""
_BY_ADDRESS, _BY_SYMBOL, _BY_DAY = 0.7, 0.6, 0.3
_SAME_DAY, _SAME_TRAITS, _SAME_NUMBERS = 0.1, 0.4, 0.2
_LEAST = 0.55
_FEWEST_TRAITS = 3
_COMMON = 0.5
_NUMBER = re.compile(r"\d+")

_Found = dict[tuple[int, int], tuple[float, str]]
"""Pairs of keys, with how sure their first reason makes them, and its code."""


def translation_pairs(reading: Reading, progress: ProgressSink, cancel: CancelToken) -> Iterator[Pair]:
    """Pairs of statements in different languages, not of one work, that may be translations."""
    found: _Found = {}
    _note(found, _alike(_slugs(reading, cancel)), _BY_ADDRESS, "group.same_address")
    _note(found, _alike(_symbols(reading, cancel)), _BY_SYMBOL, "group.same_symbol")
    yield from _weighed(reading, found, cancel)
    days = reading.likeness.days()
    for number, day in enumerate(days):
        cancel.check()
        if number % 50 == 0:
            progress(Progress(stage="comparing", done=number, total=len(days), unit="statements"))
        yield from _of_day(reading, reading.likeness.of_day(day), found)


def _slugs(reading: Reading, cancel: CancelToken) -> Iterator[tuple[int, str, str]]:
    for piece in reading.likeness.addresses():
        cancel.check()
        for key, language, url in piece:
            if common := slug(url):
                yield key, language, common


def _symbols(reading: Reading, cancel: CancelToken) -> Iterator[tuple[int, str, str]]:
    """The first symbol at the head of each text."""
    last = None
    for piece in reading.likeness.heads(_HEAD):
        cancel.check()
        for key, language, symbol in piece:
            if key != last:
                yield key, language, symbol
            last = key


def _alike(items: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of keys of different languages with the same word; sixteen bytes are held for each item."""
    languages: dict[str, int] = {}
    rows = np.fromiter(
        (
            (
                int.from_bytes(hashlib.blake2b(word.encode(errors="replace"), digest_size=8).digest()),
                key,
                number,
            )
            for key, language, word in items
            for number in (languages.setdefault(language, len(languages)),)
        ),
        dtype=[("word", "<u8"), ("key", "<i8"), ("language", "<i2")],
    )
    rows = np.unique(rows)
    borders = np.flatnonzero(rows["word"][1:] != rows["word"][:-1]) + 1
    starts = np.concatenate([[0], borders])
    ends = np.concatenate([borders, [len(rows)]])
    for number in np.flatnonzero(ends - starts > 1):
        some = rows[starts[number] : ends[number]]
        if len(some) <= _MOST_ALIKE:
            for one, other in combinations(some, 2):
                if one["language"] != other["language"] and one["key"] != other["key"]:
                    yield int(min(one["key"], other["key"])), int(max(one["key"], other["key"]))


def _short(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(errors="replace"), digest_size=8).digest(), "big")


def _note(found: _Found, pairs: Iterable[tuple[int, int]], score: float, reason: str) -> None:
    for pair in pairs:
        found.setdefault(pair, (score, reason))


def _weighed(reading: Reading, found: _Found, cancel: CancelToken) -> Iterator[Pair]:
    pairs = list(found)
    for first in range(0, len(pairs), 500):
        cancel.check()
        some = pairs[first : first + 500]
        keys = sorted({key for pair in some for key in pair})
        marks, traits = reading.likeness.marks(keys), reading.likeness.traits(keys)
        for one, other in some:
            left, right = marks[one], marks[other]
            if left.work == right.work or left.language == right.language or _contradict(left, right):
                continue
            score, reason = found[one, other]
            reasons = [reason]
            if left.date and left.date == right.date:
                score += _SAME_DAY
                reasons.append("group.same_day")
            score += _SAME_TRAITS / 2 * _overlap(traits[one], traits[other])
            yield Pair(left.id, right.id, min(score, 1.0), tuple(reasons))


def _contradict(left: Marks, right: Marks) -> bool:
    """Whether the dates are of different years."""
    return bool(left.date and right.date) and (left.date or "")[:4] != (right.date or "")[:4]


def _of_day(reading: Reading, day: Sequence[Marks], found: _Found) -> Iterator[Pair]:
    """Pairs of one day that speak of the same; only where each is the other's best in its language."""
    traits = _telling(reading, day)
    marks = {mark.key: mark for mark in day}
    scores: dict[tuple[int, int], float] = {}
    for one, other in _sharing(traits):
        left, right = marks[one], marks[other]
        if left.language != right.language and left.work != right.work and (one, other) not in found:
            scores[one, other] = _BY_DAY + _SAME_TRAITS * _overlap(traits[one], traits[other])
    best = _best(scores, marks)
    texts = reading.likeness.texts(sorted({key for pair in best for key in pair}))
    numbers = {key: frozenset(_numbers(text, marks[key].date or "")) for key, text in texts.items()}
    for one, other in best:
        score = scores[one, other] + _SAME_NUMBERS * _overlap(numbers[one], numbers[other])
        if score >= _LEAST:
            reasons = ("group.same_day", "group.same_mentions")
            yield Pair(marks[one].id, marks[other].id, min(score, 1.0), reasons)


def _telling(reading: Reading, day: Sequence[Marks]) -> dict[int, frozenset[str]]:
    """What each statement speaks of, without what most of the day's statements speak of."""
    traits = reading.likeness.traits([mark.key for mark in day])
    counts = Counter(trait for some in traits.values() for trait in some)
    many = max(len(day) * _COMMON, 8)
    return {key: frozenset(t for t in some if counts[t] <= many) for key, some in traits.items()}


def _sharing(traits: dict[int, frozenset[str]]) -> set[tuple[int, int]]:
    """Pairs that have enough in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for key, some in traits.items():
        for trait in some:
            holders[trait].append(key)
    shared = Counter(pair for keys in holders.values() for pair in combinations(sorted(keys), 2))
    return {pair for pair, number in shared.items() if number >= _FEWEST_TRAITS}


def _best(scores: dict[tuple[int, int], float], marks: dict[int, Marks]) -> list[tuple[int, int]]:
    """The pairs of which each side is the other's best in its language, without an equal."""
    best: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scores.items():
        best[one, marks[other].language].append((score, other))
        best[other, marks[one].language].append((score, one))
    first: dict[tuple[int, str], int] = {}
    for place, rivals in best.items():
        rivals.sort(reverse=True)
        if len(rivals) == 1 or rivals[0][0] > rivals[1][0]:
            first[place] = rivals[0][1]
    return [
        (one, other)
        for one, other in scores
        if first.get((one, marks[other].language)) == other and first.get((other, marks[one].language)) == one
    ]


def _numbers(text: str, date: str) -> Iterator[str]:
    """The numbers of a text in whatever digits, without those of its date and without single digits."""
    own = {part.lstrip("0") for part in date.split("-")}
    for match in _NUMBER.findall(text):
        number = str(int(match)) if len(match) < 30 else match
        if len(number) > 1 and number not in own:
            yield number


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """What both have, of what the smaller has; nothing where either has none."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
