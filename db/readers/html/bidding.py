"""Whether bytes are a web page, by their beginning."""

from __future__ import annotations

import re

from db.readers import encoding, signatures

_BEGINNING = 1 << 16
_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+(?:<\?xml\b[^>]{0,300}>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_PAGE = re.compile(r"\s*<\?xml[^>]*\?>.{0,800}?<html\b", re.IGNORECASE | re.DOTALL)
_PART = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+<(?:article|base|blockquote|br|center|dd|div|dl|dt|figure|font|footer|h[1-6]|header"
    r"|hr|img|li|link|main|meta|nav|ol|p|pre|script|section|span|strong|b|em|i|a|style|table|tbody|td|th|title|tr|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|article|section)(?:\s[^<>]{0,2000})?>", re.IGNORECASE
)
_FIRST_TAG = 300
_CELL = re.compile(r"[{\[,;\t\"'|]")


def bid(data: bytes) -> float:
    """1 for a page, less for a part of one: 0.8 where it begins with a tag, 0.6 where words stand before."""
    if signatures.by_bytes(data):
        return 0.0
    beginning = data[:_BEGINNING]
    if encoding.is_binary(beginning):
        return 0.0
    text = _text(beginning)
    if _PAGE.match(text) or _XML_PAGE.match(text):
        return 1.0
    if text.lstrip().startswith("<?xml"):
        return 0.0
    blocks = _BLOCK_TAG.findall(text)
    if _PART.match(text):
        closing = sum(tag.startswith("</") for tag in blocks)
        return 0.8 if len(blocks) >= 2 or closing else 0.0
    first = _BLOCK_TAG.search(text, 0, _FIRST_TAG)
    if first is None or len(blocks) < 4 or signatures.by_words(text[:4096]) is not None:
        return 0.0
    return 0.0 if _CELL.search(text, 0, first.start()) else 0.6


def _text(beginning: bytes) -> str:
    name = encoding.marked(beginning) or encoding.wide(beginning) or "latin-1"
    return beginning.decode(name, "replace").lstrip("\ufeff")
