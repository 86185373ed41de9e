"""Which pinpoints a pinpoint covers: who asks for article 33 wants article 33(1) and articles 26 to 34."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"(?P<unit>[a-z]+)(?P<first>\d+)(?:-(?P<last>\d+))?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class _Place:
    unit: str
    first: int
    last: int
    rest: str


def covers(asked: str, cited: str) -> bool:
    """Whether a passage with pinpoint `cited` speaks of what `asked` names.

    Both are as in DESIGN §4 (``art33``, ``art1(a);art1(c)``, ``art26-34``, ``report352#para10``). Ranges that
    overlap count; a part covers its own parts (``art33`` covers ``art33(1)``, but ``art33(1)`` not
    ``art33``).
    """
    return any(_covers(one, other) for one in asked.split(";") for other in cited.split(";"))


def _covers(asked: str, cited: str) -> bool:
    wanted, found = _place(asked), _place(cited)
    if wanted is None or found is None:
        return asked.strip() == cited.strip()
    if wanted.unit != found.unit or wanted.last < found.first or found.last < wanted.first:
        return False
    return found.rest == wanted.rest or _inside(found.rest, wanted.rest)


def _inside(rest: str, of: str) -> bool:
    """``(1)(a)`` lies inside ``(1)``; ``bis`` does not lie inside nothing: it is another article."""
    return rest.startswith(of) and rest[len(of) :].startswith(("(", "#", "."))


def _place(part: str) -> _Place | None:
    match = _PART.fullmatch(part.strip().casefold())
    if match is None:
        return None
    first = int(match["first"])
    return _Place(match["unit"], first, int(match["last"] or first), match["rest"])
