"""The selectors of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.annotations.folding import Folded
from db.model import Annotation, Span

CONTEXT = 32
"""Code points of context on either side. A side this long tells the passage from every other by itself."""

_MOST_CONTEXT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuoteSelector:
    """The words of a passage and what stands around them (section 4.2.4 of the model)."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPositionSelector:
    """Where a passage stands, in code points (section 4.2.5 of the model)."""

    start: int
    end: int


def selectors_of(text: str, span: Span) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """Selectors for a passage.

    Prefix and suffix are 32 code points long. Where the same words with the same context stand twice, a side
    grows until it tells them apart; a side that cannot is kept shorter than 32, so that `anchor` knows not
    to rely on it alone. Where neither can (a text that repeats itself throughout), both are kept long.
    """
    folded = Folded(text)
    before = min(span.start, _MOST_CONTEXT)
    after = min(len(text) - span.end, _MOST_CONTEXT)
    prefix = _enough(before, lambda size: folded.once(text[span.start - size : span.end]))
    suffix = _enough(after, lambda size: folded.once(text[span.start : span.end + size]))
    if prefix is suffix is None:
        prefix, suffix = before, after
    if prefix is None:
        prefix = min(before, CONTEXT - 1)
    if suffix is None:
        suffix = min(after, CONTEXT - 1)
    quote = TextQuoteSelector(
        exact=span.of(text),
        prefix=text[span.start - prefix : span.start],
        suffix=text[span.end : span.end + suffix],
    )
    return quote, TextPositionSelector(start=span.start, end=span.end)


def _enough(most: int, tells: Callable[[int], bool]) -> int | None:
    """How long a side must be to tell the passage from all others; None where even the longest does not."""
    size = min(CONTEXT, most)
    while not tells(size):
        if size == most:
            return None
        size = min(size * 2, most)
    return size


def to_web_annotation(annotation: Annotation, source: str | None = None) -> dict[str, Any]:
    """An annotation as a W3C Web Annotation: plain values, ready for JSON.

    Args:
        annotation: what a person wrote.
        source: the IRI of the statement; made from its id where none is given.
    """
    bodies: list[dict[str, Any]] = []
    if annotation.note:
        bodies.append(
            {
                "type": "TextualBody",
                "value": annotation.note,
                "format": "text/plain",
                "purpose": "commenting",
            }
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in annotation.tags]
    made: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:muniment:annotation:{annotation.id}",
        "type": "Annotation",
        "motivation": "commenting" if annotation.note else "tagging" if annotation.tags else "highlighting",
        "created": annotation.created,
        "modified": annotation.modified,
        "target": _target(annotation, source or f"urn:muniment:statement:{annotation.statement}"),
    }
    if bodies:
        made["body"] = bodies
    return made


def _target(annotation: Annotation, source: str) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": source,
        "styleClass": annotation.colour.value,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": annotation.quote,
                "prefix": annotation.prefix,
                "suffix": annotation.suffix,
            },
            {"type": "TextPositionSelector", "start": annotation.start, "end": annotation.end},
        ],
    }
