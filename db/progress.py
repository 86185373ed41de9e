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
        stage: what is being done: ``importing``, ``indexing``, ``exporting``, ``verifying`` or ``copying``.
        done: units finished.
        total: units in all, or None while it is not known.
        item: what is being worked on now (a cleaned name), or empty.
        unit: what is counted: ``files``, ``statements`` or ``bytes``.
        bytes_done, bytes_total: the same in bytes, where sizes are known: a truer percentage.
    """

    stage: str
    done: int
    total: int | None = None
    item: str = ""
    unit: str = "files"
    bytes_done: int = 0
    bytes_total: int | None = None


ProgressSink = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """A sink for callers who do not want to know."""


class CancelToken:
    """Set by one thread, looked at by another."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the work was told to stop."""
        if self._event.is_set():
            raise Cancelled()
