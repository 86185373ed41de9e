"""UN documents by their symbol, which identifies them in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.analysis.references.context import Context
from db.analysis.references.found import Found
from db.model import ReferenceStatus

_SYMBOL = re.compile(
    r"(?<![\w/.-])(?:(?:A|S|E|ST|T|CCPR|CAT|CERD|CEDAW|CRC|CRPD|CMW|CED|HRI|DP|TD|UNEP)/)"
    r"(?:[A-Z0-9][\w.-]{0,12}(?:\([\w-]{1,8}\))?/){0,6}"
    r"[A-Z0-9][\w.-]{0,12}(?:\([\w-]{1,8}\)[A-Z]?)?(?: ?(?:Add|Corr|Rev)\.\d{1,2})?"
)
_NUM = r"\d{1,4}"
_SUFFIX = r"(?:/(?:Add|Corr|Rev|Amend|Summary)\.?\d{0,3})*"
_SHAPES = re.compile(
    rf"(?:A/HRC/(?:RES/|DEC/|S-)?{_NUM}(?:/(?:L\.|NGO/|G/|CRP\.|PRST/|PV\.)?{_NUM})?|"
    rf"A/HRC/WGAD/\d{{4}}/{_NUM}|"
    rf"A/HRC/WG\.\d{{1,2}}/{_NUM}/[A-Z]{{3}}/{_NUM}|A/HRC/S-\d{{1,2}}/{_NUM}|A/HRC/RES/S-\d{{1,2}}/{_NUM}|"
    rf"A/{_NUM}/(?:PV\.)?{_NUM}|A/RES/(?:ES-\d{{1,2}}/\d{{1,2}}|{_NUM}/{_NUM}[A-Z]?|{_NUM}[A-Z]?\([IVXLC]+\)[A-Z]?)|"
    rf"A/C\.\d/{_NUM}/(?:L\.|SR\.)?{_NUM}|"
    rf"A/\d{{4}}|A/(?:AC\.\d{{1,3}}/)?L\.\d{{1,4}}|A/AC\.\d{{1,3}}/\d{{1,4}}|S/\d{{4,5}}|E/\d{{4}}|"
    rf"A/CONF\.{_NUM}(?:/{_NUM})*|A/CN\.\d/{_NUM}|"
    rf"S/\d{{4}}/{_NUM}|S/RES/{_NUM}(?:\(\d{{4}}\))?|S/PRST/\d{{4}}/{_NUM}|S/PV\.\d{{1,5}}|"
    rf"E/CN\.4/(?:Sub\.2/)?(?:RES/|DEC/)?\d{{4}}/{_NUM}|E/CN\.\d{{1,2}}/\d{{4}}/(?:L\.)?{_NUM}|"
    rf"E/(?:RES/)?\d{{4}}/{_NUM}|"
    rf"E/C\.12/(?:[A-Z]{{3}}/(?:CO|Q|RQ|QPR)/{_NUM}(?:-{_NUM})?|"
    rf"GC/{_NUM}|{_NUM}/D/{_NUM}/\d{{4}}|{_NUM}/{_NUM}(?:/{_NUM})?)|"
    rf"(?:CCPR|CAT|CERD|CEDAW|CRC|CRPD|CMW|CED)/C/(?:[A-Z]{{3}}/(?:CO|Q|QPR|RQ|FCO)/{_NUM}(?:-{_NUM})?|"
    rf"[A-Z]{{3}}/{_NUM}(?:-{_NUM})?|"
    rf"GC/{_NUM}|{_NUM}/D/{_NUM}/\d{{4}}|SR\.{_NUM}|{_NUM}/{_NUM}|[A-Z]{{3}}/IR/\d)|"
    rf"CAT/OP/(?:[A-Z]{{3}}/)?{_NUM}(?:/{_NUM})?|HRI/(?:GEN|CORE|MC)/[\w./]+|ST/\w[\w./]+|(?:DP|TD|UNEP|"
    rf"T)/[\w./()-]+){_SUFFIX}"
)
_PARAGRAPHS = re.compile(
    r"\)?,? (?:paras?\.?|paragraphs?|§§?|par\.|parr\.|п\.|пункты?) ?(?P<first>\d{1,4})(?:(?: ?- ?| to )"
    r"(?P<last>\d{1,4}))?(?!\d|\.\d)"
)
_SAME_SERIES = re.compile(r"(?:;|,| and|, and|; and) (?P<year>(?:19|20)\d\d)/(?P<number>\d{1,3})(?![\d/])")
_YEAR_OF_COUNCIL = re.compile(r"^(S/RES/\d+)\(\d{4}\)$")
_WGAD = re.compile(r"A/HRC/WGAD/(\d{4})/0*(\d{1,3})$")


def paragraphs(context: Context, end: int) -> tuple[int, str | None]:
    """``para. 12``, ``paras. 12-15`` after a citation: its end, and the pinpoint ``para12-15``."""
    match = _PARAGRAPHS.match(context.lower, end)
    if match is None:
        return end, None
    return match.end(), f"para{match['first']}" + (f"-{match['last']}" if match["last"] else "")


def find_symbols(context: Context) -> Iterator[Found]:
    """``A/HRC/56/65``, ``A/HRC/WGAD/2018/31; 2019/14``: resolved where the shape is a known one."""
    if "/" not in context.cased:
        return
    for match in _SYMBOL.finditer(context.cased):
        symbol = match[0].rstrip(".-").replace(" ", "/")
        end = match.start() + len(match[0].rstrip(".-"))
        if (symbol[2:].isdigit() and len(symbol) < 6) or not any(char.isdigit() for char in symbol):
            continue
        if not _SHAPES.fullmatch(symbol):
            yield Found(
                start=match.start(),
                end=end,
                rule="symbol.unknown_shape",
                kind="symbol",
                status=ReferenceStatus.UNRESOLVED,
            )
            continue
        symbol = _YEAR_OF_COUNCIL.sub(r"\1", symbol)
        opinion = _WGAD.match(symbol)
        if opinion:
            symbol = f"A/HRC/WGAD/{opinion[1]}/{int(opinion[2])}"
        end_all, pinpoint = paragraphs(context, end)
        yield Found(
            start=match.start(),
            end=end_all,
            ids=(f"un:{symbol}",),
            pinpoint=pinpoint,
            rule="symbol",
            kind="symbol",
        )
        if opinion:
            yield from _opinions_after(context, end)


def _opinions_after(context: Context, end: int) -> Iterator[Found]:
    while (match := _SAME_SERIES.match(context.lower, end)) is not None:
        id_ = f"un:A/HRC/WGAD/{match['year']}/{int(match['number'])}"
        yield Found(
            start=match.start("year"), end=match.end(), ids=(id_,), rule="symbol.same_series", kind="symbol"
        )
        end = match.end()
