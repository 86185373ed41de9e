"""Organisations: listed ones, governments, those whose names have the form of one, and their acronyms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, takewhile

from db.analysis.entities.layers import Found
from db.analysis.entities.words import Run, Word, Words
from db.analysis.gazetteer import ADJECTIVE, COUNTRY, ORGANIZATION
from db.analysis.lexicon import lexicon, with_english, word_list
from db.analysis.names import Found as Hit
from db.analysis.text import UPPER, alternatives, slug
from db.model import EntityKind

_PREFIX = {
    "un": re.compile(r"(?<!\w)(?:UN|U\.N\.|United Nations)(?:'s)? \Z"),
    "ilo": re.compile(r"(?<!\w)ILO \Z"),
}
_BEFORE = ("UN ", "U.N. ", "Nations ", "'s ", "ILO ")
_STARTERS = word_list("sentence_openers")
_NOT_ORGANIZATIONS = word_list("not_organizations")
_DAYS = word_list("days_and_months")
_ALONE = word_list("not_organizations_whole")
_ACRONYM = re.compile(
    rf" ?\((?:(?:known as|hereafter|or|the|in \w+:?|«|\"|“) ?)*"
    rf"(?P<short>[{UPPER}][\w&.-]{{1,11}})[\"”»]?[);,]"
)
_ALIAS = re.compile(rf" ?\((?P<alias>[{UPPER}][\w'-]+(?: [{UPPER}\w][\w'-]+){{1,6}})\)")
_KNOWN_AS = re.compile(rf" \((?:also )?known as (?:the )?(?P<alias>[{UPPER}][^()\n]{{4,90}})\)")
_COMPANY = re.compile(
    rf"(?<!\w)(?:[{UPPER}][\w'&-]{{0,80}},? ){{1,4}}(?:S\.A\.(?: de C\.V\.)?|S\.?A|Ltd\.?|Inc\.?|LLC"
    rf"|PLC|plc|GmbH|AG|Corp\.?|Limited|Co\.)(?!\w)"
)
_COMPANY_FORMS = (
    " S.",
    " SA",
    " Ltd",
    " Inc",
    " LLC",
    " PLC",
    " plc",
    " GmbH",
    " AG",
    " Corp",
    " Limited",
    " Co.",
)
"""A text without any of these names no company."""
_AND_THE = re.compile(r" (?:and|et|y) (?:the|la|le|les|el|los|las|l') ?\Z")


@cache
def _heads(language: str) -> re.Pattern[str]:
    parts = [head for one in with_english(language) for head in lexicon(one).words["org_heads"]]
    return re.compile(rf"{alternatives(parts)}\Z")


@cache
def _joins(language: str) -> frozenset[str]:
    return frozenset(join for one in with_english(language) for join in lexicon(one).words["org_joins"])


def named(folded: str, hits: Sequence[Hit]) -> Iterator[Found]:
    """Listed organisations; the UN's and the ILO's take "UN" or "ILO" before them into the name."""
    for hit in hits:
        if hit.name.kind != ORGANIZATION:
            continue
        start = hit.start
        prefix = _PREFIX.get(hit.name.family)
        if (
            prefix
            and folded.endswith(_BEFORE, 0, start)
            and " " in hit.name.written
            and (match := prefix.search(folded[max(0, start - 20) : start]))
        ):
            start -= len(match[0])
        if hit.name.written.isupper() and _shouted(folded, hit):
            continue
        yield Found(
            kind=EntityKind.ORGANIZATION,
            start=start,
            end=hit.end,
            id=hit.name.id,
            name=hit.name.label,
            confidence=0.95,
            origin="gazetteer",
        )


def _shouted(folded: str, hit: Hit) -> bool:
    """Whether an acronym that is also a word stands in a line of capitals ("WHO", "AU")."""
    if hit.name.written not in {"WHO", "AU", "BIT", "EI", "UE", "CIT"}:
        return False
    around = folded[max(0, hit.start - 12) : hit.start] + folded[hit.end : hit.end + 12]
    letters = [char for char in around if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 10 > 8 * len(letters)


def governments(folded: str, hits: Sequence[Hit], language: str) -> Iterator[Found]:
    """ "Government of Utopia", "Utopian police": an organisation of a country."""
    before, after = _government_patterns(language)
    for hit in hits:
        if hit.name.kind not in {COUNTRY, ADJECTIVE}:
            continue
        if hit.name.kind == COUNTRY and (match := before.search(folded[max(0, hit.start - 60) : hit.start])):
            start, end, noun = hit.start - len(match[0]), hit.end, match["noun"]
        elif hit.name.kind == ADJECTIVE and (match := after.match(folded, hit.end)):
            start, end, noun = hit.start, match.end(), match["noun"]
        else:
            continue
        yield Found(
            kind=EntityKind.ORGANIZATION,
            start=start,
            end=end,
            name=folded[start:end],
            id=f"org:{slug(noun)}-{hit.name.id.removeprefix('iso:').lower()}",
            confidence=0.9,
            origin="government",
        )


@cache
def _government_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    of = [part for one in with_english(language) for part in lexicon(one).words["government_of"]]
    nouns = [part for one in with_english(language) for part in lexicon(one).words["government"]]
    joins = r" (?:of (?:the )?|de la |del |du |de l'|des |d'|de |)"
    return (
        re.compile(rf"(?<!\w)(?P<noun>{alternatives(of)}){joins}\Z"),
        re.compile(rf" (?P<noun>{alternatives(nouns)})(?!\w)"),
    )


def patterned(
    folded: str, words: Words, language: str, known: Sequence[Found], positions: re.Pattern[str]
) -> Iterator[Found]:
    """Names that have the form of an organisation's: capitalised words with a head such as "Federation"."""
    heads = _heads(language)
    by_start = {one.start: one for one in known}
    by_end = {one.end: one for one in known}
    edges = frozenset(edge for one in known for edge in (one.start, one.end))
    for run in words.runs(_joins(language)):
        if not _may_name(run, heads):
            continue
        for part in _parts(folded, run, heads, positions, edges):
            start, end = part[0].start, part[-1].end
            if part[-1].text.endswith("'s"):
                end -= 2
            if _is_organization(part, heads):
                name = folded[start:end]
                body = _body_of(folded, start, end, by_start, by_end)
                yield Found(
                    kind=EntityKind.ORGANIZATION,
                    start=start,
                    end=end,
                    name=body.name if body else name,
                    id=body.id if body else f"org:{slug(name)}",
                    confidence=0.75,
                    origin="org-pattern",
                )
    if not any(form in folded for form in _COMPANY_FORMS):
        return
    for match in _COMPANY.finditer(folded):
        if match[0].split()[0] not in _STARTERS:
            yield Found(
                kind=EntityKind.ORGANIZATION,
                start=match.start(),
                end=match.end(),
                name=match[0],
                id=f"org:{slug(match[0])}",
                confidence=0.8,
                origin="company",
            )


def _may_name(run: Run, heads: re.Pattern[str]) -> bool:
    """Whether any part of a run can be an organisation: most cannot, which is soon seen."""
    return len(run) > 1 and any(word.capital and heads.match(word.text.removesuffix("'s")) for word in run)


_OF = re.compile(r" (?:of the|of|de la|de l'|du|del|de) ?\Z")


def _body_of(
    folded: str, start: int, end: int, by_start: dict[int, Found], by_end: dict[int, Found]
) -> Found | None:
    """The listed body that a longer name is ("Committee of Experts of the ILO"), where the rest is listed
    too."""
    body, rest = by_start.get(start), by_end.get(end)
    if body is None or rest is None or rest.start <= body.end:
        return None
    return body if _OF.fullmatch(folded[body.end : rest.start]) else None


def _parts(
    folded: str, run: Run, heads: re.Pattern[str], positions: re.Pattern[str], edges: frozenset[int]
) -> Iterator[Run]:
    """A run cut where a new name begins: after "and the", beside a known name, after an office put before
    its body."""
    run = _from_known(_stripped(run, folded, positions), heads, edges)
    cut = 0
    for index in range(1, len(run)):
        if not run[index].capital:
            continue
        joined = folded[_last_capital(run, index).end : run[index].start]
        if _AND_THE.search(joined) or joined in {" in ", " to ", " in the ", " to the "}:
            if any(heads.match(word.text) for word in run[cut:index] if word.capital):
                yield _trimmed(run[cut:index])
                cut = index
        elif joined in {" and ", " et ", " y "} and (
            _two_names(run, cut, index, heads) or edges & {_last_capital(run, index).end, run[index].start}
        ):
            yield _trimmed(run[cut:index])
            cut = index
    rest = _trimmed(_stripped(run[cut:], folded, positions))
    if rest:
        yield rest


def _from_known(run: Run, heads: re.Pattern[str], edges: frozenset[int]) -> Run:
    """Without words before a name that make none of their own ("Statement of the …", "Jane Doe of the …")."""
    for index, word in enumerate(run[1:], start=1):
        if not word.capital or run[index - 1].text not in {"of", "the", "de", "du", "del", "la", "des", "l'"}:
            continue
        if any(heads.match(before.text) for before in run[:index] if before.capital):
            break
        if word.start in edges or any(heads.match(later.text) for later in run[index:] if later.capital):
            return run[index:]
    return run


def _last_capital(run: Run, index: int) -> Word:
    return next(word for word in reversed(run[:index]) if word.capital)


def _two_names(run: Run, cut: int, index: int, heads: re.Pattern[str]) -> bool:
    """Whether "and" joins two names ("Ministry of Labour and Ministry of Finance") rather than words of
    one."""
    left = [word for word in run[cut:index] if word.capital]
    right = list(takewhile(lambda word: word.capital, run[index:]))[:4]
    return (
        len(left) >= 2
        and any(heads.match(word.text) for word in left)
        and any(heads.match(word.text) for word in right)
        and not any(heads.match(word.text) for word in right[1:2] if right[0].text in {"International"})
    )


def _stripped(run: Run, folded: str, positions: re.Pattern[str]) -> Run:
    """Without the words that begin the sentence, and without an office before the body it belongs to."""
    while run and (run[0].text in _STARTERS or not run[0].capital):
        run = run[1:]
    if run and (match := positions.match(folded, run[0].start)):
        rest = [word for word in run if word.start >= match.end()]
        while rest and not rest[0].capital:
            rest = rest[1:]
        if rest:
            return rest
    return run


def _trimmed(run: Run) -> Run:
    while run and (not run[-1].capital or run[-1].text in _DAYS):
        run = run[:-1]
    return run


def _is_organization(part: Run, heads: re.Pattern[str]) -> bool:
    capitals = [word.text.removesuffix("'s") for word in part if word.capital]
    if len(capitals) < 2 or any(word in _NOT_ORGANIZATIONS for word in capitals):
        return False
    if " ".join(word.text for word in part) in _ALONE or part[0].text.endswith("'s"):
        return False
    found = [index for index, word in enumerate(capitals) if heads.match(word)]
    return bool(found) and not (found == [0] and len(capitals) == 1)


def short_forms(folded: str, found: Sequence[Found]) -> Iterator[Found]:
    """Acronyms and other names in brackets after an organisation, there and wherever they stand later."""
    shorts: dict[str, Found] = {}
    for organization in found:
        if not folded.startswith(("(", " ("), organization.end):
            continue
        for pattern, group in ((_ACRONYM, "short"), (_KNOWN_AS, "alias"), (_ALIAS, "alias")):
            match = pattern.match(folded, organization.end)
            if match is None:
                continue
            written = match[group]
            if group == "short" and sum(char.isupper() for char in written) < 2:
                continue
            start, end = match.span(group)
            yield _same(organization, start, end, "org-alias")
            if group == "short":
                shorts.setdefault(written, organization)
            break
    if shorts:
        pattern = re.compile(rf"(?<![\w/]){alternatives(map(re.escape, shorts))}(?![\w/])")
        for match in pattern.finditer(folded):
            yield _same(shorts[match[0]], *match.span(), "acronym-defined")


def _same(organization: Found, start: int, end: int, origin: str) -> Found:
    return Found(
        kind=organization.kind,
        start=start,
        end=end,
        id=organization.id,
        name=organization.name,
        confidence=0.9,
        origin=origin,
    )


def working_groups(folded: str, groups: Sequence[Found], language: str) -> Iterator[Found]:
    """ "the Working Group" for one that was named in full before it."""
    heads = [part for one in with_english(language) for part in lexicon(one).words["group_heads"]]
    named_groups = [
        group for group in groups if group.origin == "mandate" and group.kind is EntityKind.ORGANIZATION
    ]
    if not named_groups:
        return
    pattern = re.compile(rf"(?<!\w){alternatives(heads)}(?!\w)")
    ends = sorted((group.end, index) for index, group in enumerate(named_groups))
    # of the groups that end before a place, the one that stands last in the order of `groups`
    latest = list(accumulate((index for _, index in ends), max))
    for match in pattern.finditer(folded):
        before = bisect_right(ends, (match.start(), len(ends)))
        if before and match[0][-1] != "s":
            yield _same(named_groups[latest[before - 1]], *match.span(), "group-short")
