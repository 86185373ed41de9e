"""Asks the core what is known of cited documents, and which statements cite them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from db.model import CitedBy, DocumentCard, Failure
from viewer.ports import CoreLike

CHANNEL = "cited_by"


class Citing(QObject):
    """What the catalogue says does not change while the window is open, so it is asked once.

    Signals:
        described: what is known of a document (`str` id, `DocumentCard`).
        cited: which statements cite one (`CitedBy`).
    """

    described = Signal(str, object)
    cited = Signal(object)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._cards: dict[str, DocumentCard | None] = {}
        self._asked: set[str] = set()

    def describe(self, documents: Iterable[str]) -> None:
        """Tells by `described` what is known of each; of what the catalogue does not list nothing is told."""
        for document in documents:
            if document in self._cards:
                self._tell(document)
            elif document not in self._asked:
                self._asked.add(document)
                self._ask(document)

    def ask_citing(self, document: str) -> None:
        """Tells by `cited` which statements cite a document."""
        self._core.call("cited_by", {"ref": document}, done=self._cited, channel=CHANNEL)

    def ask_again(self) -> None:
        """What was under way is lost (the core was restarted): it is asked for anew when it is wanted."""
        self._asked = set(self._cards)

    def _ask(self, document: str) -> None:
        def done(card: DocumentCard | None) -> None:
            self._cards[document] = card
            self._tell(document)

        def failed(_: Failure) -> None:
            self._asked.discard(document)

        self._core.call("document", {"ref": document}, done=done, failed=failed)

    def _tell(self, document: str) -> None:
        card = self._cards[document]
        if card is not None:
            self.described.emit(document, card)

    def _cited(self, found: CitedBy) -> None:
        self.cited.emit(found)
