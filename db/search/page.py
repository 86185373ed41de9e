"""A page of results: what the engine found, with snippets, hits, facets and lines of concordance.

Texts are fetched for the statements of the page only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from db.model import ConcordanceLine, FacetValue, Hit, SearchRequest, SearchResults, Span, StatementId
from db.search.document import SearchText
from db.search.engine import Engine, EngineHit
from db.search.matching import TITLE, Marker
from db.search.query import parse
from db.search.snippets import make_snippet, one_line
from db.search.tree import Node

if TYPE_CHECKING:
    from db.catalogue import Catalogue

MOST_SPANS = 200
"""Hits of one statement that are told one by one; `hit_count` counts all."""

CONTEXT = 60
"""Code points to either side of a hit in a line of concordance."""

Texts = Callable[[Sequence[str]], Mapping[str, SearchText]]


def search_page(engine: Engine, request: SearchRequest, texts: Texts, catalogue: Catalogue) -> SearchResults:
    """Runs a request and makes its page. An empty query finds everything, newest first.

    Args:
        texts: gives the statements of some ids; one that is missing (deleted meanwhile) is left out.

    Raises:
        QueryError: the query cannot be read.
        UsageError: ``search.unknown_facet``.
        ArchiveError: ``search.index_damaged``.
    """
    began = perf_counter()
    tree = parse(request.query, catalogue)
    answer = engine.search(request)
    held = texts([hit.id for hit in answer.hits]) if answer.hits else {}
    shown = [(hit, held[hit.id]) for hit in answer.hits if hit.id in held]
    page = _Page(tree)
    hits = tuple(page.hit(hit, text) for hit, text in shown)
    lines = tuple(line for _, text in shown for line in page.lines(text)) if request.concordance else ()
    suggestion = engine.suggestion(request.query) if answer.total == 0 else None
    return SearchResults(
        total=answer.total,
        elapsed_ms=round((perf_counter() - began) * 1000, 3),
        hits=hits,
        facets={name: _labelled(values, catalogue) for name, values in answer.facets.items()},
        suggestion=suggestion,
        concordance=lines,
    )


def hits_in(query: str, text: str, language: str, catalogue: Catalogue) -> tuple[Span, ...]:
    """Where a query hits in one text (reader, find in page). Raises `QueryError`."""
    return Marker(parse(query, catalogue), language).spans(text)


class _Page:
    """What the hits of one page share."""

    def __init__(self, tree: Node) -> None:
        self._tree = tree
        self._bodies: dict[str, Marker] = {}
        self._titles: dict[str, Marker] = {}
        self._found: dict[str, list[tuple[Span, int]]] = {}

    def hit(self, hit: EngineHit, text: SearchText) -> Hit:
        found = self._hits(text)
        snippet = make_snippet(text.text, text.begin, found)
        return Hit(
            id=StatementId(text.id),
            title=text.title,
            date=text.date,
            language=text.language,
            score=hit.score,
            snippet=snippet.text,
            spans=tuple(span for span, _ in found[:MOST_SPANS]),
            snippet_spans=snippet.spans,
            title_spans=self._title_marker(text.language).spans(text.title),
            hit_count=len(found),
            kind=text.kind,
            issuer=text.issuer,
        )

    def lines(self, text: SearchText) -> list[ConcordanceLine]:
        return [concordance_line(text, span) for span, _ in self._hits(text)]

    def _hits(self, text: SearchText) -> list[tuple[Span, int]]:
        found = self._found.get(text.id)
        if found is None:
            marker = self._bodies.get(text.language)
            if marker is None:
                marker = self._bodies[text.language] = Marker(self._tree, text.language)
            found = self._found[text.id] = marker.hits(text.text)
        return found

    def _title_marker(self, language: str) -> Marker:
        marker = self._titles.get(language)
        if marker is None:
            marker = self._titles[language] = Marker(self._tree, language, TITLE)
        return marker


def concordance_line(text: SearchText, span: Span) -> ConcordanceLine:
    """A hit in its line: what stands before and after it, without line ends."""
    return ConcordanceLine(
        id=StatementId(text.id),
        left=one_line(text.text[max(0, span.start - CONTEXT) : span.start]),
        match=one_line(span.of(text.text)),
        right=one_line(text.text[span.end : span.end + CONTEXT]),
        start=span.start,
        end=span.end,
    )


def _labelled(values: tuple[FacetValue, ...], catalogue: Catalogue) -> tuple[FacetValue, ...]:
    """Labels from the catalogue for ids that came without one."""
    return tuple(
        FacetValue(value=value.value, label=catalogue.label(value.value), count=value.count)
        if value.label == value.value and ":" in value.value
        else value
        for value in values
    )
