"""UN documents that prose cites without a symbol: opinions, letters, resolutions, general comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from db.analysis.references.context import Context
from db.analysis.references.found import Found, one_or_candidates, rejected
from db.catalogue import Catalogue

_FIRST_ASSEMBLY = 1945
_LAST_YEAR = 2030
"""Without a date, no session is believed that would be held after this year."""

_OPINION = re.compile(
    r"(?:opinions?|avis|opinion(?:es)?|мнени[а-я]{1,2}) (?:nos?\.?|n°|num\.|№) ?(?P<number>\d{1,3})"
    r"/(?P<year>(?:19|20)\d\d)(?!\d)"
)
_WGAD_CUE = re.compile(
    r"arbitrary detention|wgad|detention arbitraire|detencion arbitraria|произвольн\w{1,3} задержани"
)


def find_opinions(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``Opinion No. 3/2024`` where the Working Group on Arbitrary Detention is spoken of."""
    for position in positions:
        match = _OPINION.match(context.lower, position)
        if match is None:
            continue
        id_ = f"un:A/HRC/WGAD/{match['year']}/{int(match['number'])}"
        cue = context.mentions(_WGAD_CUE, *context.paragraph(position))
        yield one_or_candidates(
            position, match.end(), (id_,) if cue else (), rule="opinion.number", kind="symbol"
        )


_TYPED = (
    r"(?P<type>(?:UA|AL|OL|JUA|JAL)(?:/| )|[Cc]ase (?:[Nn]o\.? ?)?|[Cc]ommunication |[Rr]ef(?:erence|"
    r"\.)? ?(?:[Nn]o\.? ?)?:? ?)"
)
_LETTER = re.compile(
    rf"(?<![\w/]){_TYPED}?(?P<code>[A-Z]{{3}}) (?P<number>\d{{1,3}})/(?P<year>(?:19|20)\d\d)(?![\w/])"
)


@cache
def _codes(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(country.iso3 for country in catalogue.countries) | {"OTH"}


def find_letters(context: Context) -> Iterator[Found]:
    """``AL BLR 3/2025``, ``Case no. BLR 6/2011``, ``(COL 4/2025)``: letters of the Special Procedures."""
    if "/" not in context.cased:
        return
    codes = _codes(context.catalogue)
    for match in _LETTER.finditer(context.cased):
        bracketed = (
            context.cased[match.start() - 1 : match.start()] in {"(", ";"}
            or context.cased[match.end() : match.end() + 1] == ")"
        )
        if match["code"] not in codes or not (match["type"] or bracketed):
            continue
        id_ = f"un:SPCOMM/{match['code']}/{int(match['number'])}/{match['year']}"
        yield Found(start=match.start(), end=match.end(), ids=(id_,), rule="letter", kind="symbol")


_RESOLUTION = re.compile(
    r"(?:resolutions?|resoluciones|resolucion|резолюци[а-я]{1,3}) (?:n°|no\.|№)? ?(?P<first>\d{1,4})"
    r"(?:/(?P<second>\d{1,4})(?P<part> ?[a-z]\b)?|(?: ?\((?P<year>(?:19|20)\d\d)\)))?(?![\w/.]\d)"
)
_ORGANS = (
    (
        "hrc",
        r"human rights council|\bhrc\b|conseil des droits de l'homme|consejo de derechos humanos|"
        r"совет[а-я]{0,2} по правам человека",
    ),
    ("ga", r"general assembly|\bunga\b|assemblee generale|asamblea general|генеральн\w{2} ассамбле"),
    (
        "sc",
        r"security council|\bunsc\b|conseil de securite|consejo de seguridad|совет[а-я]{0,2} безопасности",
    ),
    ("chr", r"commission on human rights|commission des droits de l'homme|comision de derechos humanos"),
    ("ecosoc", r"economic and social council|ecosoc|conseil economique et social|consejo economico y social"),
)
_ORGAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ORGANS))


_NEXT = re.compile(r"(?:,? and |,? et |,? y |, |,? и )(?P<first>\d{1,4})/(?P<second>\d{1,4})(?![\w/]|\.\d)")
_NEXT_DATED = re.compile(r"(?:,? and |,? et |,? y |, |,? и )(?P<first>\d{1,4}) ?\((?:19|20)\d\d\)")


def find_resolutions(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``Human Rights Council resolution 24/3``, ``resolution 60/251``: by the organ named nearest."""
    for position in positions:
        match = _RESOLUTION.match(context.lower, position)
        if match is None:
            continue
        numbers = [(int(match["first"]), int(match["second"]) if match["second"] else None)]
        end = match.end()
        further = _NEXT if match["second"] else _NEXT_DATED
        while (match["second"] or match["year"]) and (more := further.match(context.lower, end)) is not None:
            numbers.append((int(more["first"]), int(more["second"]) if match["second"] else None))
            end = more.end()
        organ, start, end = _organ(context, position, end)
        ids = [_resolution_id(context, organ, first, second) for first, second in numbers]
        if "" in ids:
            yield rejected(start, end, rule="resolution.no_such_session", kind="symbol")
        elif None not in ids:
            cited = tuple(id_ for id_ in ids if id_)
            yield Found(start=start, end=end, ids=cited, rule="resolution", kind="symbol")
        elif match["second"]:
            yield one_or_candidates(start, end, (), rule="resolution.no_organ", kind="symbol")


def _organ(context: Context, start: int, end: int) -> tuple[str | None, int, int]:
    first, last = context.sentence(start)
    before = list(_ORGAN.finditer(context.lower, max(first, start - 120), start))
    after = _ORGAN.search(context.lower, end, min(last, end + 80))
    if before and start - before[-1].end() <= 2:
        return before[-1].lastgroup, before[-1].start(), end
    if after is not None and re.fullmatch(
        r"(?: \(\d{4}\))?,? (?:of |du |de la |del |de |)(?:the )?(?:united nations |un )?",
        context.lower[end : after.start()],
    ):
        return after.lastgroup, start, after.end()
    if after is not None and re.fullmatch(
        r",? (?:the|adopted by the) (?:un )?", context.lower[end : after.start()]
    ):
        return after.lastgroup, start, end
    if before:
        return before[-1].lastgroup, start, end
    return None, start, end


def _resolution_id(context: Context, organ: str | None, first: int, second: int | None) -> str | None:
    """The id; empty where no such session can have been held; None where the organ is not known."""
    latest = context.year or _LAST_YEAR
    if organ == "sc":
        return f"un:S/RES/{first}" if second is None and first <= 4000 else None
    if second is None:
        return None
    if organ == "ga":
        return f"un:A/RES/{first}/{second}" if first <= latest - _FIRST_ASSEMBLY else ""
    if organ == "hrc":
        return f"un:A/HRC/RES/{first}/{second}" if first <= (latest - 2006) * 3 + 3 else ""
    if organ == "chr" and 1946 <= first <= 2006:
        return f"un:E/CN.4/RES/{first}/{second}"
    if organ == "ecosoc" and 1946 <= first <= latest:
        return f"un:E/RES/{first}/{second}"
    return None


_COMMENT = re.compile(
    r"(?:general (?:comment|recommendation)s?|observation generale|recommandation generale|observacion "
    r"general|"
    r"recomendacion general|замечани[а-я]{1,2} общего порядка|общ(?:ая|еи) рекомендаци[а-я]) "
    r"(?:nos?\.? ?|n°s? ?|num\. ?|№ ?)?(?P<number>\d{1,2})(?!\d)"
)
_COMMITTEES = tuple(
    (series, re.compile(pattern))
    for series, pattern in (
        (
            "CCPR/C/GC",
            r"human rights committee|comite des droits de l'homme|comite de derechos humanos|\bccpr\b"
            r"|комитет\w{0,2} по правам человека",
        ),
        (
            "E/C.12/GC",
            r"committee on economic, social and cultural|\bcescr\b|comite des droits economiques"
            r"|comite de derechos economicos",
        ),
        (
            "CEDAW/C/GC",
            r"\bcedaw\b|elimination of discrimination against women|discrimination a l'egard des femmes"
            r"|discriminacion contra la mujer",
        ),
        ("CERD/C/GC", r"\bcerd\b|committee on the elimination of racial discrimination"),
        (
            "CRC/C/GC",
            r"committee on the rights of the child|\bcrc\b|comite des droits de l'enfant"
            r"|comite de los derechos del nino",
        ),
        ("CRPD/C/GC", r"committee on the rights of persons with disabilities|\bcrpd\b"),
        ("CAT/C/GC", r"committee against torture|comite contre la torture"),
        ("CMW/C/GC", r"committee on migrant workers|\bcmw\b"),
    )
)
_RECOMMENDING = frozenset({"CEDAW/C/GC", "CERD/C/GC"})
"""Committees that issue general recommendations; the others issue general comments."""
_OWN_SYMBOL = re.compile(
    r"[^()\n]{0,100}\((?P<series>(?:CCPR|E/C\.12|CEDAW|CERD|CRC|CRPD|CAT|CMW|CED)(?:/C)?/GC)"
    r"/(?P<number>\d{1,2})(?!\d)"
)


def find_comments(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``general comment No. 37`` of the one committee that is named near: never a Recommendation of ILO."""
    for position in positions:
        match = _COMMENT.match(context.lower, position)
        if match is None:
            continue
        own = _OWN_SYMBOL.match(context.cased, match.end())
        if own is not None and own["number"] == match["number"]:
            series: tuple[str, ...] = (own["series"],)
        else:
            series = _series(context, position, match)
        ids = tuple(f"un:{one}/{int(match['number'])}" for one in series)
        yield one_or_candidates(position, match.end(), ids, rule="general_comment", kind="symbol")


def _series(context: Context, position: int, match: re.Match[str]) -> tuple[str, ...]:
    """Whose comment it may be: of those in the sentence, else in the block, else in the text."""
    recommends = re.search(r"recom+[ae]nd|рекоменд", match[0]) is not None
    sentence, block = context.sentence(position), context.paragraph(position)
    for start, end in (sentence, block, (0, len(context.lower))):
        named = tuple(
            series
            for series, pattern in _COMMITTEES
            if (series in _RECOMMENDING) is recommends and context.mentions(pattern, start, end)
        )
        if named:
            return named
    return ()
