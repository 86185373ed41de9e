"""Words of classes and ids that tell what a part of a page is for.

Collected from the templates of common systems (Drupal, WordPress, TYPO3, Joomla, SharePoint, MediaWiki,
Plone) and from consent banners, in the languages web designers name their classes in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from db.readers.html.elements import words
from db.readers.html.source import Attributes

_NAVIGATION = words(
    # menus and paths
    " nav navbar navigation navi subnav sitenav topnav megamenu menu menubar submenu breadcrumb"
    " breadcrumbs crumbs breadcrumbarea ariane filariane navegacion navegacao navegador migas migalhas"
    " menue hauptmenue brotkrumen navigazione briciole kroshki offcanvas hamburger sitemap quicklinks"
    " toc-mobile skip skiplink skiplinks"
    # the edges of a page
    " sidebar sidenav seitenleiste barralateral masthead topbar colophon copyright siteheader"
    " sitefooter rodape piedepagina fusszeile kopfzeile piepagina"
    # sharing, subscribing, searching, signing in
    " share sharing sharebar sharethis addtoany addthis socialmedia socials partager partage compartir"
    " compartilhar condividi teilen podelitsya followus newsletter subscribe subscription searchform"
    " searchbox buscador poisk login signin languageswitcher langswitch langselector printfriendly"
    # what else there is to read
    " related recommended readmore pagination pager prevnext wp-pagenavi tagcloud relacionados"
    # banners
    " advert advertisement adsbygoogle promo"
)
_CONSENT = words(
    " cookie cookies cookiebanner cookiebar cookieconsent cookienotice gdpr rgpd onetrust cmp didomi"
    " tarteaucitron usercentrics cookiebot cybot eucookie galletas"
)
_PAIRS = words(
    " social-media social-links social-icons social-share social-sharing social-networks"
    " form-recherche consent-banner consent-manager consent-popup consent-bar site-header site-footer"
    " page-footer main-footer global-header global-footer main-header top-header language-switcher"
    " language-selector lang-switcher language-links block-language search-form search-block"
    " see-also-links post-navigation entry-utility fil-ariane pie-pagina mw-navigation mw-panel"
    " vector-header jump-to site-branding back-to wm-ipp print-link"
)
_FOOTNOTES = words(
    " footnote footnotes endnote endnotes fnote fnotes fussnote fussnoten notedebas reflist notas"
    " sdfootnote msofootnotetext msoendnotetext footnotetext endnotetext mw-references-wrap"
)
_FOOTNOTE_ID = re.compile(
    r"(?:_?(?:ftn|edn|fn|sdfootnote|footnote|endnote)[:_-]?\d+\w*|cite_note-.+)\Z", re.IGNORECASE
)
_DATES = words("date datum fecha dateline published pubdate publishdate postdate entrydate datetime")
_UNSEEN = words(
    " visually-hidden visuallyhidden sr-only screen-reader-text element-invisible screenreader-only"
    " a11y-hidden u-visually-hidden show-for-sr mw-editsection mw-jump-link"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^0-9a-z]+")
_MOST = 160
"""Characters of a class that are looked at."""
_MOST_ID_WORDS = 3


@lru_cache(maxsize=2048)
def _tokens(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a class or id, and its pairs of neighbouring words."""
    own: set[str] = set()
    pairs: set[str] = set()
    for part in name.split():
        pieces = [
            piece
            for piece in _SPLIT.split(part if part.islower() else _CAMEL.sub("-", part).lower())
            if piece
        ]
        own.update(pieces)
        own.add(part.lower())
        pairs.update(f"{first}-{second}" for first, second in pairwise(pieces))
    return frozenset(own), frozenset(pairs)


@lru_cache(maxsize=4096)
def purpose(classes: str, identity: str) -> str | None:
    """``consent``, ``words`` (a menu or its like), ``footnote``, ``date``, or None."""
    if len(_SPLIT.split(identity)) > _MOST_ID_WORDS:  # made of a heading's words
        identity = ""
    own, pairs = _tokens(f"{classes} {identity}")
    if own & _CONSENT:
        return "consent"
    if own & _FOOTNOTES or _FOOTNOTE_ID.match(identity):
        return "footnote"
    if own & _NAVIGATION or pairs & _PAIRS:
        return "words"
    return "date" if own & _DATES else None


def unseen(classes: str) -> bool:
    """Whether a class says that only a screen reader reads it."""
    return not _UNSEEN.isdisjoint(classes[:_MOST].lower().split())


def named(attributes: Attributes) -> tuple[str, str]:
    """The class and id of an element."""
    return (attributes.get("class") or "")[:_MOST], (attributes.get("id") or "")[:_MOST]
