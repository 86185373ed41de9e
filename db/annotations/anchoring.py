"""Finding an annotation's words again after the text changed.

The words may have moved, and white space, quotation marks, dashes and soft hyphens may differ. A place
counts as found only where it can be no other: the words with one whole side of their context stand there,
stand nowhere else, and the other side does not point elsewhere. `selectors_of` made each side long enough
for that to be a proof. Everything less goes to a person (`AnnotationState.REVIEW`): nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.annotations.folding import Folded, fold
from db.annotations.selectors import CONTEXT, selectors_of
from db.model import Annotation, AnnotationState, Span


def anchor(text: str, annotation: Annotation) -> Annotation:
    """An annotation over a changed text.

    Returns:
        The annotation on its words, with position, quotation and context as they now are (``PLACED``); or as
        it was, to be placed by a person (``REVIEW``).
    """
    if _unmoved(text, annotation):
        return replace(annotation, state=AnnotationState.PLACED)
    span = _found(text, annotation)
    if span is None:
        return replace(annotation, state=AnnotationState.REVIEW)
    quote, position = selectors_of(text, span)
    return replace(
        annotation,
        start=position.start,
        end=position.end,
        quote=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        state=AnnotationState.PLACED,
    )


def _unmoved(text: str, annotation: Annotation) -> bool:
    before = annotation.start - len(annotation.prefix)
    around = annotation.prefix + annotation.quote + annotation.suffix
    return before >= 0 and bool(annotation.quote) and text.startswith(around, before)


def _found(text: str, annotation: Annotation) -> Span | None:
    words = fold(annotation.quote)
    folded = Folded(text)
    contexts = list(_contexts(annotation)) if words else []
    places: set[Span] = set()
    for before, after in contexts:
        around = fold(before + annotation.quote + after)
        starts = folded.find(around, 2)
        if len(starts) > 1:
            return None
        lead = len(fold(before + annotation.quote)) - len(words)
        places |= {folded.span(at + lead, at + lead + len(words)) for at in starts}
    if len(places) != 1:
        return None
    return _with_its_white_space(text, places.pop(), annotation.quote)


def _contexts(annotation: Annotation) -> Iterator[tuple[str, str]]:
    """The contexts that prove a place, each by itself: what stands before the words, and what after them."""
    prefix, quote, suffix = annotation.prefix, annotation.quote, annotation.suffix
    known = Folded(prefix + quote + suffix)
    before = len(prefix) >= CONTEXT and known.once(prefix + quote)
    after = len(suffix) >= CONTEXT and known.once(quote + suffix)
    if before:
        yield prefix, ""
    if after:
        yield "", suffix
    if not (before or after) and len(prefix) >= annotation.start:
        # A text so short, or repeating itself so, that the context is all of it.
        yield prefix, suffix


def _with_its_white_space(text: str, span: Span, quote: str) -> Span:
    """Folding drops white space at the ends of a quotation: take it back where it still stands there."""
    start = span.start - (len(quote) - len(quote.lstrip()))
    if start >= 0 and text.startswith(quote, start):
        return Span(start, start + len(quote))
    return span
