"""Conventions, Protocols and Recommendations by number: ``Convention No. 87``, ``C.87``, ``第87号公约``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from db.analysis.references import lists
from db.analysis.references.context import Context
from db.analysis.references.found import Found, one_or_candidates, rejected
from db.analysis.references.lists import MARK
from db.analysis.references.names import subjects
from db.catalogue import Instrument
from db.model import ReferenceStatus

_OF_ILO = (
    r"(?: (?:of the )?(?:ilo|international labou?r organi[sz]ation)| de l'oit| de la oit| мот"
    r"| de l'organisation internationale du travail| de la organizacion internacional del trabajo"
    r"| международнои организации труда| منظمة العمل الدولية| لمنظمة العمل الدولية)"
)
_HEADS = {
    "convention": re.compile(
        r"(?P<head>conventions?|convenios?|конвенци(?:ями|ям|ях|ия|ии|ию|еи|и|я|ю|й)?"
        r"|اتفاقي(?:ات|تان|تين|تي|ة|تا))"
    ),
    "recommendation": re.compile(
        r"(?P<head>recommendations?|recommandations?|recomendacion(?:es)?|рекомендаци(?:ями|ям|ях|ии|"
        r"еи|и|я|ю)?"
        r"|توصي(?:ات|تان|تين|ة))"
    ),
    "protocol": re.compile(r"(?P<head>protocol(?:e|o|s|es|os)?|протокол[а-я]{0,2})"),
}
_PLURAL = re.compile(r"(?:s|и|ии|иям|иях|иями|еи|ات|تان|تين|تي|تا)$")
_BEFORE_NUMBER = re.compile(
    rf"{_OF_ILO}?(?:,? (?:of )?(?:19|20)\d\d(?: года?| г\.)?)?(?: от [^.;\n]{{4,25}}? года)? ?\(?"
)
_ILO_BEFORE = re.compile(r"(?:^|[^\w])((?:(?:the )?ilo(?:'s)?|oit|мот) (?:fundamental |core )?)$")
_ILO_AFTER = re.compile(rf"\)?{_OF_ILO}(?!\w)")
_TAIL = re.compile(r"(?: ?\((?:revised|revisee|revisado)\))?(?:, ?(?P<year>(?:19|20)\d\d))?")
_OTHER_AFTER = re.compile(
    r"\)? ?(?:of|du|de l'|de la|del|de) ?(?:the )?(?:council of europe|conseil de l'europe|consejo de "
    r"europa|european|"
    r"hague|unesco|imo|icao|oecd|union europeenne|union europea|oas|icrc|african union)|"
    r"\)? ?совета европы|\+| ?\((?:ets|cets|ste)\b|,? (?:ets|cets|ste) "
)
_OTHER_BEFORE = re.compile(
    r"\b(?:council of europe(?:'s)?|coe|european|hague|geneva|unesco|inter-american|ets|cets|basel|"
    r"imo|budapest|cedaw|cerd|cescr|crc|crpd|ccpr|fatf|upr|greco|gafi|committee of ministers|"
    r"general|generale|oecd|cites|"
    r"гаагск\w{1,3}|европеиск\w{1,3}) (?:on \w+ )?$"
)
_OF_A_REPORT = re.compile(r"\b(?:commission's|committee's|commissioner's|rapporteur's|its|their) $")
_DATA_PROTECTION = re.compile(
    r"\b(?:personal data|data protection|automatic processing|donnees personnelles)\b"
)
_CHINESE = re.compile(
    r"(?P<list>第\d{1,3}号(?:(?:和|、|及|与|,)第?\d{1,3}号?){0,10})[^第。、,()《》和与及\s]{0,16}$"
)
_CHINESE_ITEM = re.compile(r"\d{1,3}")
_CODE = re.compile(
    r"(?<![\w.,$€£-])(?<!\D/)(?P<letter>[CPR])(?P<joint>\.|-| |\. )?0{0,2}(?P<number>[1-9]\d{0,2})"
    r"(?![\w%°²³]|/(?![CPR]\d)|-\w|[.,]\d)"
)
_NOT_A_CODE = re.compile(
    r" ?(?:concrete|class|strength|steel|grade|aircraft|plane|hercules|transport|explosive|vertebra|"
    r"road|highway|"
    r"motorway|bus|engine|coupe|virus|amg|fibre|fiber|cm|mm|kg|euros?|°|million|billion|dollars?)"
)
_CASE_BEFORE = re.compile(
    r"\b(?:cases?|affaire|asunto|дело|regulation|room|building|gate|figure|table|vitamin|hepatitis|"
    r"category|class|"
    r"annex|schedule|type|section|part|zone|block|level|page|group|highway|route|road|appendix|exhibit|grade|"
    r"flight|model|platform|bus|line|unit|form|chapter|ward|area) $"
)
_ILO_169 = re.compile(r"(?<!\w)(?:ilo|oit) (?P<number>169)(?!\w|[./-]\d)")


def find_numbers(context: Context, name: str, positions: Sequence[int]) -> Iterator[Found]:
    """Instruments of one kind by number, at the places where their head stands."""
    done = 0
    for position in positions:
        if position < done:
            continue
        if context.lower[position] > "\u3000":
            found = _chinese(context, name, position)
        else:
            found = _numbered(context, name, position)
        while found is not None:
            done = found.end
            yield found
            found = _more(context, name, found)


_MORE = re.compile(rf"[^.;:()\n\d]{{0,80}}?[,;]? (?:and )?(?={MARK}\d)")
_OTHER_HEAD = re.compile(
    r"\b(?:recommend|recomm|protocol|law|decree|case|resolution|act|order|article|report|conv)"
)


def _more(context: Context, name: str, found: Found) -> Found | None:
    """A further list that shares the head: ``Conventions Nos. 29 and 105 on …, Nos. 87 and 98 on …``."""
    if len(found.ids) < 2 or not found.rule.endswith(".number"):
        return None
    gap = _MORE.match(context.lower, found.end)
    if gap is None or _OTHER_HEAD.search(gap[0]):
        return None
    numbers = lists.read(context.lower, gap.end(), plural=True)
    if numbers is None:
        return None
    return _judge(context, name, gap.end(), numbers.end, numbers, near=True, head=gap.end())


def _numbered(context: Context, name: str, position: int) -> Found | None:
    lower = context.lower
    head = _HEADS[name].match(lower, position)
    if head is None or (head.end() < len(lower) and lower[head.end()].isalpha()):
        return None
    gap = _BEFORE_NUMBER.match(lower, head.end())
    start = gap.end() if gap else head.end()
    start += start < len(lower) and lower[start] == " "
    if start == head.end():
        return None
    numbers = lists.read(lower, start, plural=_PLURAL.search(head["head"]) is not None)
    if numbers is None:
        return None
    opened = "(" in lower[head.end() : start]
    end = numbers.end + (opened and lower[numbers.end : numbers.end + 1] == ")")
    before = _ILO_BEFORE.search(lower, max(0, position - 25), position)
    begin = before.start(1) + 4 * before[1].startswith("the ") if before else position
    near = before is not None or bool(re.search(_OF_ILO, lower[head.end() : start]))
    return _judge(context, name, begin, end, numbers, near=near, head=position)


def _judge(
    context: Context, name: str, begin: int, end: int, numbers: lists.Numbers, *, near: bool, head: int
) -> Found | None:
    lower = context.lower
    known = [_known(context, name, number) for number in numbers.values]
    if _OTHER_AFTER.match(lower, end) or _OTHER_BEFORE.search(lower, max(0, head - 40), head):
        return rejected(begin, end, rule=f"{name}.number.other_body", kind=name)
    if (
        name == "recommendation"
        and min(numbers.values) < 30
        and _OF_A_REPORT.search(lower, max(0, head - 20), head)
    ):
        return rejected(begin, end, rule="recommendation.number.of_a_report", kind=name)
    if 108 in numbers.values and context.mentions(_DATA_PROTECTION, *context.sentence(head)):
        return rejected(begin, end, rule=f"{name}.number.other_body", kind=name)
    after = _ILO_AFTER.match(lower, end)
    near = near or after is not None
    if (
        name == "recommendation"
        and not numbers.marked
        and not _plain_recommendation(context, head, numbers, near)
    ):
        return None
    if name == "protocol" and not near:
        return None
    if len(known) == 1 and known[0] is not None:
        extended, agreed = _extend(context, known[0], after.end() if after else end)
        near = near or agreed
        end = extended if agreed else end
    cue = near or context.is_about_ilo or context.speaks_of_labour(head)
    return _settle(context, name, begin, end, known, cue=cue)


_OF_A_REVIEW = re.compile(r"\bupr\b|universal periodic review|examen periodique|examen periodico")


def _plain_recommendation(context: Context, head: int, numbers: lists.Numbers, near: bool) -> bool:
    """Whether ``Recommendation 198``, without ``No.``, is one of the ILO's and not of some report."""
    if not context.cased[head].isupper():
        return False
    sentence = context.sentence(head)
    later = min(numbers.values) >= 100 and context.speaks_of_ilo(*sentence)
    return near or (later and not context.mentions(_OF_A_REVIEW, *sentence))


def _settle(
    context: Context, name: str, begin: int, end: int, known: list[Instrument | None], *, cue: bool
) -> Found:
    living = [one for one in known if one is not None and one.exists_on(context.date)]
    if len(living) < len(known):
        if all(one is None for one in known):
            return rejected(begin, end, rule=f"{name}.number.unknown", kind=name)
        if not living:
            return rejected(begin, end, rule=f"{name}.number.not_yet", kind=name)
    if not cue:
        return Found(
            start=begin, end=end, rule=f"{name}.number.no_cue", kind=name, status=ReferenceStatus.UNRESOLVED
        )
    limit = living[0].articles if len(living) == 1 else None
    ids = tuple(one.id for one in living)
    return Found(start=begin, end=end, ids=ids, rule=f"{name}.number", kind=name, limit=limit)


def _known(context: Context, name: str, number: int) -> Instrument | None:
    return context.catalogue.instruments.get(f"ilo:{name[0].upper()}{number:03d}")


def _extend(context: Context, instrument: Instrument, end: int) -> tuple[int, bool]:
    """Over the title and the year that follow a number; whether they agree with the instrument."""
    lower = context.lower
    agreed = False
    for subject in subjects(context.catalogue).get(instrument.id, ()):
        at = end + (lower[end : end + 1] == " ")
        if lower.startswith(subject, at):
            end, agreed = at + len(subject), True
            break
    tail = _TAIL.match(lower, end)
    if tail is not None and tail["year"] and int(tail["year"]) == instrument.year:
        end, agreed = tail.end(), True
    return end, agreed


def _chinese(context: Context, name: str, position: int) -> Found | None:
    lower = context.lower
    match = _CHINESE.search(lower, max(0, position - 60), position)
    head = 2 if name == "convention" else 3
    end = position + head
    if match is None:
        after = re.compile(r"》?\(第(\d{1,3})号\)").match(lower, end)
        if after is None:
            return None
        match, end = after, after.end()
        values: tuple[int, ...] = (int(after[1]),)
    else:
        values = tuple(int(digits) for digits in _CHINESE_ITEM.findall(match["list"]))
    numbers = lists.Numbers(values, end, marked=True)
    opening = lower.rfind("《", max(0, position - 60), position)
    begin = opening + 1 if "》" in match[0] and opening >= 0 else min(match.start(), position)
    found = _judge(context, name, begin, end, numbers, near=False, head=position)
    article = re.compile(r"第(\d{1,2})条").match(lower, end)
    if found is None or article is None or not found.resolved:
        return found
    return replace(found, end=article.end(), pinpoint=f"art{article[1]}")


def find_codes(context: Context) -> Iterator[Found]:
    """``C87``, ``C.87``, ``C-87``, ``P029``, ``R198``, and ``ILO 169``: only where the ILO is spoken of."""
    for match in _ILO_169.finditer(context.lower):
        if context.cased[match.start()].isupper():
            yield one_or_candidates(
                match.start(),
                match.end(),
                ("ilo:C169",),
                rule="instrument.ilo_169",
                kind="convention",
                limit=44,
            )
    if not context.is_about_ilo:
        return
    for match in _CODE.finditer(context.cased):
        found = _code(context, match)
        if found is not None:
            yield found


def _code(context: Context, match: re.Match[str]) -> Found | None:
    letter, number = match["letter"], int(match["number"])
    instrument = context.catalogue.instruments.get(f"ilo:{letter}{number:03d}")
    if instrument is None or _NOT_A_CODE.match(context.lower, match.end()):
        return None
    if _CASE_BEFORE.search(context.lower, max(0, match.start() - 15), match.start()):
        return None
    padded = len(match[0]) == 4 and not match["joint"]
    start, end = context.sentence(match.start())
    near = context.speaks_of_ilo(start, end) or context.speaks_of_labour(match.start())
    loose = match["joint"] not in (None, ".") or letter != "C" or number < 10
    if (match["joint"] or "").endswith(" ") and not context.speaks_of_ilo(start, end):
        return None
    if loose and not padded and not near:
        return None
    kind = instrument.kind
    if not instrument.exists_on(context.date):
        return rejected(match.start(), match.end(), rule="instrument.code.not_yet", kind=kind)
    return one_or_candidates(
        match.start(),
        match.end(),
        (instrument.id,),
        rule="instrument.code",
        kind=kind,
        limit=instrument.articles,
    )
