"""The Constitution of the ILO, and the constitutions of States that must not be taken for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from db.analysis.references.context import Context
from db.analysis.references.found import Found, InOrder, rejected
from db.analysis.references.pinpoints import Articles

_ID = "ilo:CONST"
_LIMIT = 40
_NAME = r"(?:constitution|constitucion|устав(?:а|у|ом|е)?|الدستور|دستور)"
_ILO_NAME = (
    r"(?:(?:the )?ilo|(?:the )?international labou?r organi[sz]ation|l'oit|la oit|мот|"
    r"l'organisation internationale du travail|la organizacion internacional del trabajo|"
    r"международнои организации труда|منظمة العمل الدولية)"
)
_AFTER = re.compile(rf"{_NAME}(?:,?(?: of| de)? |, ){_ILO_NAME}(?! \w{{0,12}} convention)(?:,? as amended)?")
_BEFORE = re.compile(r"(?<!\w)(?:ilo(?:'s)?|international labou?r organi[sz]ation(?:'s)?) $")
_CHINESE = re.compile(r"国际劳工组织》?《?章程")
_ANY = re.compile(r"(?:constitution|constitucion|конституци[а-я]{1,2}|устав[а-я]{0,2})(?!\w)")
_AGAIN = re.compile(r"Constitution(?! (?:of|de|du|del)\b)(?!\w)")
_OF_A_STATE = re.compile(r" (?:of|de|du|del)\b")
_OTHER_LAW = re.compile(
    r"\b(?:convention|covenant|code|act|law|decree|statute|treaty|charter|constitution|pact|"
    r"regulations?|rules|"
    r"declaration|pacte|loi|decret|ley|codigo|convenio|pacto|закон|кодекс|конвенц|пакт|конституц)"
)
_PROCEDURES = frozenset({22, 24, 26, 33})
"""Articles that are cited by their number alone: reports, representations, complaints, measures."""


def find_constitution(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``ILO Constitution``, ``Constitution of the ILO``, ``Устав МОТ``."""
    lower = context.lower
    last_is_ilo = False
    for position in positions:
        after = _AFTER.match(lower, position)
        before = _BEFORE.search(lower, max(0, position - 45), position)
        if after is not None:
            last_is_ilo = True
            yield _whole(position, after.end())
        elif before is not None and lower.startswith("constitution", position):
            last_is_ilo = True
            yield _whole(before.start(), position + len("constitution"))
        elif lower.startswith("章程", position):
            chinese = _CHINESE.search(lower, max(0, position - 12), position + 2)
            if chinese is not None:
                yield _chinese(context, chinese)
        elif last_is_ilo and _AGAIN.match(context.cased, position):
            yield replace(_whole(position, position + len("constitution")), rule="constitution.again")
        elif (national := _ANY.match(lower, position)) is not None:
            last_is_ilo = last_is_ilo and not _OF_A_STATE.match(lower, national.end())
            yield rejected(position, national.end(), rule="constitution.other", kind="constitution")


def _chinese(context: Context, name: re.Match[str]) -> Found:
    article = re.compile(r"》?第(?P<number>\d{1,2})条").match(context.lower, name.end())
    whole = _whole(name.start(), article.end() if article else name.end())
    return replace(whole, pinpoint=f"art{article['number']}") if article else whole


def _whole(start: int, end: int) -> Found:
    return Found(
        start=start, end=end, ids=(_ID,), rule="constitution.name", kind="constitution", limit=_LIMIT
    )


def find_bare_articles(
    context: Context, articles: Sequence[Articles], found: Sequence[Found]
) -> Iterator[Found]:
    """``article 33``, where the ILO is spoken of and no other law is near."""
    laws = InOrder(one for one in found if one.kind in {"constitution", "treaty", "convention", "protocol"})
    for one in articles:
        if not set(one.numbers) <= _PROCEDURES:
            continue
        start, end = context.sentence(one.start)
        near = lower_between(context, start, one.start) + lower_between(context, one.end, end)
        if _OTHER_LAW.search(near) or not _inherits(context, one, laws):
            continue
        yield Found(
            start=one.start,
            end=one.end,
            ids=(_ID,),
            pinpoint=one.pinpoint,
            rule="constitution.bare_article",
            kind="constitution",
            limit=_LIMIT,
        )


def lower_between(context: Context, start: int, end: int) -> str:
    """A piece of the folded text, of at most some hundred characters."""
    return context.lower[start:end][:600]


def _inherits(context: Context, one: Articles, laws: InOrder) -> bool:
    if context.speaks_of_ilo(*context.sentence(one.start)):
        return True
    # else the last law that was named must have been the Constitution of the ILO
    last = laws.before(one.start)
    return last is not None and last.ids == (_ID,)
