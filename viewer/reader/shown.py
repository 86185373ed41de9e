"""The text as the page shows it: the same length, character for character, as the canonical text.

What would upset Qt's documents (their own marks, other line ends, lone surrogates) is shown as another
character of the same width, and the line ends within a hard-wrapped paragraph as spaces, so that it flows.
Since every replacement is one for one, positions on the page are positions in the text; copying takes the
words from the canonical text, never from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.model import Block, BlockRole

_FLOWING = frozenset(
    {
        BlockRole.TITLE,
        BlockRole.DATELINE,
        BlockRole.LEAD,
        BlockRole.PARAGRAPH,
        BlockRole.QUOTE,
        BlockRole.FOOTNOTE,
        BlockRole.BIOGRAPHY,
        BlockRole.BOILERPLATE,
    }
)
_WRAPPED_AT_LEAST = 40
"""Code points: a paragraph whose inner lines are all this long was wrapped by a machine, not by a writer."""

_WRAPPED_AT_MOST = 110

_UPSETTING = re.compile("[\x00-\x08\x0b-\x1f\x85\u2029\ud800-\udfff\ufdd0\ufdd1\ufffc]")
_IDEOGRAPHIC = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LINE_ENDS = frozenset("\x0b\x0c\r\x85\u2029")


def shown_text(text: str, blocks: Sequence[Block]) -> str:
    """The text to put on the page; `text` character for character, with harmless stand-ins."""
    safe = _UPSETTING.sub(_stand_in, text)
    pieces: list[str] = []
    done = 0
    for block in blocks:
        if block.role in _FLOWING and _hard_wrapped(safe[block.start : block.end]):
            pieces += (safe[done : block.start], _flowing(safe[block.start : block.end]))
            done = block.end
    pieces.append(safe[done:])
    return "".join(pieces)


def _stand_in(found: re.Match[str]) -> str:
    char = found.group()
    if char in _LINE_ENDS:
        return "\u2028"
    return " " if char < " " else "\ufffd"


def _hard_wrapped(words: str) -> bool:
    lines = words.split("\n")
    return len(lines) > 1 and all(_WRAPPED_AT_LEAST <= len(line) <= _WRAPPED_AT_MOST for line in lines[:-1])


def _flowing(words: str) -> str:
    """Line ends become spaces; between ideographs, which are written without spaces, they take no room."""

    def joint(found: re.Match[str]) -> str:
        at = found.start()
        near = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
        return "\u200b" if len(near) == 2 and all(_IDEOGRAPHIC.match(char) for char in near) else " "

    return re.sub("\n", joint, words)
