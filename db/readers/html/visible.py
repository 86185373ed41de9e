"""What of a page is not shown: by its element, by its attributes."""

from __future__ import annotations

import re
from enum import Enum

from db.readers.html.elements import DROPPED
from db.readers.html.source import Attributes
from db.readers.html.words import unseen

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?<![a-z-])(?:top|left|text-indent)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|rem)",
    re.IGNORECASE,
)
_ALWAYS_SHOWN = frozenset({"html", "body"})
_MOST_STYLE = 2000


class Gone(Enum):
    """Why a part is not text: it is none (a script, a control), or it is text that is not shown."""

    NEVER_TEXT = 0
    HIDDEN = 1
    OTHERWISE = 2


def gone(name: str, attributes: Attributes, *, everything: bool, in_heading: bool) -> Gone | None:
    """Why an element's inside is left out; None where it is shown.

    `everything` shows what only attributes hide. A button in a heading opens the part under it: its words are
    the heading's.
    """
    if name in DROPPED:
        return Gone.NEVER_TEXT
    if name == "button":
        return None if in_heading else Gone.NEVER_TEXT
    if name == "noscript":
        return None if everything else Gone.OTHERWISE
    if everything or name in _ALWAYS_SHOWN:
        return None
    if name == "dialog" and "open" not in attributes:
        return Gone.HIDDEN
    if attributes and _hidden(attributes):
        return Gone.HIDDEN
    return None


def _hidden(attributes: Attributes) -> bool:
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _HIDING.search(style[:_MOST_STYLE]):
        return True
    classes = attributes.get("class")
    return bool(classes) and unseen(classes or "")
