"""Keys of works: how a text is known again to come from where another came from.

A key says where, never what: ``url:`` and a URL as it is compared, ``row:`` and a row of a table, ``file:``
and the hash of a path, so that no path of the user's computer lies in the archive for this.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

FILE = "file:"
"""Keys of this kind are weak: another text may be saved under the same name."""

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id"
    r"|_ga|_gl|_hsenc|_hsmi|ref_src|ref_url|cmpid|spm|__cft__.*|__tn__"
)
"""Parameters that follow people and do not choose a page."""
_KEPT = "/:@!$&'()*+,;=~-._"
_LONGEST = 2000
_ANY = "surrogateescape"  # bytes in other encodings stay apart


def url_key(url: str) -> str | None:
    """The key of a URL, or None for what is no address in the web.

    Left out: the scheme, ``www.``, user and password, the scheme's own port, the fragment, parameters that
    only follow people, and a slash at the end. The host is taken in small letters, parameters in the order of
    their names. The language's part of a path stays: other languages are found as translations.
    """
    try:
        return _url_key(url.strip())
    except ValueError:  # no port, no brackets, no Unicode
        return None


def _url_key(url: str) -> str | None:
    parts = urlsplit(url)
    port = parts.port
    host = (parts.hostname or "").removesuffix(".").removeprefix("www.")
    if parts.scheme.lower() not in _PORTS or not host:
        return None
    place = host if port in (None, _PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    path = quote(unquote(parts.path, errors=_ANY), safe=_KEPT, errors=_ANY).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors=_ANY)
    kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0].lower()))
    query = urlencode(kept, errors=_ANY)
    key = f"url:{place}{path}" + (f"?{query}" if query else "")
    return key if len(key) <= _LONGEST else f"url:{place}#{_hash(key)}"


def row_key(table: str, id: str) -> str:
    """The key of a row: the table's file name without folders, and the row's own id."""
    key = f"row:{table}#{id}"
    return key if len(key) <= _LONGEST else f"row:#{_hash(key)}"


def file_key(path: str) -> str:
    """The key of a file on disk, from its absolute path (of a member, with the member's after ``!/``)."""
    return FILE + _hash(path)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
