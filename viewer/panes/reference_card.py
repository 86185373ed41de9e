"""One cited document: folded a line, open what is known of it, where it is cited, and who else cites it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from db.model import CitedBy, DocumentCard, ReferenceStatus, StatementSummary
from viewer.i18n import counted, date_text, word
from viewer.models.layers import CitedDocument, code_of, pinpoint_text
from viewer.theme import Themes
from viewer.widgets.basics import ElidedLink, clear_layout, column, label, link
from viewer.widgets.card_header import CardHeader
from viewer.widgets.flow import FlowLayout

CITING_SHOWN = 6
_SURE = "high"
_DATES = frozenset({"adopted", "in_force"})
_LONGEST = 60


class ReferenceCard(QFrame):
    """Signals: `toggled` asks to open or fold it; the others say what a person wants to see."""

    toggled = Signal()
    passage_requested = Signal(int, int)
    statement_requested = Signal(str, int, int)
    all_requested = Signal(str)

    def __init__(self, themes: Themes, cited: CitedDocument) -> None:
        super().__init__()
        self.cited = cited
        self.known: DocumentCard | None = None
        self.candidates: dict[str, str] = {}
        self._open = False
        self._step = 0
        self.header = CardHeader(themes)
        self.header.clicked.connect(self.toggled)
        self._facts = QWidget()
        self._facts_flow = FlowLayout(self._facts)
        self._about = label("", "muted", wrap=True)
        self._places = QWidget()
        self._place_flow = FlowLayout(self._places)
        self._citing = QWidget()
        self._citing_rows = column(spacing=2)
        self._citing.setLayout(self._citing_rows)
        self._body = QWidget()
        self._body.setLayout(column(self._facts, self._about, self._places, self._citing, spacing=7))
        self._layout: QVBoxLayout = column(self.header, self._body, spacing=6, margins=(7, 3, 7, 3))
        self.setLayout(self._layout)
        self._fill_places()
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        return self._open

    @property
    def document(self) -> str | None:
        """The document, where it is identified."""
        return self.cited.id

    def set_open(self, is_open: bool) -> None:
        self._open = is_open
        self._body.setVisible(is_open)
        self.setObjectName("card" if is_open else "")
        self._layout.setContentsMargins(*((7, 6, 7, 8) if is_open else (7, 1, 7, 1)))
        self.style().polish(self)
        self._show_words()

    def describe(self, document: str, card: DocumentCard) -> None:
        """Shows what the catalogue knows."""
        if document == self.cited.id:
            self.known = card
            self._fill_facts(card)
        elif document in self.cited.candidates:
            self.candidates[document] = card.title
        self._show_words()

    def show_citing(self, found: CitedBy, present: str | None) -> None:
        """Shows which statements cite it; `present` is the one that is open."""
        clear_layout(self._citing_rows)
        total = len(found.statements)
        self._citing_rows.addWidget(label(f"Cited by {counted(total, 'statement')}", "heading"))
        first = {passage.id: (passage.start, passage.end) for passage in reversed(found.passages)}
        for summary in found.statements[:CITING_SHOWN]:
            self._citing_rows.addWidget(self._citing_link(summary, first.get(summary.id), present))
        everything = link(f"Show all {total} in results →")
        everything.clicked.connect(lambda: self.all_requested.emit(found.ref))
        self._citing_rows.addWidget(everything, 0, Qt.AlignmentFlag.AlignLeading)

    def _citing_link(
        self, summary: StatementSummary, at: tuple[int, int] | None, present: str | None
    ) -> QPushButton:
        here = " (open)" if summary.id == present else ""
        told = f"{date_text(summary.date)}: {summary.title}{here}"
        button = ElidedLink(f"{date_text(summary.date, short=True)}  {summary.title}{here}")
        button.setToolTip(told)
        button.setAccessibleName(told)
        start, end = at or (0, 0)
        button.clicked.connect(lambda: self.statement_requested.emit(summary.id, start, end))
        return button

    def _fill_facts(self, card: DocumentCard) -> None:
        clear_layout(self._facts_flow)
        self._facts.setVisible(bool(card.status))
        if card.status:
            self._facts_flow.addWidget(_chip(card.status.replace("_", " "), card.certainty.get("status")))
        lines = []
        for key, value in card.facts.items():
            shown = date_text(value) if key in _DATES and value[:4].isdigit() else value
            sure = card.certainty.get(key, card.certainty.get("record", ""))
            doubt = f" ({word('certainty', sure)})" if sure and sure != _SURE else ""
            lines.append(f"{word('fact', key)}: {shown}{doubt}")
        self._about.setText("\n".join(lines))

    def _fill_places(self) -> None:
        count = len(self.cited.passages)
        text = "Show in the text" if count == 1 else f"In the text {count} times"
        step = link(f"{text} ↓", "Go to the next place that cites it")
        step.clicked.connect(self._next_place)
        self._place_flow.addWidget(step)
        for pinpoint, (start, end) in self.cited.pinpoints:
            button = QPushButton(pinpoint_text(pinpoint))
            button.setObjectName("chip")
            button.setToolTip(f"Go to where {pinpoint_text(pinpoint)} is cited")
            button.clicked.connect(lambda _=False, a=start, z=end: self.passage_requested.emit(a, z))
            self._place_flow.addWidget(button)

    def _next_place(self) -> None:
        place = self.cited.passages[self._step % len(self.cited.passages)]
        self._step += 1
        self.passage_requested.emit(*place)

    def _show_words(self) -> None:
        cited = self.cited
        if cited.status == ReferenceStatus.RESOLVED and cited.id:
            rest = self.known.title if self.known else cited.text
            code = code_of(cited.id)
            rest = "" if code == rest else rest
            self.header.set_words(code, rest, is_open=self._open)
            return
        self.header.set_words("?", f"“{_short(cited.text)}”", is_open=self._open)
        named = [f"{code_of(each)} {self.candidates.get(each, '')}".strip() for each in cited.candidates]
        said = word("reference_status", cited.status)
        self._about.setText("\n".join([f"{said}.", *(f"•  {each}" for each in named)]))


def _chip(text: str, certainty: str | None) -> QWidget:
    doubt = certainty and certainty != _SURE
    shown = text[:1].upper() + text[1:]
    chip = label(f"{shown} · {word('certainty', certainty or '')}" if doubt else shown, "chip")
    chip.setToolTip(f"Status: {shown}" + (f" ({word('certainty', certainty)})" if certainty else ""))
    return chip


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
