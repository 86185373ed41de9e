"""Draws the window into a picture, when everything it waits for is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.main_window import MainWindow
from viewer.ports import CoreLike

QUIET_MS = 400
"""The window is taken to be complete when nothing new came for this long."""
LONGEST_MS = 30_000


class Snapshot(QObject):
    """Waits until the window is quiet, then saves it. `done` tells whether the picture was written."""

    done = Signal(bool)

    def __init__(self, window: MainWindow, core: CoreLike, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._draw)
        limit = QTimer(self, singleShot=True, interval=LONGEST_MS)
        limit.timeout.connect(self._draw)
        limit.start()
        window.searched.connect(self._begin)
        core.failed.connect(lambda _: self._quiet.start())
        for signal in (window.read, window.citing.cited, window.citing.described):
            signal.connect(self._wait_on)

    def _begin(self) -> None:
        """A search is shown: its first statement is opened, if none is."""
        if self._window.reading.statement is None:
            self._window.shell.search.view.open_first()
        self._quiet.start()

    def _wait_on(self) -> None:
        if self._quiet.isActive():
            self._quiet.start()

    def _draw(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self.done.emit(self._window.grab().save(str(self._path), "PNG"))
