"""From statements with their layers to excerpts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.exporters.model import CitedDocument, Excerpt
from db.exporters.pinpoints import paragraph_around, pinpoint, trimmed
from db.model import Annotation, AnnotationState, Reference, ReferenceStatus, Span, Statement

if TYPE_CHECKING:
    from db.catalogue import Catalogue

_DOCUMENTS = ("ilo:", "un:", "coe:", "eu:", "icj:")


def excerpts_of(statements: Iterable[Statement], catalogue: Catalogue) -> tuple[Excerpt, ...]:
    """The annotated passages of statements, by date (undated last), then by place in the text."""
    found = {statement.id: statement for statement in statements}
    excerpts = (
        _excerpt(statement, annotation, catalogue)
        for statement in found.values()
        for annotation in statement.annotations
    )
    return in_order(excerpts)


def in_order(excerpts: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    """Excerpts by date (undated last), statement, and place in the text."""

    def order(excerpt: Excerpt) -> tuple[bool, str, str, str, int, int, str]:
        statement, annotation = excerpt.statement, excerpt.annotation
        date = statement.date or ""
        return (
            not date,
            date,
            statement.title,
            statement.id,
            annotation.start,
            annotation.end,
            annotation.id,
        )

    return tuple(sorted(excerpts, key=order))


def _excerpt(statement: Statement, annotation: Annotation, catalogue: Catalogue) -> Excerpt:
    if annotation.state is AnnotationState.REVIEW:
        return Excerpt(annotation=annotation, statement=statement)
    passage = trimmed(statement.text, annotation.start, annotation.end)
    return Excerpt(
        annotation=annotation,
        statement=statement,
        pinpoint=pinpoint(statement, annotation.start, annotation.end),
        cites=_cited(statement, passage, catalogue),
        speaker=_speaker(statement, passage),
    )


def _speaker(statement: Statement, passage: Span) -> str | None:
    for quotation in statement.quotations:
        if quotation.start <= passage.start and passage.end <= quotation.end:
            return quotation.speaker
    return None


def _cited(statement: Statement, passage: Span, catalogue: Catalogue) -> tuple[CitedDocument, ...]:
    """Each document once a pinpoint, those of the passage before those of its paragraph alone."""
    around = paragraph_around(statement, passage)
    found: dict[tuple[object, ...], CitedDocument] = {}
    for region, within in ((passage, True), (around, False)):
        for reference in sorted(statement.references, key=lambda each: (each.start, each.end)):
            if not Span(reference.start, reference.end).overlaps(region):
                continue
            document = _document(reference, within, catalogue)
            if document is not None:
                found.setdefault((document.id, document.candidates, document.pinpoint), document)
    return tuple(found.values())


def _document(reference: Reference, within: bool, catalogue: Catalogue) -> CitedDocument | None:
    if reference.status is ReferenceStatus.RESOLVED and (reference.id or "").startswith(_DOCUMENTS):
        title = catalogue.label(str(reference.id))
        return CitedDocument(id=reference.id, title=title, pinpoint=reference.pinpoint, within=within)
    candidates = [id for id in reference.candidates if id.startswith(_DOCUMENTS)]
    if reference.status is ReferenceStatus.CANDIDATES and candidates:
        return CitedDocument(
            id=None,
            title=reference.text,
            pinpoint=reference.pinpoint,
            within=within,
            candidates=tuple((id, catalogue.label(id)) for id in candidates),
        )
    return None
