"""Lists of numbers after a head: ``Nos. 87, 98 and 151``, ``n°s 87 et 98``, ``29, 105 and 138``."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = (
    r"(?:nos?(?:\.|(?=[ \d]))|n°s?\.?|n\.°|nn?\.?°|nums?\.|nros?\.|№{1,2}|numbers?|numeros?|numéros?|"
    r"رقم|رقمي|ارقام) ?"
)
_ITEM = re.compile(
    rf"(?P<mark>{MARK})?(?:c[.-]?)?0{{0,2}}(?P<number>[1-9]\d{{0,2}})(?!\d|[/.,-]\d|[°%+]|st\b|nd\b|"
    rf"rd\b|th\b|-[a-z])"
)
_SEPARATOR = re.compile(
    r" ?(?:[,;] ?(?:(?:and|et|y|e|и|as well as|و|&) ?)?|(?:and|&|et|y|e|и|or|ou|o|и) |و ?|和第?|及第?|、第?)"
    r"(?=\D{0,10}\d)"
)

_WORD_AFTER = re.compile(r" [a-zа-я]")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in a row. `marked`: the first stands after ``No.`` or the like."""

    values: tuple[int, ...]
    end: int
    marked: bool


def read(lower: str, position: int, *, plural: bool) -> Numbers | None:
    """The numbers from `position` on, at most forty. After a singular head, each must have its ``No.``."""
    match = _ITEM.match(lower, position)
    if match is None:
        return None
    marked = match["mark"] is not None
    values = [int(match["number"])]
    end = match.end()
    closed = False
    while len(values) < 40:
        gap = _SEPARATOR.match(lower, end)
        follow = _ITEM.match(lower, gap.end()) if gap else None
        if gap is None or follow is None or (follow["mark"] is None and not plural):
            break
        # after "and" the list is at its end: in "100 and 111 and 14 reports" the last number is no Convention
        if closed and _WORD_AFTER.match(lower, follow.end()):
            break
        closed = closed or gap[0].strip(" ,;").isalpha()
        values.append(int(follow["number"]))
        end = follow.end()
    return Numbers(tuple(dict.fromkeys(values)), end, marked)
