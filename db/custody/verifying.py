"""Verification: everything that was stored is held against what it was when it was stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from db.errors import ArchiveError, Parameter
from db.model import Damage, VerifyReport
from db.progress import CancelToken, Progress, ProgressSink, ignore
from db.store import Reading, Store

_STEP = 500
_Item = TypeVar("_Item")


def verify(
    store: Store,
    progress: ProgressSink = ignore,
    *,
    cancel: CancelToken | None = None,
    layers: bool = True,
) -> VerifyReport:
    """Checks originals, texts, facts, layers, annotations, the log of events and the database itself.

    Every damage that is found is in the report; nothing is repaired. Raises `Cancelled`, and `ArchiveError`
    where the archive cannot be read at all. Without `layers`, what was found in the texts is passed over:
    it can be made again, and checking it takes most of the time.
    """
    checks = _Verification(store, progress, cancel or CancelToken())
    return checks.run(layers=layers)


class _Verification:
    def __init__(self, store: Store, progress: ProgressSink, cancel: CancelToken) -> None:
        self._store = store
        self._progress = progress
        self._cancel = cancel
        self._damages: list[Damage] = []
        self._counts = {"statements": 0, "originals": 0, "annotations": 0, "events": 0}

    def run(self, *, layers: bool) -> VerifyReport:
        for check in (self._structure, self._statements, self._annotations, self._originals, self._log):
            self._guarded(check)
        if layers:
            self._guarded(self._layers)
        return VerifyReport(damages=tuple(self._damages), **self._counts)

    def _guarded(self, check: Callable[[Reading], None]) -> None:
        """Each check has a snapshot of its own, so that damage that ends one does not hide the others'."""
        try:
            with self._store.reading() as reading:
                check(reading)
        except ArchiveError as error:
            if error.code != "archive.damaged":
                raise
            self._found("damage.database", detail=error.params.get("detail"))

    def _found(self, code: str, **params: Parameter) -> None:
        damage = Damage(code=code, params=params)
        if damage not in self._damages:
            self._damages.append(damage)

    def _structure(self, reading: Reading) -> None:
        for detail in reading.fixity.database():
            self._found("damage.database", detail=detail)
        for (table, parent), count in reading.fixity.dangling().items():
            self._found("damage.dangling", table=table, parent=parent, count=count)

    def _statements(self, reading: Reading) -> None:
        total = reading.statements.count()
        for checked in self._counted(reading.fixity.statements(), "statements", total):
            if not checked.sound:
                self._found("damage.statement", id=checked.id, title=checked.of)
        for checked in reading.fixity.sources():
            if not checked.sound:
                self._found("damage.source", id=checked.id, number=checked.of)

    def _layers(self, reading: Reading) -> None:
        for checked in reading.fixity.layers():
            self._cancel.check()
            if not checked.sound:
                self._found("damage.layers", id=checked.id, title=checked.of)

    def _annotations(self, reading: Reading) -> None:
        total = reading.annotations.count()
        for checked in self._counted(reading.fixity.annotations(), "annotations", total):
            if not checked.sound:
                self._found("damage.annotation", id=checked.id, statement=checked.of)

    def _originals(self, reading: Reading) -> None:
        wanted = reading.fixity.originals()
        for sha, name in self._counted(wanted, "originals", len(wanted), every=1):
            if not self._store.originals.holds(sha):
                self._found("damage.original_missing", sha256=sha, name=name)
            elif not self._store.originals.sound(sha):
                self._found("damage.original_changed", sha256=sha, name=name)

    def _log(self, reading: Reading) -> None:
        log = reading.fixity.log()
        self._counts["events"] = log.found
        for seq in log.broken:
            self._found("damage.event_changed", seq=seq)
        if log.found != log.expected:
            self._found("damage.events_missing", expected=log.expected, found=log.found)
        elif not log.ends_well:
            self._found("damage.events_head")

    def _counted(
        self, items: Iterable[_Item], what: str, total: int, *, every: int = _STEP
    ) -> Iterator[_Item]:
        """The items, counted for the report; progress is told and stopping is looked for on the way."""
        for item in items:
            self._cancel.check()
            yield item
            self._counts[what] += 1
            if self._counts[what] % every == 0:
                done = self._counts[what]
                self._progress(Progress(stage="verifying", done=done, total=total, unit=what))
