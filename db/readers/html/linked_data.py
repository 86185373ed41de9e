"""Date, title and publisher out of a page's JSON-LD (schema.org), as far as it can be read."""

from __future__ import annotations

import json
from dataclasses import dataclass

MOST_CHARACTERS = 1 << 18
"""Of one script: the facts of a page take some hundreds."""

_MOST_NODES = 5000
_ARTICLES = ("article", "posting", "report", "webpage", "event", "creativework", "document")


@dataclass(slots=True)
class Linked:
    """What the script says of the page."""

    date: str | None = None
    title: str | None = None
    issuer: str | None = None


def read(script: str) -> Linked:
    """Reads one script. Never fails: what is broken, too long or too deep says nothing."""
    found = Linked()
    if len(script) > MOST_CHARACTERS:
        return found
    try:
        waiting = [json.loads(script)]
    except (ValueError, RecursionError):
        return found
    seen = 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            _take(node, found)
            waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
    return found


def _take(node: dict[str, object], found: Linked) -> None:
    kind = str(node.get("@type", "")).lower()
    if not any(word in kind for word in _ARTICLES):
        return
    published, headline, publisher = node.get("datePublished"), node.get("headline"), node.get("publisher")
    if found.date is None and isinstance(published, str):
        found.date = published
    if found.title is None and isinstance(headline, str):
        found.title = headline
    if found.issuer is None and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
        found.issuer = str(publisher["name"])
