"""Facts about a statement that its form tells: title, date, kind and issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.analysis.dates import Date, find_dates, only_date
from db.analysis.lexicon import cue
from db.analysis.structure.roles import Part
from db.model import BlockRole, StatementKind

_ELIDED = 90
_HEAD = 4_000
_ENDS = re.compile(r"[.!?…。！？؟](?=\s|\Z)|[。！？]")
_UN_HEAD = re.compile(
    r"^(?:[AES]|CCPR|CERD|CEDAW|CRC|CAT|CRPD|CMW|CED)/[A-Z\d][\w./()-]{2,}|^Distr\.:? |^"
    r"(?:REFERENCE|Ref\.):? .*\d|"
    r"^(?:Mandates of the Special|Concluding observations|Report of the Special)",
    re.MULTILINE,
)
_ILO_HEAD = re.compile(
    r"\bGB\.\d{2,3}/|\bILC\.\d{2,3}/|\((?:CEACR|CAS)\)|^Case No\.? ?\d{3,4} \(|(?:Interim"
    r"|Definitive) Report - Report No"
    r"|^International Labour (?:Office|Conference)\n|^Governing Body$|^General Survey",
    re.MULTILINE,
)
_ISSUERS = (
    ("ILO", re.compile(r"\b(?:ILO|OIT) (?:News|Info|Noticias|Actualités)\b|Новости МОТ", re.IGNORECASE)),
    (
        "Special Procedures",
        re.compile(
            r"special procedures\b|procédures spéciales|procedimientos especiales"
            r"|специальн\w+ процедур|الاجراءات الخاصة|特别程序",
            re.IGNORECASE,
        ),
    ),
    (
        "Treaty bodies",
        re.compile(r"treaty bodies|organes de traités|órganos de tratados|договорные органы", re.IGNORECASE),
    ),
    (
        "Special Procedures",
        re.compile(
            r"\bUN (?:independent |human rights )?(?:expert|special rapporteur)|expert\w* "
            r"(?:de l'|de la |des )(?:ONU|Nations)"
            r"|expert[oa]s? de (?:la ONU|las Naciones)|эксперт\w* ООН|خبراء (?:في )?الامم|联合国.{0,6}专家",
            re.IGNORECASE,
        ),
    ),
    (
        "OHCHR",
        re.compile(
            r"UN Human Rights Office|High Commissioner for Human Rights|OHCHR|Haut-Commissa|ACNUDH",
            re.IGNORECASE,
        ),
    ),
)
_BY = re.compile(
    r"^(?:joint |public |open )?(?:statement|declaration|letter|address|remarks) (?:by|of"
    r"|from) (?:the )?(?P<who>[^,:–—\n]{3,90})"
    r"|^(?:déclaration|lettre|communiqué) (?:commune? )?(?:de la |du |des |de l'|de )(?P<fr>[^,:–—\n]{3,90})"
    r"|^(?:declaración|comunicado|carta) (?:conjunta )?(?:de la |del |de los |de las |de )"
    r"(?P<es>[^,:–—\n]{3,90})",
    re.IGNORECASE,
)

_WHEN = re.compile(r" (?:on|at|in|to|en|sobre|por|à|au|aux|ante|sur|relative) ")
_PUBLISHED = re.compile(r"\bpublished .{0,40}\((?P<year>(?:19|20)\d\d)\)")
"""ILO supervisory comments bear no date but the session that published them."""


def title_of(text: str, parts: Sequence[Part], hint: str | None) -> str:
    """The title block on one line; else the hint; else the beginning of the first sentence, cut at a word."""
    titles = [part for part in parts if part.role is BlockRole.TITLE]
    if titles:
        return " ".join(text[titles[0].start : titles[0].end].split()).lstrip("# ")
    if hint and hint.strip():
        return " ".join(hint.split())
    return _first_words(text, parts)


def _first_words(text: str, parts: Sequence[Part]) -> str:
    spoken = [part for part in parts if part.role is not BlockRole.NAVIGATION] or list(parts)
    if not spoken:
        return "…"
    start = spoken[0].dateline.end if spoken[0].dateline else spoken[0].start
    line = " ".join(text[start : min(spoken[0].end, start + 600)].split())
    sentence = _ENDS.search(line)
    if sentence and sentence.end() <= _ELIDED:
        return line[: sentence.end()].rstrip(".。") or line
    if len(line) <= _ELIDED:
        return line
    cut = line.rfind(" ", 0, _ELIDED)
    return line[: cut if cut > _ELIDED // 3 else _ELIDED].rstrip(" ,;:–—-") + "…"


def date_of(folded: str, parts: Sequence[Part], language: str, hint: str | None) -> str | None:
    """The most precise date of date lines and dateline, the first of equals; the hint where the text has
    none.

    A dateline without a year takes the hint's where day and month agree.
    """
    lines = [part for part in parts if part.role is BlockRole.DATE]
    found = [only_date(folded[part.start : part.end], language) for part in lines]
    found += [part.dateline.date for part in parts if part.dateline and part.dateline.date]
    if not any(date and date.year for date in found):
        found += _in_head(folded, parts, language)
    written = [date.iso for date in found if date is not None and date.iso]
    if written:
        return max(written, key=len)
    published = _PUBLISHED.search(folded[:400])
    return published["year"] if published else hint if _plausible(hint) else None


def _in_head(folded: str, parts: Sequence[Part], language: str) -> list[Date]:
    """A date in a short line between title and text ("86th Session, Geneva, June 1998", "Minsk, 1 May")."""
    found: list[Date] = []
    for part in parts[:12]:
        if part.role is BlockRole.LEAD:
            break
        if part.role is BlockRole.HEADING:
            found += [date for date in find_dates(folded[part.start : part.end], language) if date.month]
    return found[:1]


def _plausible(hint: str | None) -> bool:
    return (
        bool(hint)
        and re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", hint or "") is not None
    )


def _head(folded: str, parts: Sequence[Part]) -> str:
    """Everything before the body, and the dateline."""
    pieces = []
    for part in parts[:14]:
        if part.role in {BlockRole.PARAGRAPH, BlockRole.LEAD}:
            if part.dateline:
                pieces.append(folded[part.start : part.dateline.end])
            if part.role is BlockRole.LEAD:
                pieces.append(folded[part.start : part.start + 120])
            break
        pieces.append(folded[part.start : min(part.end, part.start + _HEAD)])
    return "\n".join(pieces)


def kind_of(folded: str, parts: Sequence[Part]) -> StatementKind:
    """What kind of document it is, from its head and from what stands apart."""
    head = _head(folded, parts)
    lines = head.split("\n")
    if _ILO_HEAD.search(head):
        return StatementKind.ILO_DOCUMENT
    if any(cue("release").match(line) for line in lines):
        return StatementKind.RELEASE
    if any(cue("news").match(line) for line in lines) or re.search(
        r"\((?:ILO|OIT) \w+\)|\(\w* ?News\)", head
    ):
        return StatementKind.NEWS
    if _UN_HEAD.search(head):
        return StatementKind.UN_DOCUMENT
    if any(cue("statement").match(_after_colon(line)) for line in lines) or _salutes(folded, parts):
        return StatementKind.STATEMENT
    if _has_release_form(folded, parts):
        return StatementKind.RELEASE
    return StatementKind.OTHER


def _after_colon(line: str) -> str:
    """ "State: joint statement on …" as well as "Joint statement on …"."""
    before, colon, after = line.partition(":")
    return after.strip() if colon and len(before) < 80 and cue("statement").match(after.strip()) else line


def _salutes(folded: str, parts: Sequence[Part]) -> bool:
    pattern = cue("salutation")
    return any(
        part.end - part.start < 100 and pattern.match(folded[part.start : part.end])
        for part in parts[:8]
        if part.role in {BlockRole.PARAGRAPH, BlockRole.LEAD}
    )


def _has_release_form(folded: str, parts: Sequence[Part]) -> bool:
    if any(part.dateline for part in parts) or any(
        part.role is BlockRole.NAVIGATION and cue("end", anchored=True).match(folded[part.start : part.end])
        for part in parts
    ):
        return True
    experts = (
        bool(_ISSUERS[3][1].search(folded[: min(_HEAD, parts[min(len(parts), 6) - 1].end)]))
        if parts
        else False
    )
    roles = {part.role for part in parts}
    return experts or (BlockRole.CONTACT in roles and BlockRole.TITLE in roles)


def issuer_of(folded: str, parts: Sequence[Part]) -> str | None:
    """Who published it, where head, footnotes or boilerplate tell; else None."""
    head = _head(folded, parts)
    named = next((match for line in head.split("\n") if (match := _BY.match(line))), None)
    if named and not re.search(r"expert|rapporteur", named[0], re.IGNORECASE):
        return _WHEN.split(next(value for value in named.groups() if value))[0].strip()
    apart = "\n".join(
        folded[part.start : part.start + 400]
        for part in parts
        if part.role in {BlockRole.BOILERPLATE, BlockRole.CONTACT}
    )
    for text in (head, apart):
        for issuer, pattern in _ISSUERS:
            if pattern.search(text):
                return issuer
    if _ILO_HEAD.search(head) or re.match(r"ILO\b|OIT\b|МОТ\b", head):
        return "ILO"
    return None
