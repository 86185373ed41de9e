"""How long work will still take, from how fast it went lately. Says nothing until it knows."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from db.progress import Progress

_SMOOTHING_S = 20.0
"""Seconds over which the speed is smoothed: one huge file must not make the time left jump."""
_KNOWN_AFTER_S = 4.0
_LEAST_STEP_S = 0.4
_LEAST_SHARE = 0.005
_MINUTE, _HOUR = 60, 3600


def share_of(progress: Progress) -> float | None:
    """How much is done, 0 to 1: by bytes where sizes are known, else by files; None where nobody knows."""
    if progress.bytes_total:
        return min(1.0, progress.bytes_done / progress.bytes_total)
    return min(1.0, progress.done / progress.total) if progress.total else None


class Pace:
    """Fed with every `Progress`. Time in which the work was paused does not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Forgets what was: other work begins."""
        self._stage = ""
        self._last: tuple[float, float] | None = None
        self._speed = self._weight = self._run = self._share = 0.0

    def step(self, progress: Progress) -> None:
        share = share_of(progress)
        if progress.stage != self._stage or share is None:
            self.begin()
            self._stage = progress.stage
        if share is None:
            return
        self._share = share
        if progress.paused:
            self._last = None
            return
        now = self._clock()
        if self._last is None:
            self._last = (now, share)
        elif now - self._last[0] >= _LEAST_STEP_S:
            self._learn(now - self._last[0], share - self._last[1])
            self._last = (now, share)

    def _learn(self, seconds: float, done: float) -> None:
        part = 1.0 - math.exp(-seconds / _SMOOTHING_S)
        self._speed += part * (max(0.0, done) / seconds - self._speed)
        self._weight += part * (1.0 - self._weight)
        self._run += seconds

    @property
    def left(self) -> float | None:
        """Seconds; None while it is not known."""
        if self._run < _KNOWN_AFTER_S or self._share < _LEAST_SHARE or self._speed <= 0.0:
            return None
        return (1.0 - self._share) * self._weight / self._speed


def time_text(seconds: float) -> str:
    """About how long, never more precise than it can be known."""
    if seconds < 15:
        return "a few seconds"
    if seconds < 45:
        return "less than a minute"
    if seconds < 90:
        return "about a minute"
    minutes = round(seconds / _MINUTE)
    if minutes < 60:
        return f"about {minutes if minutes < 20 else round(minutes / 5) * 5} minutes"
    hours = round(2 * seconds / _HOUR) / 2
    return "about an hour" if hours == 1 else f"about {hours:g} hours"
