"""What the window remembers of its looks, and what it shows at which width."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

NARROW = 1100
"""Under this width (pixels) the side column folds away of itself."""


class SidePanels(QObject):
    """Which of the side panels are in sight: as wanted, save that the right one goes where there is no room.

    Who calls for it in a narrow window gets it, until the window is drawn wide and narrow again.
    """

    changed = Signal(bool, bool)

    def __init__(self, left: QWidget, right: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._left_wanted = self._right_wanted = True
        self._narrow = self._forced = False

    @property
    def wanted(self) -> tuple[bool, bool]:
        return self._left_wanted, self._right_wanted

    def want(self, *, left: bool, right: bool) -> None:
        self._left_wanted, self._right_wanted = left, right
        self._apply()

    def toggle_left(self) -> None:
        self._left_wanted = self._left.isHidden()
        self._apply()

    def toggle_right(self) -> None:
        shown = self._right.isHidden()
        if self._narrow:
            self._forced = shown
        else:
            self._right_wanted = shown
        self._apply()

    def show_left(self) -> None:
        if self._left.isHidden():
            self.toggle_left()

    def show_right(self) -> None:
        if self._right.isHidden():
            self.toggle_right()

    def fit(self, width: int) -> None:
        """The window has this width now."""
        narrow = width < NARROW
        if narrow != self._narrow:
            self._narrow, self._forced = narrow, False
            self._apply()

    def _apply(self) -> None:
        right = self._forced if self._narrow else self._right_wanted
        self._left.setVisible(self._left_wanted)
        self._right.setVisible(right)
        self.changed.emit(self._left_wanted, right)


class WindowState:
    """Stores and restores size, splitters and panels."""

    def __init__(self, settings: QSettings) -> None:
        self.settings = settings

    def restore(self, window: QMainWindow, splitters: dict[str, QSplitter], panels: SidePanels) -> set[str]:
        """Puts everything where it was; gives the names of the splitters that were restored."""
        restored: set[str] = set()
        geometry = self.settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        for name, splitter in splitters.items():
            state = self.settings.value(f"splitter/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
                restored.add(name)
        panels.want(left=self.flag("panel/left", True), right=self.flag("panel/right", True))
        return restored

    def save(self, window: QMainWindow, splitters: dict[str, QSplitter], panels: SidePanels) -> None:
        self.settings.setValue("window/geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self.settings.setValue(f"splitter/{name}", splitter.saveState())
        left, right = panels.wanted
        self.settings.setValue("panel/left", left)
        self.settings.setValue("panel/right", right)

    def flag(self, key: str, usual: bool) -> bool:
        """A yes or no; INI files keep it as a word."""
        return str(self.settings.value(key, usual)).casefold() in ("true", "1")

    def text(self, key: str, usual: str = "") -> str:
        return str(self.settings.value(key, usual) or usual)

    def number(self, key: str, usual: int) -> int:
        value = self.text(key)
        return int(value) if value.isdigit() else usual
