"""The form of a statement: its blocks, and the facts that its form tells."""

from __future__ import annotations

from dataclasses import dataclass

from db.analysis.gazetteer import finder
from db.analysis.structure.facts import date_of, place_of, title_of
from db.analysis.structure.kinds import issuer_of, kind_of
from db.analysis.structure.parts import Part, form_of
from db.analysis.structure.roles import read_roles
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
    """The parts as blocks; a dateline is cut off the paragraph it begins, the lines of a menu are one."""
    made: list[Block] = []
    menu = None
    for part in parts:
        start, role = part.start, part.role or BlockRole.PARAGRAPH
        hint = part.segment.hint
        if part.dateline is not None:
            made.append(Block(role=BlockRole.DATELINE, start=start, end=part.dateline.end))
            start = part.dateline.end
            while text[start].isspace():
                start += 1
        if hint is not None and hint is menu and role is made[-1].role is BlockRole.NAVIGATION:
            start = made.pop().start
        menu = hint
        made.append(Block(role=role, start=start, end=part.end))
    return tuple(made)


def read_structure(raw: RawDocument, catalogue: Catalogue, language: str) -> Structure:
    """Blocks, title, date, place, kind and issuer of a text in a language.

    Blocks do not nest, have no white space around them, and together hold everything else. Their borders are
    those of the reader's hints where it gives any; what a hint calls a block is believed unless the text
    plainly says otherwise. The reader's title, date and issuer are used where the text tells none.
    """
    cut = segments(raw.text, raw.hints)
    form = form_of(fold(raw.text), cut, language, finder(catalogue, language), raw.title)
    read_roles(form)
    return Structure(
        blocks=_blocks(raw.text, form.parts),
        title=title_of(raw.text, form, raw.title),
        date=date_of(form, raw.date),
        place=place_of(form),
        kind=kind_of(form),
        issuer=issuer_of(form, raw.issuer),
    )
