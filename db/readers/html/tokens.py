"""A page cut into tags and text in one linear pass, whatever it holds.

It serves to look at a page before it is parsed, and to read pages that no parser can be trusted with. The
rules are those of the HTML standard for tokens (comments, quoted attributes, raw text), without its tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache


class Kind(IntEnum):
    """What a token is. RAW is the inside of a script, a style and their like; CUT a part never closed."""

    TEXT = 0
    START = 1
    END = 2
    RAW = 3
    CUT = 4


Token = tuple[Kind, str, str]
"""Kind; the text, or the tag's name in small letters; the source text of its attributes."""

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose inside is no markup."""

_TAG = re.compile(
    r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>?""",
)
_COMMENT_END = re.compile(r"--!?>")
_LONGEST_NAME = 60


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page, in its order; comments and declarations are left out."""
    at, end = 0, len(page)
    while at < end:
        mark = page.find("<", at)
        if mark < 0:
            yield Kind.TEXT, page[at:], ""
            return
        if mark > at:
            yield Kind.TEXT, page[at:mark], ""
        tag = _TAG.match(page, mark)
        if tag is not None:
            at = tag.end()
            slash, name, attributes = tag.groups()
            name = name[:_LONGEST_NAME].lower()
            if slash:
                yield Kind.END, name, ""
                continue
            yield Kind.START, name, attributes
            if name in RAW_TEXT and not attributes.endswith("/>"):
                closed = _closing(name).search(page, at)
                stop = closed.start() if closed else end
                if stop > at:
                    yield Kind.RAW if closed else Kind.CUT, page[at:stop], ""
                at = stop
        else:
            at = _after_other(page, mark)
            if at < 0:
                yield Kind.CUT, page[mark:], ""
                return
            if at == mark + 1:
                yield Kind.TEXT, "<", ""


def _after_other(page: str, mark: int) -> int:
    """Where a comment or declaration at `mark` ends; -1 if never; the next character if it is neither."""
    if page.startswith("<!--", mark):
        for short in ("<!-->", "<!--->"):
            if page.startswith(short, mark):
                return mark + len(short)
        closed = _COMMENT_END.search(page, mark + 4)
        return closed.end() if closed else -1
    if page.startswith("<![CDATA[", mark):
        stop = page.find("]]>", mark)
        return stop + 3 if stop >= 0 else -1
    if page.startswith(("<!", "<?", "</"), mark):
        stop = page.find(">", mark)
        return stop + 1 if stop >= 0 else -1
    return mark + 1
