"""What the index is fed with, and the stamp that ties it to the database."""

from __future__ import annotations

from dataclasses import dataclass

from db.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which state of which archive an index holds; written in the same commit as the documents."""

    lineage: str
    seq: int
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchText:
    """What the page of results needs of a statement that is shown.

    `begin` is where the text proper begins, behind navigation, title and date: a snippet without hits starts
    there.
    """

    id: str
    title: str
    text: str
    language: str
    date: str | None
    kind: str
    issuer: str | None = None
    begin: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDocument:
    """A statement as the index sees it. Values of keyword fields are ids; texts are as stored.

    Attributes:
        quotes: spans of the quotations.
        notes: the words of a person's own annotations.
        keywords: facet and filter field (``country place person org mandate role ilo un treaty cites tag
            kind source speaker language``) to the values of the statement. Names as well as ids are given
            for entities, so that ``country:Belarus`` and ``country:BLR`` both find. A value with a
            pinpoint (``ilo:CONST#art33``) is found with and without it.
    """

    id: str
    title: str
    text: str
    language: str
    date: str | None
    kind: str
    issuer: str | None = None
    quotes: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    keywords: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    """For facets: id to the name a person reads (``iso:BLR`` to ``Belarus``)."""
