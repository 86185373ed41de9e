"""What people wrote on a passage: placing a quotation, keeping it on its words, W3C Web Annotation."""

from db.annotations.anchoring import anchor
from db.annotations.making import clean_tags, colour_of, edited, make
from db.annotations.placing import place
from db.annotations.selectors import (
    TextPositionSelector,
    TextQuoteSelector,
    selectors_of,
    to_web_annotation,
)

__all__ = [
    "TextPositionSelector",
    "TextQuoteSelector",
    "anchor",
    "clean_tags",
    "colour_of",
    "edited",
    "make",
    "place",
    "selectors_of",
    "to_web_annotation",
]
