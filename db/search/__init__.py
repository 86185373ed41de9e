"""Query language, engines, facets, snippets, concordance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.search.analysis import RULES_FINGERPRINT
from db.search.document import IndexDocument, SearchText, Stamp
from db.search.engine import Engine, EngineAnswer, EngineHit
from db.search.page import hits_in, search_page
from db.search.query import parse
from db.search.whoosh_engine import WhooshEngine

if TYPE_CHECKING:
    from db.catalogue import Catalogue

__all__ = [
    "RULES_FINGERPRINT",
    "Engine",
    "EngineAnswer",
    "EngineHit",
    "IndexDocument",
    "SearchText",
    "Stamp",
    "hits_in",
    "open_engine",
    "parse",
    "search_page",
]


def open_engine(folder: Path, catalogue: Catalogue) -> Engine:
    """The full-text engine over the index in `folder`, which need not exist yet.

    An index that cannot be read, or was made under other rules or by another program, opens as empty: its
    `stamp` is None, and the next `apply` or `rebuild` replaces it.
    """
    return WhooshEngine(folder, catalogue)
