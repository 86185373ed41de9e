"""The words of exported documents, and text made fit to stand in them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from resources import read_toml

_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WHITE = re.compile(r"\s+")
# What XML 1.0 cannot hold, and the controls that act on a terminal which shows a Markdown file.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDI", "PDF"})


def word(group: str, name: str, /, **params: str | int) -> str:
    """The words of that name from `templates/export.toml`, parameters filled in."""
    template: str = read_toml("templates/export.toml")[group][name]
    return template.format(**params)


def counted(group: str, name: str, count: int) -> str:
    """The words for one or for several."""
    return word(group, f"{name}_one") if count == 1 else word(group, f"{name}_many", count=count)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, without the white space around them."""
    return tuple(line for line in (line.strip() for line in _LINE_ENDS.split(text)) if line)


def one_line(text: str) -> str:
    """A text with all white space, line ends included, made single spaces."""
    return _WHITE.sub(" ", text).strip()


def isolated(text: str) -> str:
    """A text whose direction cannot disturb the words around it.

    Arabic in a line of English, or a title with direction marks of its own, is set apart by the marks of
    Unicode for that (UAX 9); what the text leaves open is closed.
    """
    if not any(unicodedata.bidirectional(letter) in _TURNING for letter in text):
        return text
    embeddings = sum(letter in _EMBEDDINGS for letter in text)
    isolates = sum(letter in _ISOLATES for letter in text)
    return "\u2068" + text + "\u202c" * embeddings + "\u2069" * (isolates + 1)


def web_address(url: str | None) -> str | None:
    """The address if it may be a link: http or https, with a host, and nothing that could end it early."""
    if not url or re.search(r"[\s\x00-\x20\x7f<>\"'`\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


class Cleaner:
    """Replaces what no document can hold by U+FFFD, and counts it, so that it can be said."""

    def __init__(self) -> None:
        self.lost = 0

    def __call__(self, text: str) -> str:
        clean, lost = _UNFIT.subn("\ufffd", text)
        self.lost += lost
        return clean
