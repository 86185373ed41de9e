"""What searches give back. Field names are those of the JSON and do not change (DESIGN §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from db.model.ids import StatementId
from db.model.span import Span
from db.model.statement import StatementSummary


class SortOrder(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is asked. `filters` narrow by facet: name of the facet to chosen values, "or" within one facet."""

    query: str
    limit: int = 50
    offset: int = 0
    sort: SortOrder = SortOrder.RELEVANCE
    facets: bool = False
    concordance: bool = False
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that was found.

    Attributes:
        snippet: a piece of its text.
        spans: where the query hits, over the statement's text (all hits up to a limit).
        snippet_spans: where it hits within `snippet`.
        hit_count: how many hits there are in the text in all.
    """

    id: StatementId
    title: str
    date: str | None
    language: str
    score: float
    snippet: str
    spans: tuple[Span, ...]
    snippet_spans: tuple[Span, ...] = ()
    title_spans: tuple[Span, ...] = ()
    hit_count: int = 0
    kind: str = ""
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet: `value` is what a query takes, `label` what a person reads."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceLine:
    """One hit in its line; `start` and `end` over the statement's text."""

    id: StatementId
    left: str
    match: str
    right: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """An answer. `total` counts statements, however many are shown."""

    total: int
    elapsed_ms: float
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    suggestion: str | None = None
    concordance: tuple[ConcordanceLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingPassage:
    """One place in the archive that cites a document."""

    id: StatementId
    title: str
    date: str | None
    language: str
    start: int
    end: int
    text: str
    pinpoint: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard:
    """What the catalogue knows of a document, and how sure each fact is.

    `facts` are pairs of key and value for showing, in order; `certainty` maps a key to ``high``, ``medium``,
    ``low``, ``conflict`` or nothing (not known).
    """

    id: str
    kind: str
    title: str
    number: int | None = None
    year: int | None = None
    status: str | None = None
    url: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    certainty: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedBy:
    """A document and all that cite it. `document` is None where the catalogue does not list it."""

    ref: str
    document: DocumentCard | None
    statements: tuple[StatementSummary, ...]
    passages: tuple[CitingPassage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedDocument:
    """A document that is cited and not held."""

    id: str
    title: str
    url: str | None
    statements: int
    citations: int
