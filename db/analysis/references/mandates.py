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
    r"|rapporteu(?:r|se)s? speciale?s?|expert(?:e|\(e\))?s? independant(?:e|\(e\))?s?|groupes? de "
    r"travail(?: d'experts)?"
    r"|relator(?:a|es|as)? especial(?:es)?|expert[oa]s? independientes?|grupos? de trabajo(?: de expertos)?"
    r"|специальн[а-я]{2,3} докладчик[а-я]{0,3}|независим[а-я]{2,3} эксперт[а-я]{0,3}|рабоч[а-я]{2,3} "
    r"групп[а-я]{1,3})"
)
_ROLE_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:un|united nations|onu|оон) )?(?P<role>{_ROLE})(?: (?:оон|des nations unies|de las "
    rf"naciones unidas|de la onu|de l'onu|organizatsii))? $"
)
_ROLE_HEAD = re.compile(rf"^(?:ie|{_ROLE}) ")
_MORE = re.compile(r"(?:, (?:and )?|,? and |,? et |,? y )(?:on |sur |sobre )?(?:the |la |le |les |el |los )?")
_COUNTRY = {
    "en": "situation of human rights in ",
    "fr": "situation des droits de l'homme ",
    "es": "situacion de los derechos humanos en ",
}


def _names(mandate: Mandate) -> Iterator[str]:
    for name in (*mandate.names.values(), *mandate.aliases):
        yield plain(name)


def _subject(name: str) -> str:
    head = _ROLE_HEAD.match(name)
    return name[head.end() :] if head else ""


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


@cache
def _subjects(catalogue: Catalogue) -> Literals:
    pairs: list[tuple[str, str]] = []
    for mandate in catalogue.mandates:
        for name in _names(mandate):
            subject = _subject(name)
            pairs += [(variant, mandate.id) for variant in _variants(subject) if variant]
            if mandate.kind == "country" and _COUNTRY["en"] in subject:
                country = subject.partition(_COUNTRY["en"])[2]
                pairs += [(f"{joint} {country}", mandate.id) for joint in ("on", "for", "on human rights in")]
    return Literals(pairs, longest=True)


@cache
def _short_names(catalogue: Catalogue) -> Literals:
    """Subjects without ``on the``, for the second and later ones of a row."""
    pairs = []
    for mandate in catalogue.mandates:
        for name in _names(mandate):
            subject = re.sub(r"^(?:on|sur|sobre) (?:(?:the|la|le|les|el|los) |l')?", "", _subject(name))
            if subject:
                pairs.append((subject, mandate.id))
    return Literals(pairs, longest=True)


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
    for start, end, ids in _subjects(context.catalogue).find(lower):
        if start < done:
            continue
        role = _ROLE_BEFORE.search(lower, max(0, start - 90), start)
        if role is None or len(ids) != 1 or not whole_word(lower, start, end):
            continue
        if role["role"] in {"sr", "srs"} and context.cased[role.start("role")].islower():
            continue
        mandates = [ids[0]]
        if role["role"].endswith("s") and not role["role"].startswith(("expert ", "groupe d")):
            end = _row(context, end, mandates)
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


def _row(context: Context, end: int, mandates: list[str]) -> int:
    """Further subjects after a plural role: ``Special Rapporteurs on toxics and the environment``."""
    lower = context.lower
    stop = lower.find("\n", end)
    for start, after, ids in _short_names(context.catalogue).find(lower[end : min(stop, end + 600)]):
        gap = lower[end : end + start]
        if len(ids) != 1 or not _MORE.fullmatch(gap) or not whole_word(lower, end + start, end + after):
            break
        mandates.append(ids[0])
        return _row(context, end + after, mandates)
    return end
