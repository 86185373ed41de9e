"""Ends a worker that is late."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Deadline:
    """`end` is called once when `seconds` have gone by since `begin`, unless it is paused; `passed` tells so.

    Beginning again and again costs next to nothing: there is one thread for all of it.
    """

    def __init__(self, end: Callable[[], object], seconds: float) -> None:
        self.passed = False
        self._end = end
        self._seconds = seconds
        self._due: float | None = None
        self._changed = threading.Condition()
        self._resting = False
        self._over = False
        self._thread = threading.Thread(target=self._watch, name="deadline", daemon=True)

    def begin(self) -> None:
        """All the seconds again, from now."""
        with self._changed:
            self._due = time.monotonic() + self._seconds
            if self._resting:
                self._changed.notify()

    def pause(self) -> None:
        """Time does not count until the next `begin`."""
        with self._changed:
            self._due = None

    def _watch(self) -> None:
        with self._changed:
            while not self._over:
                if self._due is None:
                    self._resting = True
                    self._changed.wait()
                    self._resting = False
                    continue
                left = self._due - time.monotonic()
                if left <= 0:
                    self.passed = True
                    break
                self._changed.wait(left)
        if self.passed:
            self._end()

    def __enter__(self) -> Deadline:
        self.begin()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()
        self._thread.join()
