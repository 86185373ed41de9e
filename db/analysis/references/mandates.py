"""Mandates of the Special Procedures by what they are on, after the words of the role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from db.analysis.references.context import Context
from db.analysis.references.folding import plain
from db.analysis.references.found import Found
from db.analysis.references.matching import Literals, whole_word
from db.catalogue import Catalogue, Mandate

_ROLE = (
    r"(?:special rapporteurs?|srs?|independent experts?|special representative(?: of the secretary-general)?"
    r"|working groups?(?: of experts)?"
    r"|rapporteu(?:r|se)s? speci(?:ale?s?|aux)|expert(?:e|\(e\))?s? independant(?:e|\(e\))?s?|groupes? de "
    r"travail(?: d'experts)?"
    r"|relator(?:a|es|as)? especial(?:es)?|expert[oa]s? independientes?|grupos? de trabajo(?: de expertos)?"
    r"|специальн[а-я]{2,3} докладчик[а-я]{0,3}|независим[а-я]{2,3} эксперт[а-я]{0,3}|рабоч[а-я]{2,3} "
    r"групп[а-я]{1,3})"
)
_ROLE_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:un|united nations|onu|оон) )?(?P<role>{_ROLE})(?: (?:оон|des nations unies|de las "
    rf"naciones unidas|de la onu|de l'onu|organizatsii))? $"
)
_ROLE_HEAD = re.compile(rf"^(?P<role>ie|{_ROLE}) ")
_PLURAL = re.compile(
    r"special rapporteurs|srs|independent experts|working groups|rapporteu(?:r|se)s|expert(?:e|\(e\))?s|"
    r"groupes|relator(?:es|as)|expert[oa]s|grupos|специальн(?:ые|ых)|независим(?:ые|ых)|рабочи(?:е|х)"
)
_MORE = re.compile(r"(?:, (?:and )?|,? and |,? et |,? y )(?:on |sur |sobre )?(?:the |la |le |les |el |los )?")
_COUNTRY = "situation of human rights in "
_OFFICES = (
    ("rapporteur", re.compile(r"rapporteu|relator|докладчик|^srs?$")),
    ("group", re.compile(r"group|grupo|групп")),
    ("representative", re.compile(r"representative")),
    ("expert", re.compile(r"expert|эксперт|^ie$")),
)


def _office(role: str) -> str:
    """What kind of mandate a role is, in any language: a working group on a subject is not its rapporteur."""
    return next(office for office, pattern in _OFFICES if pattern.search(role))


def _names(mandate: Mandate) -> Iterator[tuple[str, str]]:
    """The office and the subject in every name that has both."""
    for name in (*mandate.names.values(), *mandate.aliases):
        folded = plain(name)
        head = _ROLE_HEAD.match(folded)
        if head is not None:
            yield _office(head["role"]), folded[head.end() :]


def _variants(subject: str) -> Iterator[str]:
    yield subject
    # the names change a little from renewal to renewal; these changes never tell two mandates apart
    for old, new in (
        (" and of association", " and association"),
        ("des droits de l'homme", "des droits humains"),
        ("indigenous peoples", "indigenous people"),
        (", including its causes", ", its causes"),
        ("human rights of migrants", "rights of migrants"),
        (" au belarus", " en belarus"),
        ("the human rights to safe", "the human right to safe"),
        ("defenseurs et defenseuses des droits humains", "defenseurs des droits de l'homme"),
        ("defenseurs et defenseuses des droits humains", "defenseurs des droits humains"),
    ):
        if old in subject:
            yield subject.replace(old, new)


def _key(office: str, mandate: Mandate) -> str:
    return f"{office} {mandate.id}"


@cache
def _subjects(catalogue: Catalogue) -> Literals:
    pairs: list[tuple[str, str]] = []
    for mandate in catalogue.mandates:
        for office, subject in _names(mandate):
            key = _key(office, mandate)
            pairs += [(variant, key) for variant in _variants(subject)]
            if mandate.kind == "country" and _COUNTRY in subject:
                country = subject.partition(_COUNTRY)[2]
                pairs += [(f"{joint} {country}", key) for joint in ("on", "for", "on human rights in")]
    return Literals(pairs, longest=True)


@cache
def _short_names(catalogue: Catalogue) -> Literals:
    """Subjects without ``on the``, for the second and later ones of a row."""
    pairs = []
    for mandate in catalogue.mandates:
        for office, subject in _names(mandate):
            short = re.sub(r"^(?:on|sur|sobre) (?:(?:the|la|le|les|el|los) |l')?", "", subject)
            pairs.append((short, _key(office, mandate)))
    return Literals(pairs, longest=True)


def _of_office(keys: tuple[str, ...], office: str) -> list[str]:
    return [key.partition(" ")[2] for key in keys if key.startswith(f"{office} ")]


@cache
def _acronyms(catalogue: Catalogue) -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {
        alias: mandate.id
        for mandate in catalogue.mandates
        for alias in mandate.aliases
        if re.fullmatch(r"W[A-Z]{3,6}", alias)
    }
    return re.compile(rf"(?<![\w/])(?:{'|'.join(ids)})(?![\w/])"), ids


def find_mandates(context: Context) -> Iterator[Found]:
    """``Special Rapporteur on …``, ``Relatora Especial sobre …``; rows of them are sets."""
    lower = context.lower
    done = 0
    for start, end, keys in _subjects(context.catalogue).find(lower):
        if start < done:
            continue
        role = _ROLE_BEFORE.search(lower, max(0, start - 90), start)
        if role is None or not whole_word(lower, start, end):
            continue
        office = _office(role["role"])
        mandates = _of_office(keys, office)
        if len(mandates) != 1:
            continue
        if role["role"] in {"sr", "srs"} and context.cased[role.start("role")].islower():
            continue
        if _PLURAL.match(role["role"]):
            end = _row(context, end, office, mandates)
        done = end
        yield Found(
            start=role.start("role"),
            end=end,
            ids=tuple(dict.fromkeys(mandates)),
            rule="mandate.name",
            kind="mandate",
        )
    pattern, acronyms = _acronyms(context.catalogue)
    for match in pattern.finditer(context.cased):
        yield Found(
            start=match.start(),
            end=match.end(),
            ids=(acronyms[match[0]],),
            rule="mandate.acronym",
            kind="mandate",
        )


def _row(context: Context, end: int, office: str, mandates: list[str]) -> int:
    """Further subjects after a plural role: ``Special Rapporteurs on toxics and the environment``."""
    lower = context.lower
    while True:
        stop = min(lower.find("\n", end), end + 600)
        first = next(iter(_short_names(context.catalogue).find(lower[end:stop])), None)
        if first is None:
            return end
        start, after, keys = first
        more = _of_office(keys, office)
        whole = whole_word(lower, end + start, end + after)
        if len(more) != 1 or not whole or not _MORE.fullmatch(lower, end, end + start):
            return end
        mandates += more
        end += after
