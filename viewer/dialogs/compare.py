"""Two versions beside each other, or in one column where there is no room; changes one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from db.model import TextDiff, Version
from viewer.comparing import Side, across, changes_of, page_of
from viewer.i18n import counted, date_text, moment_text, number, percent_text, word
from viewer.theme import Themes
from viewer.widgets.basics import IconButton, close_box, column, framed, label, row
from viewer.widgets.choice import Choice
from viewer.widgets.diff_page import DiffPage

NARROW = 760
"""Under this width (pixels) both texts are shown in one column."""

_FROM_RIGHT = frozenset({"ar", "fa", "he", "ur"})
_WAIT = "Comparing…"
_TWO_LANGUAGES = "Two languages beside each other: words cannot be compared"


def version_text(version: Version) -> str:
    """ "Version 2 · English · captured 5 June 2025"."""
    when = f"captured {moment_text(version.captured_at)}" if version.captured_at else ""
    parts = [f"Version {number(version.number)}", word("language", version.language), when]
    return " · ".join(part for part in parts if part)


class CompareDialog(QDialog):
    """`comparison_requested` asks to compare two statements by their ids; `show_diff` shows the answer."""

    comparison_requested = Signal(str, str)

    def __init__(self, themes: Themes, versions: Sequence[Version], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare versions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._themes = themes
        self._versions = list(versions)
        self._diff: TextDiff | None = None
        self._changes: list[int] = []
        self._at = -1
        self._places: dict[DiffPage, list[int]] = {}
        self._following = False
        self._unified: bool | None = None
        self._translated = False
        self.left_box, self.right_box = self._box("Older text"), self._box("Newer text")
        self.left_page, self.right_page = DiffPage("Older text"), DiffPage("Newer text")
        self.both_page = DiffPage("Both texts: what was removed, then what was added")
        self.said = label(_WAIT, "muted")
        self.place = label("", "muted")
        self.previous = self._step_button("up", "Previous change", "Alt+Up", -1)
        self.next = self._step_button("down", "Next change", "Alt+Down", 1)
        self.one_column = QPushButton("In one column")
        self.one_column.setCheckable(True)
        self.one_column.setAutoDefault(False)
        self.one_column.toggled.connect(lambda _: self._fit())
        self._lay_out()
        for mine, other in ((self.left_page, self.right_page), (self.right_page, self.left_page)):
            mine.scrolled.connect(lambda mine=mine, other=other: self._follow(mine, other))
        for page in (self.left_page, self.right_page, self.both_page):
            page.whole.connect(self._show_change)
        themes.changed.connect(self._repaint)
        self.resize(1040, 640)

    def _box(self, name: str) -> Choice:
        box = Choice(name)
        box.setMinimumContentsLength(16)
        box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for version in self._versions:
            box.addItem(version_text(version), version.id)
        box.activated.connect(lambda _: self._ask())
        return box

    def _step_button(self, icon_name: str, text: str, keys: str, by: int) -> IconButton:
        button = IconButton(self._themes, icon_name, f"{text} ({keys})")
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: self.step(by))
        self.addAction(action)
        button.clicked.connect(action.trigger)
        return button

    def _lay_out(self) -> None:
        boxes = row(self.left_box, self.right_box, spacing=12)
        boxes.setStretch(0, 1)
        boxes.setStretch(1, 1)
        self._key = label("Struck out: removed · Underlined: added", "faint")
        bar = row(self.said, None, self.place, self.previous, self.next, spacing=6)
        pages = row(self.left_page, self.right_page, self.both_page, spacing=0)
        self._split = framed(pages, "card")
        pages.setContentsMargins(1, 1, 1, 1)
        close = close_box(self)
        foot = row(self._key, None, self.one_column, close, spacing=8)
        whole = column(boxes, bar, self._split, foot, margins=(16, 14, 16, 12), spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # what is shown

    def compare(self, left: str, right: str) -> None:
        """Asks for a comparison of two of the versions."""
        for box, chosen in ((self.left_box, left), (self.right_box, right)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(chosen))
        self._ask()

    def _ask(self) -> None:
        self.said.setText(_WAIT)
        self.comparison_requested.emit(self.left_box.currentData(), self.right_box.currentData())

    def show_failed(self, said: str) -> None:
        self.said.setText(said)

    def show_diff(self, diff: TextDiff) -> None:
        """Shows a comparison that was asked for."""
        if (diff.left.id, diff.right.id) != (self.left_box.currentData(), self.right_box.currentData()):
            return
        self._diff = diff
        self._translated = diff.left.language != diff.right.language
        self._changes = [] if self._translated else changes_of(diff.pieces)
        self._at = -1
        self.said.setText(self._verdict(diff))
        self._unified = None
        self._fit()
        self._show_place()

    def _verdict(self, diff: TextDiff) -> str:
        if self._translated:
            alike = _TWO_LANGUAGES
        elif self._changes:
            alike = f"{percent_text(diff.similarity)} of the words alike"
        else:
            alike = "The texts are the same"
        dates = [date_text(each.date, short=True) for each in (diff.left, diff.right)]
        return alike if dates[0] == dates[1] else f"{alike} · {dates[0]} → {dates[1]}"

    @property
    def change(self) -> int:
        """Which change is shown, from 0; -1 is none yet."""
        return self._at

    @property
    def is_unified(self) -> bool:
        return bool(self._unified)

    def step(self, by: int) -> None:
        """Goes to the next change, from the last to the first."""
        if self._diff is None or not self._changes:
            return
        first = 0 if by > 0 else -1
        self._at = first % len(self._changes) if self._at < 0 else (self._at + by) % len(self._changes)
        self._show_change()
        self._show_place()

    def _show_change(self) -> None:
        """Brings the change into sight on all pages, as soon as they are whole."""
        if self._at < 0:
            return
        self._following = True
        for page, places in self._places.items():
            if page.is_whole:
                page.go_to(places[self._changes[self._at]])
        self._following = False

    def _show_place(self) -> None:
        total = len(self._changes)
        words = counted(total, "change")
        self.place.setText(f"{number(self._at + 1)} / {words}" if self._at >= 0 else words)
        for part in (self.previous, self.next, self.place, self._key):
            part.setVisible(total > 0)

    def _fit(self) -> None:
        """Two columns where there is room for them and they are wanted."""
        narrow = self.width() < NARROW
        self.one_column.setEnabled(not narrow and not self._translated)
        unified = (narrow or self.one_column.isChecked()) and not self._translated
        if unified == self._unified or self._diff is None:
            return
        self._unified = unified
        for page in (self.left_page, self.right_page):
            page.setHidden(unified)
        self.both_page.setVisible(unified)
        self._show_pages(self._diff)

    def _show_pages(self, diff: TextDiff) -> None:
        shown = (
            {self.both_page: (Side.BOTH, diff.right)}
            if self._unified
            else {self.left_page: (Side.LEFT, diff.left), self.right_page: (Side.RIGHT, diff.right)}
        )
        self._places = {}
        for page, (side, version) in shown.items():
            runs, self._places[page] = page_of(diff, side, marked=not self._translated)
            rtl = version.language in _FROM_RIGHT
            page.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
            page.show_runs(runs, self._themes.current)

    def _follow(self, mine: DiffPage, other: DiffPage) -> None:
        """The other page shows the same passage."""
        if self._following or mine not in self._places or other not in self._places:
            return
        self._following = True
        other.put_at_top(across(mine.top(), self._places[mine], self._places[other]))
        self._following = False

    def _repaint(self) -> None:
        if self._diff is not None:
            self._show_pages(self._diff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
