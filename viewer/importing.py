"""Imports as the window sees them: one at a time, told step by step, stopped when asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from db.model import Failure, ImportReport
from db.progress import Progress
from viewer.ports import CoreLike


class Importing(QObject):
    """Paths given while an import runs wait for their turn.

    Signals:
        started: how many paths are taken. progressed: how far it is (`Progress`).
        finished: what was done (`ImportReport`). failed: it could not be done at all (`Failure`).
    """

    started = Signal(int)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._waiting: deque[list[str]] = deque()
        self._number: int | None = None

    @property
    def running(self) -> bool:
        return self._number is not None

    def take(self, paths: Sequence[str]) -> None:
        """Imports files and folders, now or after what is under way."""
        if paths:
            self._waiting.append(list(paths))
            self._next()

    def cancel(self) -> None:
        """Stops the import under way and forgets those that wait. What was stored is kept."""
        self._waiting.clear()
        if self._number is not None:
            self._core.cancel(self._number)

    def _next(self) -> None:
        if self._number is not None or not self._waiting:
            return
        paths = self._waiting.popleft()
        self.started.emit(len(paths))
        self._number = self._core.call(
            "import_paths",
            {"paths": paths},
            done=self._done,
            failed=self._failed,
            progress=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _done(self, report: ImportReport) -> None:
        self._number = None
        self.finished.emit(report)
        self._next()

    def _failed(self, failure: Failure) -> None:
        self._number = None
        self.failed.emit(failure)
        self._next()
