"""A page as a stream of events: from the parser's tree, or, where that cannot be trusted, from its tokens.

Each event is (kind, name or text, attributes). Every START has its END, in the right order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from db.readers.html.bounds import MOST_ATTRIBUTE_CHARACTERS, MOST_ATTRIBUTES, MOST_DEPTH
from db.readers.html.elements import BLOCK, LISTS, VOID, words
from db.readers.html.tokens import Kind, tokens

Attributes = Mapping[str, str | None]
Event = tuple[Kind, str, Attributes]

NONE: Attributes = {}

_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?+""")
_LONG_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{8,}|[0-9]{8,});?")
_ROW_FIRST = re.compile(r"\s*<(?:tr|td|th|tbody|thead)\b", re.IGNORECASE)


def parsed(page: str) -> Iterator[Event]:
    """The events of a page as a browser understands it."""
    if _ROW_FIRST.match(page):
        page = "<table>" + page
    root = LexborHTMLParser(page).root
    if root is not None:
        yield from _walk(root)


def _walk(root: LexborNode) -> Iterator[Event]:
    node, top = root, root.mem_id
    while True:
        if node.is_text_node:
            yield Kind.TEXT, node.text_content or "", NONE
        elif node.is_element_node:
            yield Kind.START, node.tag or "", node.attributes
            child = node.child
            if child is not None:
                node = child
                continue
            yield Kind.END, node.tag or "", NONE
        while True:
            if node.mem_id == top:
                return
            following = node.next
            if following is not None:
                node = following
                break
            above = node.parent
            if above is None:
                return
            node = above
            yield Kind.END, node.tag or "", NONE


def flat(page: str) -> Iterator[Event]:
    """The events of a page with bounds on everything: what is too deep stands beside, not within."""
    stack: list[str] = []
    counts: dict[str, int] = {}

    def closing(name: str) -> Iterator[Event]:
        while stack:
            last = stack.pop()
            counts[last] -= 1
            yield Kind.END, last, NONE
            if last == name:
                return

    for kind, value, attributes in tokens(page):
        if kind is Kind.TEXT:
            yield Kind.TEXT, unescape(value), NONE
        elif kind is Kind.RAW:
            yield Kind.TEXT, value, NONE
        elif kind is Kind.START:
            for name in _implied(value, stack):
                yield from closing(name)
            if value in VOID:
                yield Kind.START, value, _read(attributes)
                yield Kind.END, value, NONE
            elif len(stack) < MOST_DEPTH or value in _WITH_INSIDE_UNREAD:
                stack.append(value)
                counts[value] = counts.get(value, 0) + 1
                yield Kind.START, value, _read(attributes)
            elif value in BLOCK:  # too deep to be held open, yet it begins a line
                yield Kind.START, "p", NONE
                yield Kind.END, "p", NONE
        elif kind is Kind.END and counts.get(value):
            yield from closing(value)
        elif kind is Kind.END and value in BLOCK:
            yield Kind.START, "p", NONE
            yield Kind.END, "p", NONE
    yield from closing("")


_WITH_INSIDE_UNREAD = words("script style template select svg textarea title iframe noframes")
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr"})
_BODIES = frozenset({"tbody", "thead", "tfoot"})


def _implied(name: str, stack: list[str]) -> Iterator[str]:
    """Names of open elements that end where `name` begins, as far as the last few of the stack tell."""
    if not stack:
        return
    if name in BLOCK and stack[-1] == "p":
        yield "p"
    if name == "li":
        yield from _open(stack, frozenset({"li"}), LISTS)
    elif name in ("dt", "dd"):
        yield from _open(stack, frozenset({"dt", "dd"}), LISTS)
    elif name in _CELLS:
        yield from _open(stack, _CELLS, frozenset({"tr", "table"}))
    elif name == "tr":
        yield from _open(stack, _ROWS, frozenset({"table"}) | _BODIES)
    elif name in _BODIES:
        yield from _open(stack, _BODIES, frozenset({"table"}))


def _open(stack: list[str], wanted: frozenset[str], border: frozenset[str]) -> Iterator[str]:
    for name in reversed(stack[-8:]):
        if name in border:
            return
        if name in wanted:
            yield name
            return


def _read(attributes: str) -> Attributes:
    if not attributes or attributes == "/":
        return NONE
    found: dict[str, str | None] = {}
    for match in _ATTRIBUTE.finditer(attributes, 0, MOST_ATTRIBUTE_CHARACTERS):
        name, value = match[1].lower(), match[2]
        if value is not None and value[0] in "\"'":
            value = value[1:-1]
        found.setdefault(name, unescape(value) if value else value)
        if len(found) >= MOST_ATTRIBUTES:
            break
    return found


def unescape(text: str) -> str:
    """Entities as characters. A number beyond Unicode, which would take long to read, is U+FFFD."""
    if "&" not in text:
        return text
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text))
