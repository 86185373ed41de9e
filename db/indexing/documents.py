"""A statement as the index sees it: its words, its notes, and the values it can be filtered by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from db.catalogue import Catalogue
from db.model import APART, NUMBERED, EntityKind, Mention, Reference, ReferenceStatus, Span, Statement
from db.search import IndexDocument, SearchText

_FIELD_OF_KIND = {
    EntityKind.PERSON: "person",
    EntityKind.ROLE: "role",
    EntityKind.ORGANIZATION: "org",
    EntityKind.COUNTRY: "country",
    EntityKind.PLACE: "place",
}
"""Dates are the statement's own; treaties and symbols come in through their ids."""


MAX_SEARCHED = 4_000_000
"""Code points of a text that are searched: some 650,000 words, more than the longest report of the ILO.

It bounds the memory that indexing takes (some 100 bytes for each) and the time to mark a text's hits.
The import says so of a longer text (``text.partly_analysed``).
"""


class _Layer(Protocol):
    @property
    def start(self) -> int: ...


_AnyLayer = TypeVar("_AnyLayer", bound=_Layer)


def document_of(statement: Statement, catalogue: Catalogue) -> IndexDocument:
    """What the index is fed with for a statement.

    All of its text is searched; what stands in navigation, boilerplate and contacts is no facet (DESIGN §3).
    """
    values = _Values(catalogue)
    outside = _Outside(statement)
    for mention in outside.of(statement.entities):
        values.mention(mention)
    for reference in outside.of(statement.references):
        values.reference(reference)
    for quotation in outside.of(statement.quotations):
        values.name("speaker", quotation.speaker_id, quotation.speaker)
    for annotation in statement.annotations:
        values.add("tag", *annotation.tags)
    values.add("source", *_sources(statement))
    values.add("kind", statement.kind.value)
    values.add("language", statement.language)
    return IndexDocument(
        id=statement.id,
        title=statement.title,
        text=searched(statement.text),
        language=statement.language,
        date=statement.date,
        kind=statement.kind.value,
        issuer=statement.issuer,
        quotes=tuple(Span(quotation.start, quotation.end) for quotation in statement.quotations),
        notes=tuple(annotation.note for annotation in statement.annotations if annotation.note),
        keywords=values.keywords(),
        labels=values.labels,
    )


def search_text_of(statement: Statement) -> SearchText:
    """What a page of results shows of a statement."""
    return SearchText(
        id=statement.id,
        title=statement.title,
        text=searched(statement.text),
        language=statement.language,
        date=statement.date,
        kind=statement.kind.value,
        issuer=statement.issuer,
        begin=next((block.start for block in statement.blocks if block.role in NUMBERED), 0),
    )


def searched(text: str) -> str:
    """The part of a text that is searched, marked and shown in snippets: for nearly all texts, all of it."""
    return text[:MAX_SEARCHED]


def _sources(statement: Statement) -> Iterable[str]:
    """Who published it, and the hosts of the addresses it came from."""
    if statement.issuer:
        yield statement.issuer
    for source in statement.sources or (statement.source,):
        host = urlsplit(source.url or "").hostname
        if host:
            yield host.removeprefix("www.")


class _Outside:
    """Leaves out what stands in the parts of a statement that are kept apart."""

    def __init__(self, statement: Statement) -> None:
        self._apart = [(block.start, block.end) for block in statement.blocks if block.role in APART]

    def of(self, layers: Iterable[_AnyLayer]) -> list[_AnyLayer]:
        return [layer for layer in layers if not any(low <= layer.start < high for low, high in self._apart)]


class _Values:
    """Collects the values of each field, each once, in the order of the text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._values: dict[str, dict[str, None]] = defaultdict(dict)
        self.labels: dict[str, str] = {}

    def keywords(self) -> dict[str, tuple[str, ...]]:
        return {field: tuple(values) for field, values in self._values.items() if values}

    def add(self, field: str, *values: str) -> None:
        self._values[field].update(dict.fromkeys(values))

    def identified(self, field: str, id: str, name: str | None = None) -> None:
        """A value that is an id; its label is the catalogue's, else the name it has in the text."""
        self.add(field, id)
        label = self._catalogue.label(id)
        self.labels[id] = name if name and label == id else label

    def name(self, field: str, id: str | None, name: str | None) -> None:
        """An entity: by its id where it has one, else by its name."""
        if id:
            self.identified(field, id, name)
        elif name:
            self.add(field, name)

    def mention(self, mention: Mention) -> None:
        if mention.id and mention.id.startswith("mandate:"):
            self.identified("mandate", mention.id, mention.name)
        if mention.kind is EntityKind.ROLE:
            self.add("role", mention.name)
        elif mention.kind in _FIELD_OF_KIND:
            self.name(_FIELD_OF_KIND[mention.kind], mention.id, mention.name)
        elif mention.kind is EntityKind.TREATY and not (mention.id or "").startswith("ilo:"):
            self.name("treaty", mention.id, mention.name)

    def reference(self, reference: Reference) -> None:
        """What is cited, with and without its pinpoints; only where it is one document (DESIGN law 5)."""
        if reference.id is None or reference.status is not ReferenceStatus.RESOLVED:
            return
        self.identified("cites", reference.id)
        for part in (reference.pinpoint or "").split(";"):
            if part:
                self.add("cites", f"{reference.id}#{part}")
        prefix = reference.id.partition(":")[0]
        if prefix in {"ilo", "un", "mandate"}:
            self.identified(prefix, reference.id)
        if reference.id in self._catalogue.treaties:
            self.identified("treaty", reference.id)
