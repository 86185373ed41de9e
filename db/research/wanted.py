"""What is cited and not held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model import WantedDocument

if TYPE_CHECKING:
    from db.catalogue import Catalogue
    from db.store import CitationCount, Reading

# Mandates and countries are cited too, but they are nothing one could fetch.
_DOCUMENTS = ("ilo:", "un:", "coe:", "eu:", "icj:")


def wanted(reading: Reading, catalogue: Catalogue) -> tuple[WantedDocument, ...]:
    """Documents that statements of the archive cite and the archive does not hold.

    Those cited in most statements come first, then those cited most often, then by identifier.
    """
    counts = [count for count in reading.citations.counts() if _is_wanted(count)]
    counts.sort(key=lambda count: (-count.statements, -count.citations, count.id))
    return tuple(_document(count, catalogue) for count in counts)


def _is_wanted(count: CitationCount) -> bool:
    """An identifier with an unknown part (``?``) names no single document."""
    return not count.held and count.id.startswith(_DOCUMENTS) and "?" not in count.id


def _document(count: CitationCount, catalogue: Catalogue) -> WantedDocument:
    card = catalogue.document(count.id)
    return WantedDocument(
        id=count.id,
        title=catalogue.label(count.id),
        url=None if card is None else card.url,
        statements=count.statements,
        citations=count.citations,
    )
