"""From the order of the eye to that of speech, for lines with Arabic or Hebrew (Unicode Annex 9, backwards).

Only what lines of print need: one direction a line, numbers and foreign words in it, brackets mirrored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_LETTER = re.compile(
    "[\u05d0-\u05f4\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0700-\u08c7\ufb1d-\ufdff\ufe70-\ufefc]"
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "“": "”", "<": ">", "≤": "≥"}
_MIRROR = _PAIRS | {close: opening for opening, close in _PAIRS.items()}
_QUOTES = "“”"
_SEPARATORS = ".,:/-–%٪٫٬+"


def has_rtl(text: str) -> bool:
    """Whether any character is of a script that runs from the right."""
    return _RTL.search(text) is not None


def rtl_letters(text: str) -> int:
    """How many letters are of a script that runs from the right."""
    return len(_RTL_LETTER.findall(text))


def to_speech(clusters: Sequence[str], *, rtl: bool) -> str:
    """The line as it is spoken. `clusters` stand from left to right; `rtl` is the paragraph's direction."""
    kinds = [_kind(cluster) for cluster in clusters]
    own = "R" if rtl else "L"
    _join_numbers(clusters, kinds)
    _settle_neutrals(kinds, own)
    runs = _runs(kinds)
    runs = runs[::-1] if rtl else _foreign_reversed(runs, kinds)
    mirrored = _looks_right(clusters)
    pieces: list[str] = []
    for start, end in runs:
        piece = clusters[start:end]
        if kinds[start] == "R":
            piece = [_MIRROR.get(cluster, cluster) if mirrored else cluster for cluster in reversed(piece)]
        pieces.extend(piece)
    return "".join(pieces)


def _kind(cluster: str) -> str:
    """R, L, a number (E), or neutral (N)."""
    kind = unicodedata.bidirectional(cluster[0])
    if kind in ("R", "AL"):
        return "R"
    if kind in ("EN", "AN"):
        return "E"
    return "L" if kind == "L" else "N"


def _join_numbers(clusters: Sequence[str], kinds: list[str]) -> None:
    """Separators inside a number belong to it; so does a percent sign at its side."""
    for index in range(1, len(kinds) - 1):
        between = kinds[index - 1] == "E" and kinds[index + 1] == "E"
        if kinds[index] == "N" and between and clusters[index] in _SEPARATORS:
            kinds[index] = "E"


def _settle_neutrals(kinds: list[str], own: str) -> None:
    """Neutrals between foreign words belong to them, all others to the paragraph; numbers beside foreign
    words too."""
    index, total = 0, len(kinds)
    while index < total:
        if kinds[index] not in "NE":
            index += 1
            continue
        end = index
        while end < total and kinds[end] in "NE":
            end += 1
        before = kinds[index - 1] if index else own
        after = kinds[end] if end < total else own
        if before == after == "L" or (own == "L" and "R" not in (before, after)):
            kinds[index:end] = ["L"] * (end - index)
        elif before == "L" and own == "R":
            end_of_foreign = index + _glued(kinds[index:end])
            kinds[index:end_of_foreign] = ["L"] * (end_of_foreign - index)
            kinds[end_of_foreign:end] = _paragraphs(kinds[end_of_foreign:end], own)
        else:
            inside = "R" if before == after == "R" else own
            kinds[index:end] = _paragraphs(kinds[index:end], inside)
        index = end


def _glued(kinds: list[str]) -> int:
    """A number said after a foreign word ("ILO 87") stays with it: how many places that takes."""
    count = 0
    while count < len(kinds) and kinds[count] == "N":
        count += 1
    if count > 1 or count == len(kinds):
        return 0
    while count < len(kinds) and kinds[count] == "E":
        count += 1
    return count


def _paragraphs(kinds: list[str], own: str) -> list[str]:
    return ["E" if kind == "E" else own for kind in kinds]


def _runs(kinds: list[str]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[start]:
            runs.append((start, index))
            start = index
    return runs


def _foreign_reversed(runs: list[tuple[int, int]], kinds: list[str]) -> list[tuple[int, int]]:
    """In a line that runs from the left: the parts of each phrase from the right, in their order."""
    ordered: list[tuple[int, int]] = []
    phrase: list[tuple[int, int]] = []
    for run in runs:
        if kinds[run[0]] == "L":
            ordered += [*phrase[::-1], run]
            phrase = []
        else:
            phrase.append(run)
    return ordered + phrase[::-1]


def _looks_right(clusters: Sequence[str]) -> bool:
    """Whether brackets open at the left, as the eye sees them; some fonts name them by their meaning."""
    balance = 0
    for cluster in clusters:
        if cluster in _QUOTES:
            continue
        if cluster in _PAIRS:
            balance += 1
        elif cluster in _MIRROR:
            balance -= 1
        if balance < 0:
            opens = sum(other in _PAIRS for other in clusters)
            closes = sum(other in _MIRROR and other not in _PAIRS for other in clusters)
            return opens != closes
    return True
