"""What a text cites of the ILO and the UN: tokenise, find, resolve, annotate (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from db.analysis.references import (
    constitution,
    inquiry,
    oblique,
    papers,
    pinpoints,
    supervision,
    symbols,
    un_prose,
)
from db.analysis.references.context import Context
from db.analysis.references.folding import fold, paragraphs
from db.analysis.references.found import Found, InOrder
from db.analysis.references.instruments import find_codes, find_numbers
from db.analysis.references.mandates import find_mandates
from db.analysis.references.resolve import longest, references
from db.analysis.references.titles import find_names, find_subjects
from db.analysis.references.treaties import find_abbreviations
from db.analysis.references.triggers import triggers
from db.catalogue import Catalogue
from db.model import APART, Block, Reference

__all__ = ["find_references"]


def find_references(
    text: str, blocks: Sequence[Block], *, language: str, date: str | None, catalogue: Catalogue
) -> tuple[Reference, ...]:
    """The references of a text, in its order.

    `blocks` tell where paragraphs end; boilerplate, contacts and navigation cite nothing. Without blocks,
    blank lines part the paragraphs. `date` (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or None) shuts out what did
    not exist yet. `language` narrows nothing, because releases cite in several languages at once.

    Takes time linear in the length of the text.
    """
    if blocks:
        spans: Iterable[tuple[int, int]] = [
            (block.start, block.end)
            for block in sorted(blocks, key=lambda block: block.start)
            if block.role not in APART
        ]
    else:
        spans = paragraphs(text)
    context = Context(fold(text, spans), catalogue, date)
    return tuple(references(text, context.folded, _find(context)))


def _find(context: Context) -> list[Found]:
    places = triggers(context.lower)
    found = longest(_in_full(context, places))
    articles = list(pinpoints.find_articles(context, places["article"]))
    found, left = pinpoints.attach(context, found, articles)
    again, left = pinpoints.attach(context, longest(oblique.find_oblique(context, found), found), left)
    found = longest([*found, *again])
    found += longest(constitution.find_bare_articles(context, left, found), found)
    return [
        one for one in found if one.pinpoint or one.rule not in {"constitution.other", "constitution.again"}
    ]


def _in_full(context: Context, places: Mapping[str, list[int]]) -> list[Found]:
    instruments = [*find_names(context), *find_subjects(context)]
    context.cites_by_title = any(
        one.resolved and one.rule.startswith("instrument.title") for one in instruments
    )
    instruments += find_codes(context)
    for kind in ("convention", "recommendation", "protocol"):
        instruments += find_numbers(context, kind, places[kind])
    instruments = longest(instruments)
    inquiries = list(inquiry.find_inquiries(context, places["inquiry"]))
    return [
        *instruments,
        *inquiries,
        *find_abbreviations(context),
        *find_mandates(context),
        *constitution.find_constitution(context, places["constitution"]),
        *inquiry.find_recommendations(context, places["recommendation"], InOrder(inquiries)),
        *papers.find_governing_body(context, places["governing_body"]),
        *papers.find_conference(context, places["conference"]),
        *papers.find_cases(context, places["case"]),
        *papers.find_reports(context, places["report"]),
        *supervision.find_supervision(context, places["supervision"], InOrder(instruments)),
        *supervision.find_court(context, places["court"]),
        *supervision.find_complaints(context, places["complaint"]),
        *supervision.find_measures(context, places["resolution"]),
        *symbols.find_symbols(context),
        *un_prose.find_opinions(context, places["opinion"]),
        *un_prose.find_letters(context),
        *un_prose.find_resolutions(context, places["resolution"]),
        *un_prose.find_comments(context, places["comment"]),
    ]
