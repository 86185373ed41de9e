"""Mandates of the Special Procedures by the words that name them: roles of persons, and working groups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from db.analysis.entities.layers import Found
from db.analysis.lexicon import lexicon, with_english
from db.analysis.text import HAN, LOWER, UPPER, alternatives, fold, lower
from db.catalogue import Catalogue
from db.model import EntityKind, Reference

_REACH = 260
_SHORTEST = 13
_CONTINUED = (
    r",? (?:including )?its causes and consequences",
    r", summary or arbitrary executions",
    r", (?:summary|arbitrary)(?:,| or| and) [a-z ]{3,30} executions",
    r", racial discrimination(?:,| and) xenophobia and (?:related|all related forms of) intolerance",
    r", (?:especially|in particular) women and children",
    r", including child prostitution[a-z ,]{0,90}",
    r", justice, reparation and guarantees of non-recurrence",
    r", inhuman or degrading treatment(?: or punishment)?",
    r", healthy and sustainable environment",
    r", and on the right to non-discrimination in this context",
    r", sexual exploitation and (?:sexual )?abuse of children",
    r", (?:y compris )?ses causes et ses conséquences",
    r", (?:en particulier|especialmente|en especial|notamment) [^,;.:()]{3,60}",
    r", (?:incluidas )?sus causas y consecuencias",
    r", sumarias o arbitrarias",
    r", sommaires ou arbitraires",
    r" ?، وبخاصة النساء والاطفال",
    r", especialmente mujeres y niños",
)
_CONTINUATION = re.compile(alternatives(_CONTINUED))
_WORD = re.compile(
    rf" (?:[{LOWER}][\w'/-]*|\d{{4}}|[{UPPER}]{{2,6}}(?=\W)|Indigenous|Peoples?|African|Descent"
    rf"|Arbitrary|Enforced|Involuntary|Disappearances|Detention|Business|Human|Rights|Experts"
    rf"|Women|Girls|Transnational|Corporations|Other|Enterprises|Pueblos|Indígenas|Peuples"
    rf"|Autochtones|Afrodescendientes)(?!\w)"
)
_PROPER = re.compile(rf"(?<=\bin)(?: the)?(?: [{UPPER}][\w'-]+)+|(?<=\bin the)(?: [{UPPER}][\w'-]+)+")
_STOP = re.compile(
    r" (?:said|says|has|have|had|is|are|was|were|will|would|who|which|that|today|noted|added"
    r"|warned|visited|stressed"
    r"|told|called|urged|welcomed|expressed|may|can|could|should|must|to (?:hold|visit|review"
    r"|present|take|the)|and (?:the|his|her|other|mr|ms|a)"
    r"|with|from|since|as|when|while|because|ha|han|fue|qui|que|a |est|sont|ont)(?!\w)",
    re.IGNORECASE,
)
_CHINESE = re.compile(rf"(?:[{HAN}]{{1,200}}+、)?[{HAN}]{{2,40}}?(?:问题)?(?:特别报告员|独立专家)")
_CHINESE_START = re.compile(
    r"(?:现任|前任|以及|任命|一名|一位|两名|联合国)(?!.*(?:现任|前任|以及|任命|一名|一位|两名|联合国))"
)


@cache
def _heads(language: str) -> re.Pattern[str]:
    """What begins a mandate's name: "Special Rapporteur on", "Working Group on"."""
    parts = []
    for one in with_english(language):
        words = lexicon(one)
        if one == "zh" or not words.words["mandate_heads"]:
            continue
        joins = alternatives(words.words["mandate_joins"])
        group_joins = "(?:on|of|for|sur|sobre|d'|de|по|المعني|المعنية)" if one != "ru" else "по"
        parts.append(rf"(?P<role_{one}>{words.any('mandate_heads')})(?= {joins}(?!\w))")
        parts.append(rf"(?P<group_{one}>{words.any('group_heads')})(?= {group_joins}(?:(?<=')|(?!\w)))")
    return re.compile(rf"(?<!\w){alternatives(parts)}" if parts else r"(?!x)x")


@cache
def _names(catalogue: Catalogue) -> tuple[tuple[str, str, str], ...]:
    """All names of mandates, folded and small, longest first, with id and full name."""
    found = {}
    for mandate in catalogue.mandates:
        for name in [*mandate.names.values(), *mandate.aliases]:
            clean = re.sub(r"^\(former\) ", "", name.strip())
            if len(clean) >= _SHORTEST:
                found[lower(fold(clean))] = (mandate.id, mandate.names["en"])
    return tuple((name, *found[name]) for name in sorted(found, key=len, reverse=True))


def _listed(low: str, start: int, catalogue: Catalogue) -> tuple[int, str] | None:
    """The longest listed name that stands at `start`: where it ends, and its id."""
    for name, id in _by_head(catalogue).get(low[start : start + _SHORTEST], ()):
        if low.startswith(name, start) and not low[start + len(name) : start + len(name) + 1].isalnum():
            return start + len(name), id
    return None


def _end_of(folded: str, start: int) -> int:
    """Where a mandate's name ends that is not listed: at punctuation, a verb or a person's name."""
    at, limit = start, min(len(folded), start + _REACH)
    while at < limit:
        if continued := _CONTINUATION.match(folded, at):
            at = continued.end()
        elif _STOP.match(folded, at):
            break
        elif (word := _WORD.match(folded, at)) or (word := _PROPER.match(folded, at)):
            at = word.end()
        else:
            break
    return _without_tail(folded, start, at)


def _without_tail(folded: str, start: int, end: int) -> int:
    """Small words at the end belong to what follows."""
    while match := re.search(r" (?:and|or|of|on|the|in|for|to|by|et|de|y|и)\Z", folded[start:end]):
        end = start + match.start()
    return end


def _in_language(folded: str, start: int, language: str) -> int:
    """The end of a name in Russian or Arabic: up to the next mark."""
    match = re.compile(r"[^,;:.()\n«»،؛–—“”\"]{0,200}").match(folded, start)
    end = match.end() if match else start
    while continued := _CONTINUATION.match(folded, end):
        end = continued.end()
    return end if language != "ru" else _russian_end(folded, start, end)


def _russian_end(folded: str, start: int, end: int) -> int:
    """Before a person's name and before a verb of saying."""
    cut = _RUSSIAN_CUT.search(folded, start, end)
    return cut.start() if cut else end


_RUSSIAN_CUT = re.compile(
    rf"(?<! в)(?<! во) [{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)? [{UPPER}][{LOWER}]+"
    rf"| {lexicon('ru').any('say')}(?!\w)"
)


def _script_of(folded: str, at: int) -> str:
    char = folded[at]
    return "ru" if "\u0400" <= char <= "\u052f" else "ar" if "\u0620" <= char <= "\u06d3" else "en"


def _referenced(references: Sequence[Reference]) -> list[tuple[int, int, str]]:
    return [(ref.start, ref.end, ref.id) for ref in references if ref.id and ref.id.startswith("mandate:")]


@cache
def _by_head(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """The names with their ids by their first letters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, id, _ in _names(catalogue):
        found.setdefault(name[:_SHORTEST], []).append((name, id))
    return found


@cache
def _labels(catalogue: Catalogue) -> dict[str, str]:
    return {mandate.id: mandate.names["en"] for mandate in catalogue.mandates}


def find_mandates(
    folded: str, low: str, language: str, references: Sequence[Reference], catalogue: Catalogue
) -> Iterator[Found]:
    """Roles with their mandate's id, and working groups as organisations with theirs."""
    known = _referenced(references)
    labels = _labels(catalogue)
    spans = list(_spans(folded, low, language, catalogue))
    for start, end, id, is_group in spans:
        found = id or _only(known, start, end)
        yield Found(
            kind=EntityKind.ORGANIZATION if is_group else EntityKind.ROLE,
            start=_with_prefix(folded, start) if is_group else start,
            end=end,
            id=found,
            name=labels.get(found or "") or folded[start:end],
            confidence=0.98 if found else 0.8,
            origin="mandate",
        )


def _only(known: Sequence[tuple[int, int, str]], start: int, end: int) -> str | None:
    """The only mandate that references at a place point to. References do not overlap and are in order."""
    found = set()
    at = bisect_left(known, (end, -1, ""))
    while at and known[at - 1][1] > start:
        at -= 1
        found.add(known[at][2])
    return found.pop() if len(found) == 1 else None


def _with_prefix(folded: str, start: int) -> int:
    match = re.search(r"(?<!\w)(?:UN|United Nations) \Z", folded[max(0, start - 16) : start])
    return start - len(match[0]) if match else start


def _spans(
    folded: str, low: str, language: str, catalogue: Catalogue
) -> Iterator[tuple[int, int, str | None, bool]]:
    for match in _heads(language).finditer(folded):
        is_group = any(value for key, value in match.groupdict().items() if key.startswith("group"))
        listed = _listed(low, match.start(), catalogue)
        script = _script_of(folded, match.start())
        end = _end_of(folded, match.end()) if script == "en" else _in_language(folded, match.end(), script)
        if listed and listed[0] >= end - 1:
            yield match.start(), listed[0], listed[1], is_group
        elif end > match.end() + 3:
            id = listed[1] if listed else _by_beginning(low[match.start() : end], catalogue)
            yield match.start(), end, id, is_group
    if language == "zh":
        yield from _chinese(folded)


def _by_beginning(written: str, catalogue: Catalogue) -> str | None:
    """The only mandate whose name says the same in other words of number or gender, else None."""
    ids = _plain_names(catalogue).get(_plain(written), frozenset())
    return next(iter(ids)) if len(ids) == 1 else None


@cache
def _plain_names(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, id, _ in _names(catalogue):
        plain = _plain(name)
        found[plain] = found.get(plain, frozenset()) | {id}
    return found


def _plain(name: str) -> str:
    name = re.sub(r"\b(?:special )?rapporteu(?:rs?|se|ses)\b|\brelator(?:a|es|as)?\b", "rapporteur", name)
    name = re.sub(r"\bspécia(?:l|le|ux|les)\b|\bespecial(?:es)?\b", "special", name)
    name = re.sub(r"\bexperts?\b|\bexperte?s?\b|\bexpert[oa]s?\b", "expert", name)
    return re.sub(r"\bincluding |\bindépendante?s?\b|\bindependientes?\b|[,]", "", name)


def _chinese(folded: str) -> Iterator[tuple[int, int, str | None, bool]]:
    if "报告员" not in folded and "独立专家" not in folded:
        return
    for match in _CHINESE.finditer(folded):
        start = match.start()
        cut = _CHINESE_START.search(match[0][:-5])
        if cut:
            start += cut.end()
        if match.end() - start > 6:
            yield start, match.end(), None, False
