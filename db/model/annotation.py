"""What a person wrote on a passage. Kept apart from everything that was extracted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.model.ids import AnnotationId, StatementId


class AnnotationState(StrEnum):
    """Whether an annotation stands on its words."""

    PLACED = "placed"
    REVIEW = "review"
    """Its words could not be found again with certainty: a person must place it."""


class Colour(StrEnum):
    """Colours a passage can be marked with; each has a name and a pattern beside the colour."""

    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    VIOLET = "violet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A passage marked, noted or tagged by a person.

    Attributes:
        start, end: code points in the statement's text.
        quote: the exact words marked (W3C TextQuoteSelector ``exact``).
        prefix, suffix: up to 32 code points on either side, to find the words again.
        created, modified: ISO 8601, UTC, seconds.
    """

    id: AnnotationId
    statement: StatementId
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: Colour = Colour.AMBER
    created: str = ""
    modified: str = ""
    state: AnnotationState = AnnotationState.PLACED
