"""What is left of an address when its language is taken out of it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_LANGUAGES = (
    "ar|bg|bn|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|km|ko|lt|lv|ms|my|ne|nl|no|pl|ps|pt|ro|ru|sk|sl"
    "|sq|sr|sv|sw|ta|th|tr|uk|ur|uz|vi|zh|arabic|chinese|english|espanol|francais|french|russian|spanish"
)
_ONE = rf"(?:{_LANGUAGES})(?:[-_](?:[a-z]{{2}}|hans|hant))?"
_SEGMENT = re.compile(rf"(?<=/){_ONE}(?=/|$)")
_SUFFIX = re.compile(rf"[-_.](?:{_ONE}|[acefsr])(?=\.[a-z0-9]{{2,5}}$|$)")
"""``-fr``, ``_en.pdf``; ``_E.pdf`` and ``_F.pdf`` as the UN names its papers."""
_SAYING = frozenset({"lang", "language", "hl", "locale", "l", "lng"})
_SHORTEST = 8
"""Code points a path must have besides its language: ``/news`` is no release."""


def slug(url: str) -> str | None:
    """What an address has in common with that of a translation, or None where it says too little."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = _SEGMENT.sub("", unquote(parts.path).casefold()).rstrip("/")
    path = re.sub(r"/{2,}", "/", _SUFFIX.sub("", path))
    asked = sorted(pair for pair in parse_qsl(parts.query) if pair[0].casefold() not in _SAYING)
    first = re.match(rf"{_ONE}\.", host)
    host = host[first.end() :] if first and host.count(".") > 1 else host
    if not host or len(path) + sum(len(value) for _, value in asked) < _SHORTEST:
        return None
    return f"{host}{path}?{asked}"
