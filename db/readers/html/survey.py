"""A look at a page before it is parsed: what in it would break a parser, and how much text there is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.readers.html.bounds import (
    MOST_ALL_ATTRIBUTES,
    MOST_ATTRIBUTES,
    MOST_DEPTH,
    MOST_PARSED_MARKS,
    MOST_REPEATED,
)
from db.readers.html.elements import FORMATTING, VOID, words
from db.readers.html.tokens import Kind, tokens

_LONG_ENTITY = 8
"""Characters of a named or numbered character, which are one in the parser's tree."""
_SIGNS = 8
"""Signs `=` that count as one `<`: tags have a few, and the pattern of a tag keeps a note for each."""
_LONG_TAG = MOST_ATTRIBUTES * 2
_OPTIONAL_END = words("p li dt dd td th tr tbody thead tfoot option optgroup colgroup rt rp")


@dataclass(slots=True)
class Survey:
    """What a page holds.

    Attributes:
        visible: characters of text that are no white space, outside of scripts and their like.
        cut: characters in a comment, script or like that is never closed.
        frames: whether other files are shown in it.
        parseable: whether a parser can be trusted with it.
    """

    visible: int = 0
    cut: int = 0
    depth: int = 0
    repeated: int = 0
    attributes: int = 0
    all_attributes: int = 0
    frames: bool = False
    marks: int = 0

    @property
    def parseable(self) -> bool:
        return (
            self.marks <= MOST_PARSED_MARKS
            and self.depth <= MOST_DEPTH
            and self.repeated <= MOST_REPEATED
            and self.attributes <= MOST_ATTRIBUTES
            and self.all_attributes <= MOST_ALL_ATTRIBUTES
        )


def solid(text: str) -> int:
    """Characters that are no common white space."""
    return len(text) - text.count(" ") - text.count("\n")


def survey(page: str) -> Survey:
    """Looks a page through once. For one with too many tags only these are counted."""
    found = Survey(marks=max(page.count("<"), page.count("=") // _SIGNS))
    if found.marks > MOST_PARSED_MARKS:
        return found
    depth = unclosed = 0
    for kind, value, attributes in tokens(page):
        if kind is Kind.TEXT:
            found.visible += max(0, solid(value) - _LONG_ENTITY * value.count("&"))
        elif kind is Kind.START:
            found.repeated += unclosed
            if value in FORMATTING:
                unclosed += 1
            elif value not in VOID and value not in _OPTIONAL_END:
                depth += 1
                found.depth = max(found.depth, depth)
            if attributes:
                count = _count(attributes)
                found.all_attributes += count
                found.attributes = max(found.attributes, count)
            if value == "frame" or (value == "iframe" and "srcdoc" in attributes):
                found.frames = True
        elif kind is Kind.END:
            if value in FORMATTING:
                unclosed = max(0, unclosed - 1)
            elif value not in _OPTIONAL_END:
                depth = max(0, depth - 1)
        elif kind is Kind.CUT:
            found.cut += solid(value)
    found.depth = max(found.depth, unclosed)
    return found


_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")


def _count(attributes: str) -> int:
    """How many attributes a tag has at most; more exactly for long ones, in which pictures stand as text."""
    if len(attributes) > _LONG_TAG:
        attributes = _QUOTED.sub(" ", attributes)
    return max(len(attributes.split()), attributes.count("="), attributes.count("/"))
