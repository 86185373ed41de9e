"""Answers the window's requests with the methods of the archive."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from db import paths
from db.archive import Archive
from db.errors import ArchiveError, Cancelled, KnownError, UsageError
from db.model import ArchiveInfo, Changes, Failure
from db.progress import CancelToken, Progress
from db.service.lanes import Lanes
from db.service.protocol import (
    CONTROLS,
    OPERATIONS,
    Answer,
    Notice,
    Operation,
    Request,
    decode_request,
    encode,
)
from resources.messages import sentence

log = logging.getLogger(__name__)

_NOTICE_INTERVAL = 0.05
"""Seconds between two notices of progress: more often than the eye can follow would only cost time."""


_UNKNOWN = Operation(None)

_LISTED = frozenset({"import_paths", "imports.retry", "imports.go_on"})
MOST_LISTED = 500
"""Lines of an import's report that go to the window at once; it asks for others page by page."""


class Server:
    """One archive, one window. Reads requests until the input ends; then closes the archive."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._sending = threading.Lock()
        self._archive: Archive | None = None
        self._opened = threading.Event()
        self._lanes = Lanes(self._run)

    def serve(self) -> None:
        """Runs until the window closes its end."""
        for line in self._requests:
            request = decode_request(line)
            if request.operation in CONTROLS:
                getattr(self._lanes, request.operation)(int(request.arguments["number"]))
                self._send(Answer(number=request.number))
                continue
            operation = OPERATIONS.get(request.operation, _UNKNOWN)
            self._lanes.submit(request, writes=operation.writes, long=operation.long)
        self._opened.set()
        self._lanes.close()
        if self._archive is not None:
            self._archive.close()

    def _send(self, message: Answer | Notice) -> None:
        line = encode(message)
        with self._sending:
            try:
                self._answers.write(line)
                self._answers.flush()
            except BrokenPipeError:
                log.info("the window has gone")

    def _run(self, request: Request, token: CancelToken) -> None:
        """Runs one request to its one answer. The boundary of the process: every error becomes an answer."""
        if self._lanes.superseded(request):
            self._send(_failed(request, "work.superseded"))
            return
        try:
            result = self._call(request, token)
        except Cancelled as error:
            code = "work.superseded" if self._lanes.superseded(request) else error.code
            self._send(_failed(request, code, error.params))
        except KnownError as error:
            self._send(_failed(request, error.code, error.params))
        except Exception as error:
            log.exception("operation %s failed", request.operation)
            summary = f"{type(error).__name__} in {request.operation}"
            self._send(
                _failed(request, "service.internal", {"summary": summary, "log": str(paths.log_file())})
            )
        else:
            if self._lanes.superseded(request):
                self._send(_failed(request, "work.superseded"))
            else:
                self._send(Answer(number=request.number, result=result))

    def _call(self, request: Request, token: CancelToken) -> Any:
        operation = OPERATIONS.get(request.operation)
        if operation is None:
            raise UsageError("service.unknown_operation", operation=request.operation)
        arguments = {
            name: msgspec.convert(request.arguments[name], kind)
            for name, kind in operation.arguments.items()
            if name in request.arguments
        }
        sink = self._sink(request.number)
        if request.operation == "open":
            return self._open(arguments.get("path"), sink)
        if request.operation == "make_sample":
            return self._make_sample(arguments.get("path"), sink, token)
        method = attrgetter(request.operation)(self._ready())
        if request.operation in _LISTED:
            arguments["listed"] = MOST_LISTED
        if request.operation == "imports.save":
            arguments["sentence"] = sentence
        if operation.long:
            return method(**arguments, progress=sink, cancel=token)
        if request.operation == "export":
            return method(**arguments, progress=sink)
        return method(**arguments)

    def _ready(self) -> Archive:
        """The archive, once it is open. Requests may come before that: they wait."""
        self._opened.wait()
        if self._archive is None:
            raise ArchiveError("archive.not_open")
        return self._archive

    def _open(self, path: str | None, sink: Callable[[Progress], None]) -> ArchiveInfo:
        """Opens an archive; without a path the user's own, which is made where there is none yet."""
        target = Path(path) if path else paths.default_archive()
        try:
            if path is None and not target.exists():
                return self._use(Archive.create(target))
            return self._use(Archive.open(target, progress=sink))
        finally:
            self._opened.set()  # those who wait are answered, with an error if need be

    def _make_sample(
        self, path: str | None, sink: Callable[[Progress], None], token: CancelToken
    ) -> ArchiveInfo:
        """Makes the sample archive, or takes the one that is there, and goes over to it."""
        target = Path(path) if path else paths.sample_archive()
        if target.exists():
            return self._use(Archive.open(target, progress=sink))
        return self._use(Archive.make_sample(target, progress=sink, cancel=token))

    def _use(self, archive: Archive) -> ArchiveInfo:
        before, self._archive = self._archive, archive
        archive.on_change(self._tell)
        info: ArchiveInfo = archive.info()
        self._opened.set()
        if before is not None:
            before.close()
            self._tell(Changes(statements=True, annotations=True, index=True))
        return info

    def _tell(self, changes: Changes) -> None:
        self._send(Notice(number=0, changes=changes))

    def _sink(self, number: int) -> Callable[[Progress], None]:
        last, paused = 0.0, False

        def report(progress: Progress) -> None:
            nonlocal last, paused
            now = time.monotonic()
            # the notice of a pause is the last for long: it must not be the one that is left out
            turned = progress.paused != paused
            if turned or now - last >= _NOTICE_INTERVAL or progress.done == progress.total:
                last, paused = now, progress.paused
                self._send(Notice(number=number, progress=progress))

        return report


def _failed(request: Request, code: str, params: dict[str, Any] | None = None) -> Answer:
    return Answer(number=request.number, failure=Failure(code=code, params=params or {}))
