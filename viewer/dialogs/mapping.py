"""Which column of a table holds what: guessed, shown on some rows, confirmed by a person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.model import ColumnMapping, TablePreview
from viewer.theme import Themes
from viewer.widgets.basics import IconButton, column, framed, label, row
from viewer.widgets.choice import Choice
from viewer.widgets.tables import ROW

SURE = 0.7
"""A guess less sure than this is said to be one."""

FIELDS = (
    ("text", "Text of the statement"),
    ("title", "Title"),
    ("date", "Date"),
    ("language", "Language"),
    ("url", "Web address"),
    ("id", "Identifier"),
)
_NONE = "—"
_NARROWEST, _WIDEST = 104, 290
"""Pixels of a column of the preview."""

_UNSURE = "This is a guess, and not a sure one: look whether the columns fit before you import."
_UNKNOWN = "No column looks like the text of a statement. Choose the one that holds it."


class MappingDialog(QDialog):
    """`confirmed` carries the path and the `ColumnMapping`; `rejected` means: leave this file out."""

    confirmed = Signal(str, object)

    def __init__(self, themes: Themes, preview: TablePreview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns of a table")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preview = preview
        self.boxes = {field: self._box(field, text) for field, text in FIELDS}
        self.table = self._table()
        self.warning = _warning(themes, self._doubt())
        self.warning.setVisible(bool(self._doubt()))
        buttons = QDialogButtonBox()
        self.skip = buttons.addButton("Leave this file out", QDialogButtonBox.ButtonRole.RejectRole)
        self.go = buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        name = preview.path.replace("\\", "/").rpartition("/")[2]
        head = label(f"Which column of “{name}” holds what?", "heading", wrap=True)
        said = label("Each row becomes a statement. The table itself is kept as it is.", "muted", wrap=True)
        whole = column(
            head,
            said,
            self.warning,
            self._grid(),
            self.table,
            row(None, buttons),
            margins=(18, 16, 18, 12),
            spacing=10,
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.resize(820, 520)
        self._changed()

    def mapping(self) -> ColumnMapping:
        """What is chosen now; a person's word is sure."""
        chosen = {field: box.currentData() for field, box in self.boxes.items()}
        return ColumnMapping(**chosen)

    def _doubt(self) -> str:
        guess = self._preview.mapping
        if guess is None:
            return _UNKNOWN
        return _UNSURE if guess.confidence < SURE else ""

    def _box(self, field: str, text: str) -> Choice:
        box = Choice(f"Column with: {text}")
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(_NONE, None)
        for name in self._preview.columns:
            box.addItem(name, name)
        guess = self._preview.mapping
        guessed = getattr(guess, field) if guess is not None else None
        box.setCurrentIndex(max(0, box.findData(guessed)))
        box.currentIndexChanged.connect(lambda _: self._changed())
        return box

    def _grid(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for number, (field, text) in enumerate(FIELDS):
            line, side = divmod(number, 2)
            grid.addWidget(label(text, "muted"), line, 2 * side)
            grid.addWidget(self.boxes[field], line, 2 * side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return made

    def _table(self) -> QTableWidget:
        columns, rows = self._preview.columns, self._preview.rows
        made = QTableWidget(len(rows), len(columns))
        made.setObjectName("plain")
        made.setAccessibleName("Some rows of the table")
        made.setWordWrap(False)
        made.setShowGrid(False)
        made.setAlternatingRowColors(True)
        made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(ROW)
        made.horizontalHeader().setStretchLastSection(True)
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        for line, cells in enumerate(rows):
            for at, cell in enumerate(cells[: len(columns)]):
                item = QTableWidgetItem(" ".join(cell.split()))
                item.setToolTip(cell[:400])
                made.setItem(line, at, item)
        for at, name in enumerate(columns):
            longest = max((len(cells[at]) for cells in rows if at < len(cells)), default=0)
            made.setColumnWidth(at, max(_NARROWEST, min(_WIDEST, 8 * max(longest, len(name)) + 24)))
        return made

    def _changed(self) -> None:
        """The head of the table says in words what each column is taken for."""
        said = {box.currentData(): text for (_, text), box in zip(FIELDS, self.boxes.values(), strict=True)}
        heads = [f"{name}\n{said.get(name, 'not imported')}" for name in self._preview.columns]
        self.table.setHorizontalHeaderLabels(heads)
        self.go.setEnabled(self.boxes["text"].currentData() is not None)

    def _confirm(self) -> None:
        self.confirmed.emit(self._preview.path, self.mapping())
        self.accept()


def _warning(themes: Themes, said: str) -> QWidget:
    sign = IconButton(themes, "warning", "Unsure", tint="text")
    sign.setEnabled(False)
    inside = row(sign, label(said, "warned", wrap=True), margins=(6, 2, 8, 2))
    inside.setStretch(1, 1)
    return framed(inside, "banner")
