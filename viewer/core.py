"""The window's side of the core: sends requests to the process of `db.service` and hands its answers on."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from db.model import ArchiveInfo, Failure
from db.progress import Progress
from db.service.protocol import CONTROLS, Answer, Notice, Request, decode_reply, encode, result_of

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[Failure], None]
Told = Callable[[Progress], None]

MOST_RESTARTS = 3
"""A core that falls again and again is not started for ever."""
CALM_MS = 60_000
"""A core that has run this long is taken to be sound again."""
_STOPPED = Failure(code="service.stopped", params={})


@dataclass(slots=True)
class _Pending:
    operation: str
    done: Done
    failed: Failed | None
    progress: Told | None


class Core(QObject):
    """Asks the core, never waits for it.

    Signals:
        changed: the archive has changed (`db.model.Changes`).
        opened: an archive is open (`db.model.ArchiveInfo`).
        failed: a request failed whose caller did not want to know (`db.model.Failure`).
        restarted: the core fell and runs again; what was under way must be asked for again.
        lost: the core fell too often and is not started any more.
    """

    changed = Signal(object)
    opened = Signal(object)
    failed = Signal(object)
    restarted = Signal()
    lost = Signal()

    def __init__(self, archive: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = str(archive) if archive else None
        self._number = 0
        self._pending: dict[int, _Pending] = {}
        self._buffer = bytearray()
        self._falls: deque[int] = deque(maxlen=MOST_RESTARTS)
        self._leaving = False
        self._given_up = False
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._falls.clear)
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments(["-P", "-m", "db.service"])  # -P: a folder named db must not stand in
        self._process.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._drain_errors)
        self._process.finished.connect(self._fell)
        self._process.errorOccurred.connect(self._did_not_start)

    def start(self, *, sample: bool = False) -> None:
        """Starts the process and opens the archive; with `sample`, the sample archive (made if need be)."""
        self._process.start()
        if sample:
            self.make_sample()
        else:
            self._open()

    def open_archive(self, path: Path) -> None:
        """Goes over to another archive; the one that was open stays if that fails."""
        self.call(
            "open",
            {"path": str(path)},
            done=self._use,
        )

    def make_sample(self, done: Done | None = None, progress: Told | None = None) -> None:
        """Makes the sample archive where there is none, and goes over to it."""

        def use(info: ArchiveInfo) -> None:
            self._use(info)
            if done is not None:
                done(info)

        self.call("make_sample", {}, done=use, progress=progress)

    def call(
        self,
        operation: str,
        arguments: dict[str, Any],
        *,
        done: Done,
        failed: Failed | None = None,
        progress: Told | None = None,
        channel: str | None = None,
    ) -> int:
        """Asks for an operation of `db.service.protocol.OPERATIONS`; its number can be given to `cancel`.

        `done` gets the result as dataclasses of `db.model`. A failure goes to `failed`, or to the signal of
        that name; one that was superseded by a newer request of the same channel goes nowhere.
        """
        self._number += 1
        request = Request(number=self._number, operation=operation, arguments=arguments, channel=channel)
        pending = _Pending(operation, done, failed, progress)
        if self._given_up:
            QTimer.singleShot(0, self, lambda: self._tell_failure(pending, _STOPPED))
        else:
            self._pending[request.number] = pending
            self._process.write(encode(request))
        return request.number

    def cancel(self, number: int) -> None:
        """Tells a request to stop. What it had finished is kept."""
        self._control("cancel", number)

    def pause(self, number: int) -> None:
        """Lets a request wait at its next step, until `resume` or `cancel`."""
        self._control("pause", number)

    def resume(self, number: int) -> None:
        """Lets a request that was paused go on."""
        self._control("resume", number)

    def _control(self, what: str, number: int) -> None:
        if number in self._pending:
            self.call(what, {"number": number}, done=lambda _: None)

    @property
    def process_id(self) -> int:
        return self._process.processId()

    def close(self) -> None:
        """Ends the core in good order, and waits for it: a write under way is finished first."""
        if self._leaving:
            return
        self._leaving = True
        self._pending.clear()
        self._process.closeWriteChannel()
        if self._process.state() != QProcess.ProcessState.NotRunning and not self._process.waitForFinished(
            10_000
        ):
            self._process.kill()
            self._process.waitForFinished(2_000)

    def _open(self) -> None:
        self.call("open", {"path": self._archive}, done=self._use)

    def _use(self, info: ArchiveInfo) -> None:
        self._archive = info.path
        self._calm.start()
        self.opened.emit(info)

    def _read(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, rest = bytes(self._buffer).split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            self._handle(line)

    def _handle(self, line: bytes) -> None:
        reply = decode_reply(line)
        if isinstance(reply, Notice):
            if reply.changes is not None:
                self.changed.emit(reply.changes)
            pending = self._pending.get(reply.number)
            if pending is not None and pending.progress is not None and reply.progress is not None:
                pending.progress(reply.progress)
            return
        self._answer(reply)

    def _answer(self, reply: Answer) -> None:
        pending = self._pending.pop(reply.number, None)
        if pending is None:
            return
        if reply.failure is None:
            controls = pending.operation in CONTROLS
            result = None if controls else result_of(pending.operation, reply.result)
            pending.done(result)
        elif reply.failure.code != "work.superseded":
            self._tell_failure(pending, reply.failure)

    def _tell_failure(self, pending: _Pending, failure: Failure) -> None:
        if pending.failed is not None:
            pending.failed(failure)
        else:
            self.failed.emit(failure)

    def _drain_errors(self) -> None:
        noise = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in noise.splitlines():
            log.info("core: %s", line)

    def _fell(self) -> None:
        if self._leaving:
            return
        self._buffer.clear()
        fallen, self._pending = self._pending, {}
        self._falls.append(1)
        again = len(self._falls) < MOST_RESTARTS
        self._given_up = not again
        if again:
            self._process.start()
            self._open()
        for pending in fallen.values():
            if pending.failed is not None:
                pending.failed(_STOPPED)
        (self.restarted if again else self.lost).emit()

    def _did_not_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and not self._leaving:
            self._given_up = True
            self.lost.emit()
