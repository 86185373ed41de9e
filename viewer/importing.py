"""Imports as the window sees them: one at a time, told step by step, paused and stopped when asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.model import Failure, ImportOptions, ImportReport
from db.progress import Progress
from viewer.ports import CoreLike


@dataclass(frozen=True, slots=True)
class Job:
    """Something to import: an operation of the core that answers with an `ImportReport`."""

    operation: str
    arguments: dict[str, Any]


class Importing(QObject):
    """What is given while an import runs waits for its turn.

    Signals:
        started: an import begins (`Job`). progressed: how far it is (`Progress`).
        finished: what was done (`ImportReport`). failed: it could not be done at all (`Failure`).
        waiting_changed: how many imports wait. paused: whether the import under way was told to wait.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    waiting_changed = Signal(int)
    paused = Signal(bool)

    def __init__(self, core: CoreLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._waiting: deque[Job] = deque()
        self._number: int | None = None
        self._halted = False

    @property
    def running(self) -> bool:
        return self._number is not None

    @property
    def is_paused(self) -> bool:
        return self._halted

    @property
    def waiting(self) -> int:
        """How many imports wait for their turn."""
        return len(self._waiting)

    def take(self, paths: Sequence[str], options: ImportOptions | None = None) -> None:
        """Imports files and folders, now or after what is under way."""
        if paths:
            self._put("import_paths", {"paths": list(paths)}, options)

    def retry(
        self, run: int, paths: Sequence[str] | None = None, options: ImportOptions | None = None
    ) -> None:
        """Tries the failed files of an earlier import again: those named, or all."""
        self._put("imports.retry", {"run": run, "paths": None if paths is None else list(paths)}, options)

    def go_on(self, run: int) -> None:
        """Goes on with an import that was cut off or stopped."""
        self._put("imports.go_on", {"run": run}, None)

    def cancel(self) -> None:
        """Stops the import under way and forgets those that wait. What was stored is kept."""
        self._waiting.clear()
        self.waiting_changed.emit(0)
        if self._number is not None:
            self._core.cancel(self._number)

    def toggle_pause(self) -> None:
        """Lets the import under way wait, or go on."""
        if self._number is None:
            return
        self._halted = not self._halted
        (self._core.pause if self._halted else self._core.resume)(self._number)
        self.paused.emit(self._halted)

    def _put(self, operation: str, arguments: dict[str, Any], options: ImportOptions | None) -> None:
        if options is not None:
            arguments["options"] = options
        self._waiting.append(Job(operation, arguments))
        self._next()
        if self._waiting:
            self.waiting_changed.emit(len(self._waiting))

    def _next(self) -> None:
        if self._number is not None or not self._waiting:
            return
        job = self._waiting.popleft()
        self._halted = False
        self._number = self._core.call(
            job.operation, job.arguments, done=self._done, failed=self._failed, progress=self._progressed
        )
        self.started.emit(job)
        self.waiting_changed.emit(len(self._waiting))

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
