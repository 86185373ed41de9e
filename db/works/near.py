"""Texts that are nearly the same, in an archive of any size.

Candidates by banding over the stored signatures (locality-sensitive hashing): of two texts with a Jaccard
similarity of 0.8, 998 of 1,000 pairs share one of 21 bands of 6 lanes. What shares a band is held against
each other, by the signature first, then by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from db.analysis.signature import CHARACTERS, LANES, RULES, signature
from db.progress import CancelToken, Progress, ProgressSink
from db.store import Reading, Store, resemblance
from db.works.grouping import Pair

_ROWS = 6
_BANDS = LANES // _ROWS
_BANDS_AT_ONCE = 7
"""Eight bytes for each statement and band are held at once: 64 MB for a million statements."""
_LEAST_ESTIMATE = 0.7
_LEAST_WORDS = 0.85
_AT_ONCE = 500
_WORD = re.compile(rf"[{CHARACTERS}]|[^\W{CHARACTERS}]+")
_NUMBERS_COUNT = 0.9
_SIGNED_AT_ONCE = 500

_Numbers = NDArray[np.uint64]


def sign_missing(store: Store, progress: ProgressSink, cancel: CancelToken) -> None:
    """Makes the signatures that are not there, of statements that came before there were any."""
    rules, done = RULES.decode("ascii"), 0
    while True:
        cancel.check()
        with store.reading() as reading:
            some = reading.likeness.unsigned(rules, _SIGNED_AT_ONCE)
        if not some:
            return
        made = [(key, signature(text, language), rules) for key, text, language in some]
        with store.writing() as writing:
            writing.likeness.sign(made)
        done += len(some)
        progress(Progress(stage="comparing", done=done, unit="statements"))


def near_pairs(reading: Reading, progress: ProgressSink, cancel: CancelToken) -> Iterator[Pair]:
    """Pairs of statements in one language, not of one work, whose texts are nearly the same."""
    candidates = _candidates(reading, cancel)
    for first in range(0, len(candidates), _AT_ONCE):
        cancel.check()
        progress(Progress(stage="comparing", done=first, total=len(candidates), unit="statements"))
        yield from _verified(reading, [(int(a), int(b)) for a, b in candidates[first : first + _AT_ONCE]])


def _candidates(reading: Reading, cancel: CancelToken) -> NDArray[np.int64]:
    """Pairs of keys that share a band, each once."""
    dice = np.random.default_rng(20250605)
    factors = dice.integers(1, 2**63, _ROWS, dtype=np.uint64) | np.uint64(1)
    pairs: NDArray[np.int64] = np.empty((0, 2), dtype=np.int64)
    for first in range(0, _BANDS, _BANDS_AT_ONCE):
        keys, bands = _bands(reading, range(first, min(first + _BANDS_AT_ONCE, _BANDS)), factors, cancel)
        for band in bands:
            pairs = np.unique(np.concatenate([pairs, _sharing(keys, band)]), axis=0)
    return pairs


def _bands(
    reading: Reading, numbers: range, factors: _Numbers, cancel: CancelToken
) -> tuple[NDArray[np.int64], list[_Numbers]]:
    """The keys of all statements, and one number for each of them in each of these bands."""
    keys: list[NDArray[np.int64]] = []
    parts: list[list[_Numbers]] = [[] for _ in numbers]
    for piece in reading.likeness.signatures(RULES.decode("ascii")):
        cancel.check()
        keys.append(np.array([key for key, _ in piece], dtype=np.int64))
        joined = b"".join(made[len(RULES) :] for _, made in piece)
        lanes = np.frombuffer(joined, dtype="<u2").reshape(-1, LANES).astype(np.uint64)
        for part, number in zip(parts, numbers, strict=True):
            part.append(
                (lanes[:, number * _ROWS : (number + 1) * _ROWS] * factors).sum(axis=1, dtype=np.uint64)
            )
    if not keys:
        return np.empty(0, dtype=np.int64), []
    return np.concatenate(keys), [np.concatenate(part) for part in parts]


def _sharing(keys: NDArray[np.int64], band: _Numbers) -> NDArray[np.int64]:
    """Each statement with the one before it and the first of those that share its number: a form that a
    thousand statements follow gives thousands of pairs, not a million."""
    order = np.argsort(band, kind="stable")
    sorted_, by = band[order], keys[order]
    same = np.flatnonzero(sorted_[1:] == sorted_[:-1]) + 1
    begins = np.flatnonzero(np.concatenate([[True], sorted_[1:] != sorted_[:-1]]))
    firsts = begins[np.searchsorted(begins, same, side="right") - 1]
    pairs = np.concatenate([np.stack([by[same - 1], by[same]], 1), np.stack([by[firsts], by[same]], 1)])
    return np.sort(pairs, axis=1)


def _verified(reading: Reading, pairs: list[tuple[int, int]]) -> Iterator[Pair]:
    keys = sorted({key for pair in pairs for key in pair})
    marks, signatures = reading.likeness.marks(keys), reading.likeness.signatures_of(keys)
    likely = [
        (one, other)
        for one, other in pairs
        if marks[one].work != marks[other].work
        and marks[one].language == marks[other].language
        and resemblance(signatures[one], signatures[other]) >= _LEAST_ESTIMATE
    ]
    texts = reading.likeness.texts(sorted({key for pair in likely for key in pair}))
    words = {key: _WORD.findall(text.casefold()) for key, text in texts.items()}
    for one, other in likely:
        score = LCSseq.normalized_similarity(words[one], words[other], score_cutoff=_LEAST_WORDS)
        if score >= _LEAST_WORDS:
            reasons = ["group.same_words"]
            if _numbers(words[one]) != _numbers(words[other]):
                score *= _NUMBERS_COUNT
                reasons.append("group.other_numbers")
            yield Pair(marks[one].id, marks[other].id, score, tuple(reasons))


def _numbers(words: list[str]) -> list[str]:
    return sorted(word for word in words if word.isdigit())
