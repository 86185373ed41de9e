"""Keys of works: how a text is known again to come from where another came from.

A key says where, never what: ``url:`` and an address, ``row:`` and a table's name, ``#`` and a row's id,
``file:`` and the hash of a path, so that no path of the user's computer lies in the archive for this. Callers
hand in addresses as they are written; here different spellings of one address are made alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_URL = "url:"
_FILE = "file:"

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id"
    r"|_ga|_gl|_hsenc|_hsmi|ref_src|ref_url|cmpid|spm|__cft__.*|__tn__"
)
"""Parameters that follow people and do not choose a page."""
_KEPT = "/:@!$&'()*+,;=~-._"
_LONGEST = 2000
_ANY = "surrogateescape"  # bytes in other encodings stay apart


def normalised(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys as they are compared, each once; what is no address in the web is left out."""
    alike = (url_key(key[len(_URL) :]) if key.startswith(_URL) else _short(key) for key in keys)
    return tuple(dict.fromkeys(key for key in alike if key))


def weak(key: str) -> bool:
    """Whether another text may well come under the same key: as under the name of a file.

    Or under the address of a whole site, which many pages give for their own by mistake.
    """
    return key.startswith(_FILE) or (key.startswith(_URL) and not {"/", "?"} & set(key))


def url_key(url: str) -> str | None:
    """The key of a URL, or None for what is no address in the web.

    Left out: the scheme, ``www.``, user and password, the scheme's own port, the fragment (but not one that
    is a path: some sites show their pages by it), parameters that only follow people, and a slash at the end.
    The host is taken in small letters, parameters in the order of their names. The language's part of a path
    stays: other languages are found as translations.
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
    page = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    key = f"url:{place}{path}" + (f"?{query}" if query else "") + page
    return _short(key)


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST else f"{key[:_LONGEST]}#{_hash(key)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
