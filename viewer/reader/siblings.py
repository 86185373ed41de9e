"""The languages and versions of what is read, as chips over the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.model import Version
from viewer.i18n import moment_text, number, word
from viewer.theme import Themes
from viewer.widgets.basics import clear_layout, row

_CHIP_ROOM = 48
"""Pixels that a chip takes."""

_MOST_CHIPS = 7
_KEPT_FOR_OTHERS = 470
"""Pixels of the bar that belong to the title, the hits and the buttons."""


class Siblings(QWidget):
    """A chip for each language, the newest version of it; other versions are in the menu at the end.

    Signals: `version_requested`, a statement by its id; `compare_requested`; `shown_changed`.
    """

    version_requested = Signal(str)
    compare_requested = Signal()
    shown_changed = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._versions: tuple[Version, ...] = ()
        self._open = ""
        self._room = 0
        self._row = row(spacing=4)
        self.setLayout(self._row)
        self.chips: list[QPushButton] = []
        self.menu_button: QPushButton | None = None
        self.hide()

    @property
    def is_used(self) -> bool:
        """Whether there is anything but the open statement to show."""
        return len(self._versions) > 1

    def show_versions(self, versions: Sequence[Version], open_: str) -> None:
        """All versions of the work, and the id of the one that is open."""
        self._versions, self._open = tuple(versions), open_
        self._build()
        self.shown_changed.emit()

    def fit(self, width: int) -> None:
        """The bar has this width (pixels) now."""
        room = max(0, width - _KEPT_FOR_OTHERS) // _CHIP_ROOM
        if room != self._room:
            self._room = room
            self._build()

    def following(self, step: int) -> str | None:
        """The version after (or, -1, before) the open one; from the last to the first."""
        ids: list[str] = [version.id for version in self._versions]
        if len(ids) < 2 or self._open not in ids:
            return None
        return ids[(ids.index(self._open) + step) % len(ids)]

    def _build(self) -> None:
        clear_layout(self._row)
        self.chips, self.menu_button = [], None
        self.setVisible(self.is_used)
        if not self.is_used:
            return
        heads = self._heads()
        shown = heads[: min(_MOST_CHIPS, self._room)] if self._room > 1 else []
        for version in shown:
            self.chips.append(self._chip(version))
            self._row.addWidget(self.chips[-1])
        self.menu_button = self._menu(len(shown))
        self._row.addWidget(self.menu_button)

    def _heads(self) -> list[Version]:
        """One version a language: the open one, else the newest; the language that is open comes first."""
        best: dict[str, Version] = {}
        for version in self._versions:
            known = best.get(version.language)
            newer = known is None or (known.id != self._open and version.number > known.number)
            if version.id == self._open or newer:
                best[version.language] = version
        return sorted(best.values(), key=lambda version: version.id != self._open)

    def _chip(self, version: Version) -> QPushButton:
        here = version.id == self._open
        chip = QPushButton(version.language.upper())
        chip.setObjectName("chip" if here else "quiet_chip")
        name = word("language", version.language)
        chip.setAccessibleName(f"{name}, open now" if here else f"Open in {name}")
        chip.setToolTip(version.title)
        if not here:
            chip.clicked.connect(lambda: self.version_requested.emit(version.id))
        return chip

    def _menu(self, shown: int) -> QPushButton:
        """All languages and versions by name, and comparing them."""
        mine = next((version for version in self._versions if version.id == self._open), None)
        same = [v for v in self._versions if mine is not None and v.language == mine.language]
        if not shown:
            text = f"{mine.language.upper() if mine else ''} +{number(len(self._versions) - 1)}"
        else:
            text = f"v{number(mine.number)} / {number(len(same))}" if mine and len(same) > 1 else "…"
        button = QPushButton(text)
        button.setObjectName("quiet_chip")
        button.setAccessibleName("Languages and versions")
        button.setToolTip("Languages and versions of this statement")
        menu = QMenu(button)
        for version in self._versions:
            action = menu.addAction(entry_text(version).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(version.id == self._open)
            action.triggered.connect(lambda _=False, id_=version.id: self.version_requested.emit(id_))
        menu.addSeparator()
        menu.addAction("Compare versions…\tCtrl+D").triggered.connect(self.compare_requested)
        button.setMenu(menu)
        return button


def entry_text(version: Version) -> str:
    """ "English · version 2 · captured 5 Jun 2025"."""
    parts = [word("language", version.language), f"version {number(version.number)}"]
    if version.captured_at:
        parts.append(f"captured {moment_text(version.captured_at)}")
    return " · ".join(parts)
