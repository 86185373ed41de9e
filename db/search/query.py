"""The query language: what a person types, understood. The syntax is Whoosh's, and Whoosh reads it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from db.search.conversion import Converter
from db.search.scanning import scan
from db.search.tree import Everything, Node
from db.search.whoosh_guard import whoosh

if TYPE_CHECKING:
    from db.catalogue import Catalogue


def _plugins() -> list[Any]:
    from_whoosh = whoosh.qparser
    return [
        from_whoosh.WhitespacePlugin(),
        # names of fields were checked before, with their places
        from_whoosh.FieldsPlugin(remove_unknown=False),
        from_whoosh.WildcardPlugin(),
        from_whoosh.FuzzyTermPlugin(),
        from_whoosh.PhrasePlugin(),
        from_whoosh.RangePlugin(),
        from_whoosh.GroupPlugin(),
        from_whoosh.BoostPlugin(),
        # an operator may stand next to a bracket; the others of Whoosh are words to us
        from_whoosh.OperatorsPlugin(
            And=r"(?<![^\s()])AND(?![^\s()])",
            Or=r"(?<![^\s()])OR(?![^\s()])",
            Not=r"(?<![^\s()])NOT(?![^\s()])",
            AndNot=r"(?<![^\s()])ANDNOT(?![^\s()])",
            AndMaybe=None,
            Require=None,
        ),
    ]


def parse(query: str, catalogue: Catalogue) -> Node:
    """A query as a tree. An empty one finds everything.

    Raises:
        QueryError: the query cannot be read; ``position`` tells where (code points from its start).
    """
    return _parse(query, catalogue)


@lru_cache(maxsize=64)
def _parse(query: str, catalogue: Catalogue) -> Node:
    if not query.strip():
        return Everything()
    scanned = scan(query)
    # Whoosh's parser gathers state while it reads: each query has its own
    parser = whoosh.qparser.QueryParser(None, None, plugins=_plugins())
    return Converter(scanned, catalogue).convert(parser.parse(scanned.ready, normalize=False))
