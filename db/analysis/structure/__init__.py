"""The form of a statement: its blocks, and the facts that its form tells."""

from __future__ import annotations

from dataclasses import dataclass

from db.analysis.gazetteer import finder
from db.analysis.structure.facts import date_of, issuer_of, kind_of, title_of
from db.analysis.structure.roles import Part, Reader
from db.analysis.structure.segments import segments
from db.analysis.text import fold
from db.catalogue import Catalogue
from db.model import Block, BlockRole, RawDocument, StatementKind

__all__ = ["Structure", "read_structure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What the form of a text tells. Meanings as in `db.model.Analysis`."""

    blocks: tuple[Block, ...]
    title: str
    date: str | None
    place: str | None
    kind: StatementKind
    issuer: str | None


def _blocks(text: str, parts: list[Part]) -> tuple[Block, ...]:
    """The parts as blocks; a dateline is cut off the paragraph it begins."""
    made = []
    for part in parts:
        start = part.start
        if part.dateline is not None:
            made.append(Block(role=BlockRole.DATELINE, start=start, end=part.dateline.end))
            start = part.dateline.end
            while text[start].isspace():
                start += 1
        made.append(Block(role=part.role or BlockRole.PARAGRAPH, start=start, end=part.end))
    return tuple(made)


def read_structure(raw: RawDocument, catalogue: Catalogue, language: str) -> Structure:
    """Blocks, title, date, place, kind and issuer of a text in a language.

    Blocks do not nest, have no white space around them, and together hold everything else. Hints of the
    reader
    are used where the text tells nothing.
    """
    folded = fold(raw.text)
    parts = Reader(folded, segments(raw.text), language, finder(catalogue, language)).read()
    return Structure(
        blocks=_blocks(raw.text, parts),
        title=title_of(raw.text, parts, raw.title),
        date=date_of(folded, parts, language, raw.date),
        place=next((part.dateline.place for part in parts if part.dateline), None),
        kind=kind_of(folded, parts),
        issuer=issuer_of(folded, parts),
    )
