"""Which block is the page's title, and what the title is."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from db.model import BlockRole
from db.readers.html.facts import Facts
from db.readers.html.regions import Block

_SEPARATOR = re.compile(r"\s+(?:[|·•»«‹›~]|::|[-–—:])\s+|\s*[|｜_]\s*")
_SURE = re.compile(r"[|｜»«‹›·•_~]|::")
_NOT_LETTERS = re.compile(r"[\W_]+")
_FEWEST, _FEWEST_OF_HEADING = 8, 2
_FIRST = 60
_LONGEST = 400


def folded(text: str) -> str:
    """Letters and digits only, in small: titles are written with other dashes and spaces in each place."""
    return _NOT_LETTERS.sub("", text).casefold()


def find(blocks: list[Block], facts: Facts) -> int | None:
    """The index of the block that is the title: a first-level heading, or the block the page's head names."""
    site = folded(facts.issuer or "")
    own = without_site(facts.element_title or "", facts.issuer, None)
    told = [folded(title) for title in (*facts.titles, facts.element_title or "", own)]
    parts = [folded(part) for part in _SEPARATOR.split(facts.element_title or "")]
    told += sorted((part for part in parts if len(part) >= _FEWEST), key=len, reverse=True)
    told = [title for title in told if title and title != site]
    headings = [
        index
        for index, block in enumerate(blocks)
        if block.role is BlockRole.HEADING and not block.navigation and folded(block.text) != site
    ]
    first = [index for index in headings if blocks[index].level == 1]
    for chosen in (first, headings, range(min(len(blocks), _FIRST))):
        index = _named(
            blocks, chosen, told, fewest=_FEWEST if isinstance(chosen, range) else _FEWEST_OF_HEADING
        )
        if index is not None:
            return index
    in_article = [index for index in first if blocks[index].article]
    unlinked = [index for index in first if blocks[index].linked < 0.5]
    for some in (in_article, unlinked, first):
        if some:
            return some[0]
    return None


def _named(blocks: list[Block], chosen: list[int] | range, told: list[str], *, fewest: int) -> int | None:
    for title in told:
        for index in chosen:
            block = blocks[index]
            if block.navigation or len(block.text) > _LONGEST:
                continue
            own = folded(block.text)
            if len(own) < fewest:
                continue
            if own == title or (len(own) >= _FEWEST and title.startswith(own)):
                return index
    return None


def title(facts: Facts, block: Block | None, url: str | None) -> str | None:
    """The title: that of the text, else as the head gives it, without the name of the site."""
    if block is not None:
        return " ".join(block.text.split())
    if facts.titles:
        return facts.titles[0]
    return without_site(facts.element_title, facts.issuer, url) if facts.element_title else None


def without_site(written: str, site: str | None, url: str | None) -> str:
    """A page's <title> without the site's name at one of its ends, where that can be told."""
    parts = list(_SEPARATOR.finditer(written))
    if not parts:
        return written
    host = (urlsplit(url).hostname or "") if url else ""
    first, last = written[: parts[0].start()].strip(), written[parts[-1].end() :].strip()
    if _is_site(last, site, host) or (
        _SURE.search(parts[-1][0]) and len(first) >= _FEWEST and len(last) <= 60
    ):
        rest = written[: parts[-1].start()].strip()
        return without_site(rest, site, url) if rest and len(rest) < len(written) else written
    if _is_site(first, site, host):
        return written[parts[0].end() :].strip() or written
    return written


def _is_site(part: str, site: str | None, host: str) -> bool:
    own = folded(part)
    if not own:
        return False
    return own == folded(site or "") or (
        len(own) >= 3 and own in {folded(label) for label in host.split(".")}
    )
