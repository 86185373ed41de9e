"""Between rows and the dataclasses of `db.model`; the fields that each row's hash covers, in their order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from db.model import (
    Analysis,
    Annotation,
    AnnotationId,
    AnnotationState,
    Block,
    BlockRole,
    Colour,
    EntityKind,
    Hint,
    Mention,
    Page,
    Quotation,
    Reference,
    ReferenceStatus,
    Sha256,
    Source,
    StatementId,
    StatementKind,
    StatementSummary,
)

FACTS = (
    "id", "work_id", "version", "language", "kind", "title", "date", "issuer", "place", "url",
    "document_id", "rules", "added",
)  # fmt: skip
SOURCE_FIELDS = ("sha256", "name", "media_type", "url", "size", "encoding", "imported_at")
SOURCE_LATER = ("captured_at", "member", "container")
"""Columns that came with migration 0002: hashed only where one of them holds something."""
ANNOTATION_FIELDS = (
    "id", "start", "end", "quote", "prefix", "suffix", "note", "colour", "created", "modified", "state",
    "trashed",
)  # fmt: skip

AnyRow = Row[Any]
Values = dict[str, Any]


def source_of(row: AnyRow) -> Source:
    return Source(
        sha256=Sha256(row.sha256),
        name=row.name,
        media_type=row.media_type,
        url=row.url,
        size=row.size,
        encoding=row.encoding,
        imported_at=row.imported_at,
        captured_at=row.captured_at,
        member=row.member,
        container=row.container,
    )


def summary_of(row: AnyRow) -> StatementSummary:
    return StatementSummary(
        id=StatementId(row.id),
        title=row.title,
        date=row.date,
        language=row.language,
        kind=StatementKind(row.kind),
    )


def block_of(row: AnyRow) -> Block:
    return Block(role=BlockRole(row.role), start=row.start, end=row.end)


def hint_of(row: AnyRow) -> Hint:
    return Hint(role=BlockRole(row.role), start=row.start, end=row.end, level=row.level)


def page_of(row: AnyRow) -> Page:
    return Page(label=row.label, start=row.start)


def mention_of(row: AnyRow) -> Mention:
    return Mention(
        kind=EntityKind(row.kind),
        id=row.entity_id,
        name=row.name,
        start=row.start,
        end=row.end,
        text=row.text,
        role=row.role,
        confidence=row.confidence,
        origin=row.origin,
    )


def quotation_of(row: AnyRow) -> Quotation:
    return Quotation(start=row.start, end=row.end, speaker=row.speaker, speaker_id=row.speaker_id)


def reference_of(row: AnyRow, candidates: tuple[str, ...], *, held: bool) -> Reference:
    return Reference(
        id=row.document_id,
        candidates=candidates,
        pinpoint=row.pinpoint,
        start=row.start,
        end=row.end,
        text=row.text,
        status=ReferenceStatus(row.status),
        in_archive=held,
        rule=row.rule,
    )


def annotation_of(row: AnyRow, tags: tuple[str, ...]) -> Annotation:
    """`row` holds the annotation's columns and `statement_id`."""
    return Annotation(
        id=AnnotationId(row.id),
        statement=StatementId(row.statement_id),
        start=row.start,
        end=row.end,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        note=row.note,
        tags=tags,
        colour=Colour(row.colour),
        created=row.created,
        modified=row.modified,
        state=AnnotationState(row.state),
    )


def layer_values(key: int, analysis: Analysis) -> dict[str, list[Values]]:
    """The rows of all layers of one statement, by name of the table."""
    at = [("statement_key", key)]
    return {
        "block": [
            dict(at, ordinal=n, role=b.role.value, start=b.start, end=b.end)
            for n, b in enumerate(analysis.blocks)
        ],
        "mention": [dict(at, ordinal=n, **_mention_values(m)) for n, m in enumerate(analysis.entities)],
        "quotation": [
            dict(at, ordinal=n, start=q.start, end=q.end, speaker=q.speaker, speaker_id=q.speaker_id)
            for n, q in enumerate(analysis.quotations)
        ],
        "citation": [dict(at, ordinal=n, **_citation_values(r)) for n, r in enumerate(analysis.references)],
        "citation_candidate": [
            dict(at, ordinal=n, position=p, document_id=document)
            for n, r in enumerate(analysis.references)
            for p, document in enumerate(r.candidates)
        ],
        "hint": [
            dict(at, ordinal=n, role=h.role.value, start=h.start, end=h.end, level=h.level)
            for n, h in enumerate(analysis.hints)
        ],
        "page": [dict(at, ordinal=n, label=p.label, start=p.start) for n, p in enumerate(analysis.pages)],
    }


def _mention_values(mention: Mention) -> Values:
    return {
        "kind": mention.kind.value,
        "entity_id": mention.id,
        "name": mention.name,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role,
        "confidence": mention.confidence,
        "origin": mention.origin,
    }


def _citation_values(reference: Reference) -> Values:
    return {
        "document_id": reference.id,
        "pinpoint": reference.pinpoint,
        "start": reference.start,
        "end": reference.end,
        "text": reference.text,
        "status": reference.status.value,
        "rule": reference.rule,
    }


def annotation_values(annotation: Annotation) -> Values:
    """The columns that the annotation itself gives (tags lie in a table of their own)."""
    return {
        "id": annotation.id,
        "start": annotation.start,
        "end": annotation.end,
        "quote": annotation.quote,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "note": annotation.note,
        "colour": annotation.colour.value,
        "created": annotation.created,
        "modified": annotation.modified,
        "state": annotation.state.value,
    }


def fields(values: Values, names: Sequence[str]) -> list[Any]:
    """The values in the order in which they are hashed."""
    return [values[name] for name in names]


def hashed_statement(facts: Sequence[Any], warnings: Any, text: Any) -> list[Any]:
    """The fields of a statement's hash; warnings, which came later, only where there are any."""
    return [*facts, text] if warnings is None else [*facts, warnings, text]


def hashed_source(values: Sequence[Any], later: Sequence[Any]) -> list[Any]:
    """The fields of a source's hash, those of `SOURCE_LATER` only where one of them holds something."""
    return [*values] if all(value is None for value in later) else [*values, *later]


def codes_text(codes: Sequence[str]) -> str | None:
    """Codes as they are stored: JSON, or None where there are none."""
    return json.dumps(list(codes), ensure_ascii=False) if codes else None


def codes_of(stored: str | None) -> tuple[str, ...]:
    """The codes again."""
    return tuple(json.loads(stored)) if stored else ()
