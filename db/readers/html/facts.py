"""What a page says of itself: address, title, date, language, publisher, and when it was saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from db.readers.html import linked_data
from db.readers.html.inline import clean, collapse
from db.readers.html.moments import day, moment
from db.readers.html.source import Attributes, unescape

ELEMENTS = frozenset({"html", "meta", "link", "title", "script", "time", "base"})
"""Elements that tell something."""

_MOST_VALUE = 2000
_MOST_SCRIPTS = 20
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+saved date:\s*([^\n]{1,100})", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})", re.IGNORECASE)
_ARCHIVED = re.compile(
    r"FILE ARCHIVED ON (\d{2}:\d{2}:\d{2}) ([A-Z][a-z]{2}) (\d{1,2}), (\d{4})", re.IGNORECASE
)
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{4,14})[a-z_]{0,4}/(https?:/.+)", re.IGNORECASE)
_EDGE = 1 << 15
"""Characters at both ends of a page in which browsers and archives leave their comment."""

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?\Z", re.DOTALL)
_DATES = (
    "article:published_time",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "datepublished",
    "og:published_time",
    "publish-date",
    "pubdate",
    "date",
)
_ISSUERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name")
_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_WANTED = frozenset((*_DATES, *_ISSUERS, *_TITLES, "og:url", "og:locale", "content-language", "language"))


@dataclass(slots=True)
class Facts:
    """Gathers what elements tell; the properties choose."""

    wants: bool = False
    element_title: str | None = None
    linked: list[linked_data.Linked] = field(default_factory=list)
    _meta: dict[str, str] = field(default_factory=dict)
    _canonical: str | None = None
    _lang: str | None = None
    _times: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _single: tuple[str, str] | None = None
    _saved_from: str | None = None
    _archived: str | None = None

    def comments(self, page: str) -> None:
        """Takes the marks that browsers and archives leave in comments."""
        head = page[:_EDGE]
        found = _SINGLE_FILE.search(head)
        if found is not None:
            self._single = found[1], found[2]
        found = _SAVED_FROM.search(head)
        if found is not None:
            self._saved_from = found[1]
        found = _ARCHIVED.search(page[-_EDGE:])
        if found is not None:
            self._archived = f"{found[2].title()} {found[3]} {found[4]} {found[1]} GMT"

    def start(self, name: str, attributes: Attributes) -> None:
        """One of `ELEMENTS` begins."""
        if name == "meta":
            self._take_meta(attributes)
        elif name == "html":
            self._lang = attributes.get("lang") or attributes.get("xml:lang")
        elif name == "link":
            rel = (attributes.get("rel") or "").lower().split()
            if "canonical" in rel and self._canonical is None:
                self._canonical = attributes.get("href")
        elif name == "time":
            written = attributes.get("datetime")
            if written and len(self._times) < 50:
                self._times.append(written[:_MOST_VALUE])
        elif name == "title":
            self.wants = self.element_title is None
        elif name == "script":
            kind = (attributes.get("type") or "").lower()
            self.wants = "ld+json" in kind and len(self.linked) < _MOST_SCRIPTS

    def text(self, text: str) -> None:
        """Text of a title or script."""
        self._parts.append(text)

    def end(self, name: str) -> None:
        """An element ends while its text is wanted."""
        if name not in ("title", "script"):
            return
        text = "".join(self._parts)
        if name == "title":
            self.element_title = plain(unescape(text) if "&" in text else text)
        elif name == "script":
            self.linked.append(linked_data.read(text))
        self._parts.clear()
        self.wants = False

    def _take_meta(self, attributes: Attributes) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        name = (name or attributes.get("http-equiv") or "").lower()
        content = attributes.get("content")
        if name in _WANTED and content and content.strip():
            self._meta.setdefault(name, content[:_MOST_VALUE])

    @property
    def url(self) -> str | None:
        """The page's own address. A canonical one that names only the site, as careless templates do, gives
        way to the address the page was saved from."""
        saved = [address(self._single[0] if self._single else None), address(self._saved_from)]
        told = [address(self._canonical), address(self._meta.get("og:url"))]
        deep = next((url for url in [*told, *saved] if url and urlsplit(url).path.strip("/")), None)
        return deep or next((url for url in [*told, *saved] if url), None)

    @property
    def captured_at(self) -> str | None:
        if self._single is not None:
            return moment(self._single[1])
        if self._archived is not None:
            return moment(self._archived)
        for url in (self._canonical, self._saved_from):
            found = _WAYBACK.match(url or "")
            if found is not None and len(found[1]) == 14:
                digits = found[1]
                return moment(
                    f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}Z"
                )
        return None

    def date(self, near_title: str | None) -> str | None:
        """`near_title` is the date in the markup beside the title, the last resort."""
        told = [self._meta.get(name) for name in _DATES[:8]]
        told += [linked.date for linked in self.linked]
        told += [self._meta.get(name) for name in _DATES[8:]]
        return next((read for read in map(day, [*told, near_title]) if read), None)

    @property
    def only_time(self) -> str | None:
        """The page's one <time>, or what all of them agree on."""
        days = {day(written) for written in self._times} - {None}
        return days.pop() if len(days) == 1 else None

    @property
    def language(self) -> str | None:
        told = (self._lang, *(self._meta.get(name) for name in ("content-language", "language", "og:locale")))
        for written in told:
            found = _LANGUAGE.match((written or "").strip())
            if found is not None:
                return found[1].lower()
        return None

    @property
    def issuer(self) -> str | None:
        told = [self._meta.get(name) for name in _ISSUERS] + [linked.issuer for linked in self.linked]
        return next((name for name in map(plain, told) if name), None)

    @property
    def titles(self) -> list[str]:
        """Titles that the page's head gives, the surest first."""
        told = [self._meta.get(name) for name in _TITLES] + [linked.title for linked in self.linked]
        return [name for name in map(plain, told) if name]


def plain(text: str | None) -> str | None:
    """A line of text out of an attribute or a script; None where there is none."""
    if not text:
        return None
    sound = clean(text[:_MOST_VALUE]).encode("utf-8", "replace").decode("utf-8")
    return collapse(sound).strip() or None


def address(untrusted: str | None) -> str | None:
    """An absolute web address without a password, or None. One of the Wayback Machine is that of the page it
    holds."""
    url = (untrusted or "").strip()
    found = _WAYBACK.match(url)
    if found is not None:
        url = found[2]
    if not 8 < len(url) <= _MOST_VALUE or any(sign.isspace() or ord(sign) < 32 for sign in url):
        return None
    try:
        parts = urlsplit(url)
        named = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return plain(url) if named else None
