"""Oblique citations: ``the two Conventions``, ``the latter``, ``the Convention``, ``the Covenant``.

Each is tied only to what was cited before it and fits in type and number; where more is left, none is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from db.analysis.references.context import Context
from db.analysis.references.found import Found, InOrder, one_or_candidates
from db.model import ReferenceStatus

_CATEGORIES: tuple[tuple[str, tuple[int, ...]], ...] = (
    (
        r"freedom of association(?: and (?:the )?(?:effective recognition of the right to )?"
        r"collective bargaining)?|la liberte syndicale|libertad sindical",
        (87, 98),
    ),
    (
        r"(?:the )?(?:abolition of |elimination of )?forced labou?r|le travail force|trabajo forzoso",
        (29, 105),
    ),
    (
        r"(?:the )?(?:abolition of |elimination of )?child labou?r|le travail des enfants|trabajo infantil",
        (138, 182),
    ),
    (r"(?:equality|(?:non-)?discrimination)(?: (?:in|at|of) [a-z ]{4,40}?)?(?![a-z])", (100, 111)),
    (r"occupational safety and health", (155, 187)),
)
_EIGHT = (29, 87, 98, 100, 105, 111, 138, 182)
_FUNDAMENTAL = re.compile(
    r"(?:(?P<count>eight|ten|8|10) )?(?:ilo )?(?:fundamental|core) (?:ilo |labou?r )?conventions(?: of "
    r"the ilo)?(?P<on> on )?"
)
_FUNDAMENTAL_FR_ES = re.compile(
    r"(?P<on>(?:conventions fondamentales|convenios fundamentales)(?: de l'oit| de la oit)? sur |"
    r"(?:convenios fundamentales)(?: de la oit)? sobre )"
)
_WORDS: Mapping[str, int] = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "deux": 2,
    "trois": 3,
    "dos": 2,
    "tres": 3,
    "ambos": 2,
    "две": 2,
    "обе": 2,
    "three of the": 3,
}
_COUNTED = re.compile(
    r"(?<!\w)(?:(?:the|these|those|les|ces|los|estos|эти) )?(?:(?:said|same|above) )?(?P<count>two|"
    r"both|three|four|deux|trois|dos|tres|ambos|две|обе)"
    r"(?: of (?:the|these))? (?:ilo |fundamental )?(?:conventions|convenios|конвенции)(?: de l'oit| de "
    r"la oit| of the ilo)?(?! on | sur | sobre | о )(?!\w)"
)
_LATTER = re.compile(
    r"(?<!\w)the (?P<which>latter|former)(?= (?:convention |instrument )?(?:protects?|prohibits?|"
    r"requires?|provides?|concerns?|guarantees?|deals?|covers?|"
    r"entered|was adopted|was ratified|has been ratified|applies|obliges|calls for|establishes|sets|"
    r"governs|addresses|defines)\b)"
)
_SINGULAR = re.compile(
    r"(?<!\w)(?:the|this|that|the said|the same|la|cette|ladite|la presente|el|este|dicho|эта|эту|этои|"
    r"данная) (?P<head>convention|convenio|covenant|protocol|конвенци(?:я|и|ю))"
    r"(?!\w|'s? no| on | for | against | of | relating | concerning | sur | relative | contre | des | "
    r"sobre | contra | nos?\.? ?\d| n°| num| №| о | \(no| \d| \(?(?:n°|num))"
)
_UNKNOWN = re.compile(
    r"(?<!\w)(?!(?:The|This|That|These|Those|ILO|OIT|Under|Each|Which|Whether|Said|Same|Our|Its|No|In|"
    r"Of|By) )[A-Z][\w'-]+ Convention(?!\w)"
    r"|(?<!\w)Convention (?:on|for|against|relating|concerning|sur|sobre|relative|contra|contre) "
)
_COMMITTEES = (
    (re.compile(r"committee on the elimination of discrimination against women|\bcedaw\b"), "un:CEDAW"),
    (re.compile(r"committee on the elimination of racial discrimination|\bcerd\b"), "un:ICERD"),
    (re.compile(r"committee on the rights of the child|\bcrc\b"), "un:CRC"),
    (re.compile(r"committee against torture|\buncat\b"), "un:CAT"),
    (re.compile(r"committee on the rights of persons with disabilities|\bcrpd\b"), "un:CRPD"),
    (re.compile(r"committee on enforced disappearances"), "un:CPED"),
    (
        re.compile(r"committee on migrant workers|committee on the protection of the rights of all migrant"),
        "un:ICRMW",
    ),
)
"""Where one of these speaks, its own treaty may be "the Convention", named or not."""


class _Earlier:
    """What was cited before a position, most recent last."""

    def __init__(self, context: Context, found: Sequence[Found]) -> None:
        self._context = context
        fitting = [one for one in found if one.kind in {"convention", "treaty", "protocol"}]
        self._found = InOrder(fitting)
        self.any_resolved = any(one.resolved for one in fitting)

    def works(self, start: int, end: int, head: str) -> list[str]:
        """What is cited there and is of that kind, each once, in the order of the text."""
        ids: dict[str, None] = {}
        for one in self._found.between(start, end):
            if one.resolved and one.end <= end:
                for id_ in one.ids:
                    if _is_a(self._context, id_, head):
                        ids.pop(id_, None)
                        ids[id_] = None
        return list(ids)

    def doubtful(self, start: int, end: int) -> bool:
        """Whether a Convention is named there that was not recognised."""
        places = [(one.start, one.end) for one in self._found.between(start - 200, end)]
        if any(not one.resolved for one in self._found.between(start, end)):
            return True
        for match in _UNKNOWN.finditer(self._context.cased, start, end):
            if not any(first < match.end() and match.start() < last for first, last in places):
                return True
        return False


def _is_a(context: Context, id_: str, head: str) -> bool:
    if head == "covenant":
        return id_ in {"un:ICCPR", "un:ICESCR"}
    if head == "protocol":
        return id_.startswith("ilo:P")
    if id_.startswith("ilo:"):
        return id_.startswith("ilo:C") and id_ in context.catalogue.instruments
    treaty = context.catalogue.treaties.get(id_)
    return treaty is not None and "Convention" in treaty.names["en"] and "Protocol" not in treaty.names["en"]


def find_oblique(context: Context, found: Sequence[Found]) -> Iterator[Found]:
    """All oblique citations, given those in full."""
    earlier = _Earlier(context, found)
    lower = context.lower
    many = any(word in lower for word in ("conventions", "convenios", "конвенции"))
    if many:
        yield from _fundamental(context)
    if not earlier.any_resolved:
        return
    if many:
        yield from _counted(context, earlier)
    if "the latter" in lower or "the former" in lower:
        yield from _latter(context, earlier)
    yield from _singular(context, earlier)


def _ids(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"ilo:C{number:03d}" for number in numbers)


def _fundamental(context: Context) -> Iterator[Found]:
    lower = context.lower
    for pattern in (_FUNDAMENTAL, _FUNDAMENTAL_FR_ES):
        for match in pattern.finditer(lower):
            groups = match.groupdict()
            if groups["on"]:
                for names, numbers in _CATEGORIES:
                    about = re.compile(names).match(lower, match.end())
                    if about is not None:
                        yield Found(
                            start=match.start(),
                            end=about.end(),
                            ids=_ids(numbers),
                            rule="oblique.fundamental_on",
                            kind="set",
                        )
                        break
            elif groups.get("count"):
                eight = groups["count"] in {"eight", "8"}
                numbers = _EIGHT if eight else tuple(sorted((*_EIGHT, 155, 187)))
                yield Found(
                    start=match.start(),
                    end=match.end(),
                    ids=_ids(numbers),
                    rule="oblique.fundamental_all",
                    kind="set",
                )


def _counted(context: Context, earlier: _Earlier) -> Iterator[Found]:
    for match in _COUNTED.finditer(context.lower):
        count, start = _WORDS[match["count"]], match.start()
        reaches = (
            context.sentences_before(start, 1),
            context.sentences_before(start, 2),
            context.paragraph(start)[0],
            max(0, start - 4000),
        )
        for reach in reaches:
            works = earlier.works(reach, start, "convention")
            if len(works) >= count:
                exact = len(works) == count and not earlier.doubtful(reach, start)
                yield Found(
                    start=start,
                    end=match.end(),
                    ids=tuple(works) if exact else (),
                    candidates=() if exact else tuple(works),
                    status=ReferenceStatus.RESOLVED if exact else ReferenceStatus.CANDIDATES,
                    rule="oblique.counted",
                    kind="set",
                )
                break


def _latter(context: Context, earlier: _Earlier) -> Iterator[Found]:
    for match in _LATTER.finditer(context.lower):
        works = earlier.works(context.sentences_before(match.start(), 1), match.start(), "convention")
        if len(works) == 2:
            work = works[-1] if match["which"] == "latter" else works[0]
            yield one_or_candidates(
                match.start(), match.end(), (work,), rule="oblique.latter", kind="convention"
            )


def _singular(context: Context, earlier: _Earlier) -> Iterator[Found]:
    for match in _SINGULAR.finditer(context.lower):
        head = match["head"]
        start = match.start()
        if not context.cased[match.start("head")].isupper() and match[0].startswith(
            ("the conv", "la ", "el ", "that ")
        ):
            continue
        kind = head if head in {"covenant", "protocol"} else "convention"
        for reach in (context.paragraph(start)[0], max(0, start - 3000)):
            works = earlier.works(reach, start, kind)
            if works:
                break
        else:
            continue
        if kind == "convention":
            works += [id_ for id_ in _of_committees(context, start) if id_ not in works]
        if len(works) == 1 and kind == "convention" and earlier.doubtful(reach, start):
            continue
        limit = _limit(context, works[0]) if len(works) == 1 else None
        yield one_or_candidates(
            start, match.end(), tuple(works), rule=f"oblique.the_{kind}", kind="convention", limit=limit
        )


def _of_committees(context: Context, end: int) -> list[str]:
    return [id_ for pattern, id_ in _COMMITTEES if context.mentions(pattern, 0, end)]


def _limit(context: Context, id_: str) -> int | None:
    instrument = context.catalogue.instruments.get(id_)
    if instrument is not None:
        return instrument.articles
    treaty = context.catalogue.treaties.get(id_)
    return treaty.n_articles if treaty is not None else None
