"""Where requests run: a lane for what writes, so that writers never meet, one for long work, else a pool."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from db.progress import CancelToken
from db.service.protocol import Request

READERS = 2
"""Enough that a click is answered while a search runs; more would only fight for the interpreter."""


class Lanes:
    """Runs requests, supersedes older ones of a channel, and cancels by number."""

    def __init__(self, run: Callable[[Request, CancelToken], None]) -> None:
        self._run = run
        self._writer = ThreadPoolExecutor(1, "writer")
        self._long = ThreadPoolExecutor(1, "long")  # an annotation must not wait for an import
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._lock = threading.Lock()
        self._tokens: dict[int, CancelToken] = {}
        self._newest: dict[str, int] = {}

    def submit(self, request: Request, *, writes: bool, long: bool = False) -> None:
        """Queues a request; an older one of the same channel is told to stop."""
        token = CancelToken()
        with self._lock:
            self._tokens[request.number] = token
            if request.channel is not None:
                older = self._tokens.get(self._newest.get(request.channel, 0))
                if older is not None:
                    older.cancel()
                self._newest[request.channel] = request.number
        lane = self._long if long else self._writer if writes else self._readers
        lane.submit(self._work, request, token)

    def _work(self, request: Request, token: CancelToken) -> None:
        try:
            self._run(request, token)
        finally:
            with self._lock:
                self._tokens.pop(request.number, None)

    def superseded(self, request: Request) -> bool:
        """Whether a newer request of the same channel has come."""
        if request.channel is None:
            return False
        with self._lock:
            return self._newest.get(request.channel) != request.number

    def cancel(self, number: int) -> None:
        """Tells a request to stop; one that has ended already is left alone."""
        with self._lock:
            token = self._tokens.get(number)
        if token is not None:
            token.cancel()

    def pause(self, number: int) -> None:
        """Lets a request wait at its next step."""
        with self._lock:
            token = self._tokens.get(number)
        if token is not None:
            token.pause()

    def resume(self, number: int) -> None:
        """Lets a request go on."""
        with self._lock:
            token = self._tokens.get(number)
        if token is not None:
            token.resume()

    def close(self) -> None:
        """Stops everything that can be stopped, and waits for the rest."""
        with self._lock:
            for token in self._tokens.values():
                token.cancel()
        self._long.shutdown(wait=True)
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
