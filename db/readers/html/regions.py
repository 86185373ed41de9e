"""Parts of a page that may be its furniture: menus, banners, edges. What they hold decides (see `settle`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from db.model import BlockRole
from db.readers.html.elements import HEADINGS
from db.readers.html.source import Attributes
from db.readers.html.words import named, purpose

PROSE = 100
"""Characters from which a block with few links is prose, and no entry of a menu."""

_WIDE = 3
"""A Chinese, Japanese or Korean character says about as much as three letters."""


class Why(StrEnum):
    """What made a part of a page look like furniture."""

    PAGE = "page"
    MENU = "menu"
    CONSENT = "consent"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    FORM = "form"
    WORDS = "words"
    QUOTE = "quote"


@dataclass(slots=True, eq=False)
class Region:
    """A part of a page with what it holds, in characters (white space apart).

    `in_article` is whether it stands in what the markup calls the text proper; of the whole page, whether
    there is such a part with prose in it.
    """

    why: Why
    above: Region | None = None
    in_article: bool = False
    size: int = 0
    links: int = 0
    prose: int = 0
    titles: int = 0
    navigation: bool = False

    def add(self, size: int, links: int, prose: int, titles: int) -> None:
        self.size += size
        self.links += links
        self.prose += prose
        self.titles += titles


@dataclass(slots=True, eq=False)
class Block:
    """A block of text before its last role is known. `group` is the list it stands in, 0 for none."""

    text: str
    role: BlockRole
    region: Region
    level: int = 0
    group: int = 0
    size: int = 0
    links: int = 0
    article: bool = False
    date: bool = False
    wide: bool = field(default=False)

    @property
    def weight(self) -> int:
        return self.size * _WIDE if self.wide else self.size

    @property
    def linked(self) -> float:
        return self.links / self.size if self.size else 0.0

    @property
    def prose(self) -> bool:
        return self.weight >= PROSE and self.linked < 0.5 and self.role is not BlockRole.HEADING

    @property
    def navigation(self) -> bool:
        return self.role is BlockRole.NAVIGATION


_ROLES = {
    "navigation": Why.MENU,
    "menu": Why.MENU,
    "menubar": Why.MENU,
    "search": Why.MENU,
    "tablist": Why.MENU,
    "toolbar": Why.MENU,
    "banner": Why.HEADER,
    "contentinfo": Why.FOOTER,
    "complementary": Why.ASIDE,
}
_ELEMENTS = {
    "nav": Why.MENU,
    "search": Why.MENU,
    "header": Why.HEADER,
    "footer": Why.FOOTER,
    "aside": Why.ASIDE,
    "form": Why.FORM,
    "blockquote": Why.QUOTE,
}
_NEVER = frozenset({"html", "body", "main", "article", "tr", "tbody", "thead", "h1"})


def looks_like(name: str, attributes: Attributes, quoted: bool) -> Why | None:
    """What a block element may be besides the text proper. A quotation's header and footer are its own."""
    if name in _NEVER:
        return None
    if attributes:
        role = attributes.get("role")
        if role and role.lower() in _ROLES:
            return _ROLES[role.lower()]
        classes, identity = named(attributes)
        told = purpose(classes, "" if name in HEADINGS else identity)
        if told == "consent":
            return Why.CONSENT
        if told == "words" and name not in _ELEMENTS:
            return Why.WORDS
    why = _ELEMENTS.get(name)
    return None if quoted and why in (Why.HEADER, Why.FOOTER) else why


def settle(regions: list[Region], page: Region) -> None:
    """Decides which regions are furniture, from the outermost on.

    `regions` stand in the order of the page, so that what is above is decided first; `page` has the sums. A
    region with much of the page's prose is none, whatever its name: designers call anything a sidebar.
    """
    for region in regions:
        above = region.above
        if above is not None and above.navigation:
            region.navigation = True
        elif region.size:
            region.navigation = _furniture(region, page)


def _most_prose(region: Region, page: Region) -> float:
    """The part of all prose that furniture may hold: more where the text proper is marked elsewhere."""
    if page.in_article and not region.in_article:
        return 0.6
    return 0.5 if region.why is Why.FOOTER else 0.3


def _furniture(region: Region, page: Region) -> bool:
    share = region.prose / page.prose if page.prose else 0.0
    linked = region.links / region.size
    if region.why in (Why.PAGE, Why.QUOTE):
        return False
    if region.why is Why.MENU:
        return share <= 0.5 or linked > 0.5
    if region.why is Why.CONSENT:
        return region.size <= 0.7 * page.size
    if region.why is Why.HEADER:
        return not region.prose and not region.titles and not region.in_article
    if region.why is Why.FORM:
        return not region.prose and not region.titles and region.size <= 0.3 * page.size
    if (
        region.titles
        or share > _most_prose(region, page)
        or (not region.prose and not linked and region.size > 0.5 * page.size)
    ):
        return False
    if region.in_article:
        return linked > 0.4 or (region.why is Why.WORDS and not region.prose)
    return True
