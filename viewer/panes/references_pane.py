"""What the open statement cites of the ILO and the UN, always in sight beside the text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from db.model import CitedBy, DocumentCard, Statement
from viewer.i18n import word
from viewer.models.layers import CitedDocument, references_of
from viewer.panes.reference_card import ReferenceCard
from viewer.theme import Themes
from viewer.widgets.basics import clear_layout, column, label

_GROUPS = ("ilo", "law", "mandate")


def group_of(cited: CitedDocument) -> str:
    """The group a cited document is shown in: ``ilo``, ``law`` (UN, treaties, courts) or ``mandate``."""
    scheme = (cited.id or next(iter(cited.candidates), "ilo:")).partition(":")[0]
    return scheme if scheme in ("ilo", "mandate") else "law"


class ReferencesPane(QScrollArea):
    """Cards, of which one is open.

    Signals:
        documents_shown: documents whose titles are wanted (list of ids).
        citing_wanted: a card was opened: who cites this document?
        passage_requested: a place in the open statement is to be shown.
        statement_requested: another statement is to be opened at a passage (id, start, end).
        query_requested: a query is to be searched for.
        counted: how many documents are cited.
    """

    documents_shown = Signal(object)
    citing_wanted = Signal(str)
    passage_requested = Signal(int, int)
    statement_requested = Signal(str, int, int)
    query_requested = Signal(str)
    counted = Signal(int)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._present: str | None = None
        self.cards: list[ReferenceCard] = []
        self.setAccessibleName("ILO cross-references")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layout: QVBoxLayout = column(spacing=4, margins=(6, 0, 6, 6))
        inner = QWidget()
        inner.setLayout(self._layout)
        self.setWidget(inner)

    def show_statement(self, statement: Statement | None) -> None:
        """Shows what a statement cites. The card that was open stays open where it is cited again."""
        was_open = next((card.document for card in self.cards if card.is_open), None)
        self._present = statement.id if statement else None
        cited = references_of(statement) if statement else ()
        clear_layout(self._layout)
        self.cards = []
        for group in _GROUPS:
            self._add_group(group, [each for each in cited if group_of(each) == group])
        if statement is not None and not cited:
            self._layout.addWidget(label("It cites no document of the ILO or the UN.", "faint", wrap=True))
        self._layout.addStretch()
        self.counted.emit(len(cited))
        self.documents_shown.emit(list(_documents(cited)))
        found = next((card for card in self.cards if card.document and card.document == was_open), None)
        first = next((card for card in self.cards if card.document), None)
        if found or first:
            self._open(found or first)

    def describe(self, document: str, card: DocumentCard) -> None:
        for each in self.cards:
            each.describe(document, card)

    def show_citing(self, found: CitedBy) -> None:
        for each in self.cards:
            if each.document == found.ref:
                each.show_citing(found, self._present)

    def choose(self, document: str) -> None:
        """Opens the card of a document and brings it in sight."""
        for card in self.cards:
            if card.document == document or document in card.cited.candidates:
                self._open(card)
                self.ensureWidgetVisible(card)
                return

    def ask_again(self) -> None:
        """Asks anew for who cites the open card's document."""
        for card in self.cards:
            if card.is_open and card.document:
                self.citing_wanted.emit(card.document)

    def focus_first(self) -> None:
        """Gives the focus to the open card, or the first."""
        chosen = next((card for card in self.cards if card.is_open), next(iter(self.cards), None))
        if chosen is not None:
            chosen.header.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_group(self, group: str, cited: list[CitedDocument]) -> None:
        if cited and (group != "ilo"):
            heading = label(word("document_group", group), "faint")
            heading.setContentsMargins(8, 6, 0, 0)
            self._layout.addWidget(heading)
        for each in cited:
            card = ReferenceCard(self._themes, each)
            card.toggled.connect(lambda card=card: self._toggle(card))
            card.passage_requested.connect(self.passage_requested)
            card.statement_requested.connect(self.statement_requested)
            card.all_requested.connect(lambda ref: self.query_requested.emit(cites_query(ref)))
            self.cards.append(card)
            self._layout.addWidget(card)

    def _toggle(self, card: ReferenceCard) -> None:
        if card.is_open:
            card.set_open(False)
        else:
            self._open(card)

    def _open(self, chosen: ReferenceCard | None) -> None:
        for card in self.cards:
            if card.is_open != (card is chosen):
                card.set_open(card is chosen)
        if chosen is not None and chosen.document:
            self.citing_wanted.emit(chosen.document)


def cites_query(document: str) -> str:
    """The query that finds all statements that cite a document."""
    return f'cites:"{document}"' if " " in document else f"cites:{document}"


def _documents(cited: tuple[CitedDocument, ...]) -> Iterator[str]:
    for each in cited:
        if each.id:
            yield each.id
        yield from each.candidates
