"""The layers of one statement, gathered for the side column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.model import APART, EntityKind, Mention, Reference, ReferenceStatus, Span, Statement

Passage = tuple[int, int]

_ORDER = tuple(EntityKind)
_STATUS_ORDER = (ReferenceStatus.RESOLVED, ReferenceStatus.CANDIDATES, ReferenceStatus.UNRESOLVED)
_PARTS = {
    "art": "Art.",
    "para": "para.",
    "preamble": "Preamble",
    "annex": "Annex",
    "report": "Report",
    "rule": "Rule",
    "principle": "Principle",
}


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """Someone or something the statement names, with all places where it does."""

    kind: EntityKind
    id: str | None
    name: str
    role: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document the statement cites, or may cite, with all places where it does.

    `pinpoints` pair each different pinpoint with the first passage that has it.
    """

    id: str | None
    candidates: tuple[str, ...]
    status: ReferenceStatus
    text: str
    passages: tuple[Passage, ...]
    pinpoints: tuple[tuple[str, Passage], ...]


def entities_of(statement: Statement) -> dict[EntityKind, tuple[NamedEntity, ...]]:
    """Entities by kind, the most named first; without what boilerplate, contacts and navigation name."""
    apart = [Span(block.start, block.end) for block in statement.blocks if block.role in APART]
    found: dict[tuple[EntityKind, str], list[Mention]] = {}
    for mention in statement.entities:
        where = Span(mention.start, mention.end)
        if not any(block.contains(where) for block in apart):
            key = mention.id or (mention.name or mention.text).casefold()
            found.setdefault((mention.kind, key), []).append(mention)
    groups: dict[EntityKind, list[NamedEntity]] = {}
    for (kind, _), mentions in found.items():
        groups.setdefault(kind, []).append(_entity(mentions))
    return {kind: tuple(_most_named_first(groups[kind])) for kind in _ORDER if kind in groups}


def _most_named_first(entities: Iterable[NamedEntity]) -> list[NamedEntity]:
    return sorted(entities, key=lambda each: (-len(each.passages), each.passages[0]))


def _entity(mentions: list[Mention]) -> NamedEntity:
    first = mentions[0]
    role = next((mention.role for mention in mentions if mention.role), None)
    passages = tuple(sorted((mention.start, mention.end) for mention in mentions))
    return NamedEntity(first.kind, first.id, first.name or first.text, role, passages)


def references_of(statement: Statement) -> tuple[CitedDocument, ...]:
    """Cited documents: identified ones first, each in the order of the text; without rejected ones."""
    found: dict[tuple[str, ...], list[Reference]] = {}
    for reference in statement.references:
        if reference.status != ReferenceStatus.REJECTED:
            names = (reference.id,) if reference.id else reference.candidates or (reference.text,)
            found.setdefault((reference.status, *names), []).append(reference)
    cited = [_cited(references) for references in found.values()]
    return tuple(sorted(cited, key=lambda each: (_STATUS_ORDER.index(each.status), each.passages[0])))


def _cited(references: list[Reference]) -> CitedDocument:
    references = sorted(references, key=lambda each: (each.start, each.end))
    first = references[0]
    pinpoints: dict[str, Passage] = {}
    for reference in references:
        if reference.pinpoint:
            pinpoints.setdefault(reference.pinpoint, (reference.start, reference.end))
    return CitedDocument(
        id=first.id,
        candidates=first.candidates,
        status=first.status,
        text=first.text,
        passages=tuple((each.start, each.end) for each in references),
        pinpoints=tuple(pinpoints.items()),
    )


def code_of(document: str) -> str:
    """The short name of a document: ``ilo:C087`` as "C087", ``ilo:CONST`` as "ILO Constitution"."""
    if document == "ilo:CONST":
        return "ILO Constitution"
    scheme, _, rest = document.partition(":")
    return rest or scheme


def pinpoint_text(pinpoint: str) -> str:
    """A pinpoint as people write it: ``art21;art22(1)`` as "Art. 21, Art. 22(1)"."""
    return ", ".join(_part_text(part) for part in re.split(r"[;]", pinpoint) if part)


def _part_text(part: str) -> str:
    steps = []
    for step in part.split("#"):
        match = re.match(r"([a-z]+)(.*)", step)
        name, rest = match.groups() if match else ("", step)
        steps.append(f"{_PARTS.get(name, name)} {rest.replace('-', '–')}".strip())
    return ", ".join(steps)
