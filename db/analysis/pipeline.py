"""From a text to its layers: language, structure, references, entities, quotations, in this order."""

from __future__ import annotations

from db.analysis.entities import find_entities
from db.analysis.language import language_of
from db.analysis.quotations import find_quotations
from db.analysis.references import find_references
from db.analysis.structure import read_structure
from db.catalogue import Catalogue
from db.model import Analysis, Block, RawDocument

RULES_VERSION = "2026.2"
"""Changes with every change of a rule: what was analysed by other rules can be found and analysed anew."""

MAX_ANALYSED = 2_000_000
"""Code points of a text in which entities, references and quotations are looked for; its blocks cover all
of it."""


def analyse(
    raw: RawDocument, catalogue: Catalogue, *, date: str | None = None, language: str | None = None
) -> Analysis:
    """All layers of one document.

    `date` and `language` overrule what the text tells; the reader's own hints in `raw` only fill gaps. Pure:
    the same input gives the same layers. The text is given back as it came.
    """
    spoken = language or language_of(raw)
    form = read_structure(raw, catalogue, spoken)
    day = date or form.date
    head, blocks = _within_reach(raw.text, form.blocks)
    references = find_references(head, blocks, language=spoken, date=day, catalogue=catalogue)
    entities = find_entities(head, blocks, references, language=spoken, catalogue=catalogue)
    return Analysis(
        text=raw.text,
        title=form.title,
        date=day,
        kind=form.kind,
        language=spoken,
        issuer=form.issuer,
        place=form.place,
        url=raw.url,
        blocks=form.blocks,
        entities=entities,
        quotations=find_quotations(head, blocks, entities, language=spoken),
        references=references,
        hints=raw.hints,
        pages=raw.pages,
        rules=RULES_VERSION,
    )


def _within_reach(text: str, blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The part of a text that is analysed: all of it, but for very long ones."""
    if len(text) <= MAX_ANALYSED:
        return text, blocks
    cut = text.rfind(" ", 0, MAX_ANALYSED) + 1 or MAX_ANALYSED
    kept = [block for block in blocks if block.start < cut]
    if kept and kept[-1].end > cut:
        kept[-1] = Block(role=kept[-1].role, start=kept[-1].start, end=len(text[:cut].rstrip()))
    return text[:cut], tuple(kept)
