"""How long work tells how far it is, and is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from db.errors import Cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of long work.

    Attributes:
        stage: what is being done: ``importing``, ``indexing``, ``exporting``, ``verifying``, ``copying``,
            ``analysing``, ``comparing`` or ``finding`` (of files).
        done: units finished.
        total: units in all, or None while it is not known.
        item: what is being worked on now (a cleaned name), or empty.
        unit: what is counted: ``files``, ``statements`` or ``bytes``.
        bytes_done, bytes_total: the same in bytes, where sizes are known: a truer percentage.
        statements: statements stored so far, of an import.
        failed: files that failed so far, of an import.
        paused: whether it waits to be told to go on.
    """

    stage: str
    done: int
    total: int | None = None
    item: str = ""
    unit: str = "files"
    bytes_done: int = 0
    bytes_total: int | None = None
    statements: int = 0
    failed: int = 0
    paused: bool = False


ProgressSink = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """A sink for callers who do not want to know."""


class CancelToken:
    """Set by one thread, looked at by another: stop for good, or pause until told to go on."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._going = threading.Event()
        self._going.set()

    def cancel(self) -> None:
        self._stopped.set()
        self._going.set()

    def pause(self) -> None:
        """Work waits at its next `check`."""
        if not self._stopped.is_set():
            self._going.clear()

    def resume(self) -> None:
        self._going.set()

    @property
    def cancelled(self) -> bool:
        return self._stopped.is_set()

    @property
    def paused(self) -> bool:
        return not self._going.is_set()

    def check(self) -> None:
        """Waits while the work is paused; raises `Cancelled` if it was told to stop."""
        self._going.wait()
        if self._stopped.is_set():
            raise Cancelled()
