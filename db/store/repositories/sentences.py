"""The sentence around a passage, for showing where a document is cited."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?؟…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』）]*|\n\s*\n")
_SHORT = re.compile(
    r"(?:\b(?:Nos?|nos?|Arts?|arts?|Mr|Mrs|Ms|Dr|St|pp?|paras?|núms?|vol|cf|ст|п|пп|г|\w)|[№º])\.$"
)
_REACH = 400
"""Code points on either side: what is longer than that is no sentence to be shown."""


def sentence_around(text: str, start: int, end: int, low: int, high: int) -> str:
    """The sentence that holds ``[start, end)``, cut from ``[low, high)`` (its block), white space at its
    ends gone.

    An end mark after an abbreviation or an initial ends nothing.
    """
    low, high = max(low, start - _REACH, 0), min(high, end + _REACH, len(text))
    left = low
    for match in _END.finditer(text, low, start):
        if _ends(text, match):
            left = match.end()
    right = high
    for match in _END.finditer(text, end, high):
        if _ends(text, match):
            right = match.end()
            break
    return " ".join(text[left:right].split())


def _ends(text: str, match: re.Match[str]) -> bool:
    return _SHORT.search(text, max(0, match.start() - 8), match.start() + 1) is None
