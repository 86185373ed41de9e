"""Papers of the ILO: of its Governing Body, its Conference and the Committee on Freedom of Association."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.analysis.references.context import Context
from db.analysis.references.found import Found
from db.analysis.references.symbols import paragraphs
from db.model import ReferenceStatus

_GB = re.compile(
    r"GB\.\d{2,3}(?:bis|ter)?"
    r"(?:/[A-Z0-9][A-Za-z0-9]{0,7}(?: ?\((?:Rev|Corr|Add)\.? ?\d{0,2}\))?){1,6}"
    r"(?: ?\((?:Rev|Corr|Add)\.? ?\d{0,2}\))?(?:/(?:Decision|PV))?"
)
_GB_SHAPE = re.compile(
    r"GB\.\d{2,3}(?:bis|ter)?/(?:(?:INS|POL|PFA|LILS|LEG|STM|JUR|IMEC|MNE|TC|ESP|CFA|WP|SDG|GMA|HL|PRS|"
    r"PTS|SDL|TCS)/){0,4}"
    r"(?:PV|\d{1,2}(?:/\d{1,2}){0,3})(?:\((?:Rev|Corr|Add)\.\d{0,2}\))?(?:/(?:Decision|PV))?"
)
_ILC = re.compile(
    r"ILC\.? ?(?P<session>\d{2,3})/(?:Record(?: No\.)? ?(?P<record>\d{1,2}[A-Z]?)|"
    r"(?P<report>[IVX]{1,4})(?:\((?P<part>\d[AB]?|[AB])\))?)(?:/D\.\d+)?"
)


def find_governing_body(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``GB.347/INS/14(Rev.1)/Decision``, ``GB.291/6, para. 17``."""
    for position in positions:
        match = _GB.match(context.cased, position)
        if match is None:
            continue
        symbol = match[0].replace(" ", "")
        if _GB_SHAPE.fullmatch(symbol):
            end, pinpoint = paragraphs(context, match.end())
            yield Found(
                start=position,
                end=end,
                ids=(f"ilo:{symbol}",),
                pinpoint=pinpoint,
                rule="governing_body",
                kind="paper",
            )
        else:
            yield Found(
                start=position,
                end=match.end(),
                rule="governing_body.unknown_shape",
                kind="paper",
                status=ReferenceStatus.UNRESOLVED,
            )


def find_conference(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``ILC.113/IV(3)``, ``ILC.111/Record No. 4B``."""
    for position in positions:
        match = _ILC.match(context.cased, position)
        if match is None:
            continue
        name = f"Record{match['record']}" if match["record"] else match["report"]
        name += f"({match['part']})" if match["part"] else ""
        end, pinpoint = paragraphs(context, match.end())
        yield Found(
            start=position,
            end=end,
            ids=(f"ilo:ILC/{match['session']}/{name}",),
            pinpoint=pinpoint,
            rule="conference",
            kind="paper",
        )


_CASE = re.compile(
    r"(?:cases?|cas|casos?|дел[ао]?) (?:nos?\.?|n°s?|num\.|№) ?(?P<number>\d{1,4})(?![\d/]|\.\d)(?: "
    r"\((?P<country>[^()\n]{3,60})\))?"
)
_CFA_CUE = re.compile(
    r"committee on freedom of association|\bcfa\b|comite de la liberte syndicale|comite de libertad sindical|"
    r"комитет[а-я]{0,2} по свободе объединени"
)
_REPORT = (
    r"(?:(?P<report>\d{1,3})(?:st|nd|rd|th|er|e|eme) (?:report|rapport)|informe (?:num\. ?|n° ?)"
    r"(?P<report2>\d{1,3}))"
)
_REPORT_BEFORE = re.compile(
    rf"{_REPORT}(?: of the (?:committee(?: on freedom of association)?|cfa))?,? ?(?:\(|on |in )?$"
)
_REPORT_AFTER = re.compile(rf",? (?:see |in (?:the )?)?{_REPORT}")
_REPORT_ALONE = re.compile(r"(?P<report>\d{1,3})(?:st|nd|rd|th|er|e|eme) $")


def find_cases(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``Case No. 2090``, ``352nd Report, Case No. 2329, para. 10``: where the Committee is spoken of."""
    for position in positions:
        match = _CASE.match(context.lower, position)
        if match is None:
            continue
        if not context.mentions(_CFA_CUE):
            continue
        start, end = position, match.end()
        before = _REPORT_BEFORE.search(context.lower, max(0, start - 90), start)
        after = _REPORT_AFTER.match(context.lower, end)
        report = None
        if before is not None:
            report, start = before["report"] or before["report2"], before.start()
        elif after is not None:
            report, end = after["report"] or after["report2"], after.end()
        end, para = paragraphs(context, end)
        pin = "#".join(part for part in (f"report{report}" if report else None, para) if part)
        yield Found(
            start=start,
            end=end,
            ids=(f"ilo:CFA/{int(match['number'])}",),
            pinpoint=pin or None,
            rule="cfa.case",
            kind="paper",
        )


def find_reports(context: Context, positions: Sequence[int]) -> Iterator[Found]:
    """``142nd Report of the Committee on Freedom of Association, paras. 191-221``: with no case named."""
    for position in positions:
        before = _REPORT_ALONE.search(context.lower, max(0, position - 8), position)
        head = re.compile(r"(?:report|rapport)").match(context.lower, position)
        if before is None or head is None:
            continue
        if not context.mentions(_CFA_CUE, *context.sentence(position)):
            continue
        of = re.compile(r" of the (?:committee on freedom of association|committee|cfa)").match(
            context.lower, head.end()
        )
        end, pin = paragraphs(context, of.end() if of else head.end())
        yield Found(
            start=before.start(),
            end=end,
            ids=(f"ilo:CFA/report{before['report']}",),
            pinpoint=pin,
            rule="cfa.report",
            kind="paper",
        )
