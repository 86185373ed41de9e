"""What an import that goes on had done already with the container in the midst of which it was cut off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from db.ingest.prepared import Known, Prepared
from db.model import Event, FileOutcome, FileStatus
from db.store import Writing

ACTIONS = {
    FileStatus.IMPORTED: "imported",
    FileStatus.UPDATED: "imported as a new version",
    FileStatus.DUPLICATE: "imported again",
}
"""What the log of events calls what became of a document."""

_STATUSES = {action: status for status, action in ACTIONS.items()}

_Key = tuple[object, ...]


class Before:
    """The lines of documents whose bytes are in the archive.

    Such a document is a duplicate, unless this very import has stored it before it was cut off: then the log
    of events tells what it was, and it is told of as it was then.
    """

    def __init__(self, writing: Writing, run: int, batch: Sequence[Prepared], cut_off_in: str | None) -> None:
        self._cut_off_in = cut_off_in
        self._events: dict[_Key, list[Event]] = defaultdict(list)
        self._warnings: dict[str, tuple[str, ...]] = {}
        known = {item.id for item in batch if isinstance(item, Known) and self._is_of(item)}
        if not known:
            return
        for event in writing.events.since(writing.runs.get(run).started, known):
            if event.action in _STATUSES:
                self._events[_key(event.subject, event.details)].append(event)
        self._warnings = {one.id: one.warnings for one in writing.statements.many(tuple(known))}

    def line(self, item: Known) -> FileOutcome:
        """The line for a known document. A document that came twice is asked for twice, in its order."""
        source = item.source
        place = {"name": source.name, "sha256": source.sha256, "member": source.member}
        events = self._events.get(_key(item.id, place)) if self._is_of(item) else None
        if not events:
            return FileOutcome(path=item.shown, status=FileStatus.DUPLICATE, id=item.id, statements=1)
        event = events.pop(0)
        return FileOutcome(
            path=item.shown,
            status=_STATUSES[event.action],
            id=item.id,
            statements=1,
            warnings=self._warnings.get(item.id, ()),
            undecodable=int(event.details.get("undecodable") or 0),
        )

    def _is_of(self, item: Known) -> bool:
        return item.opened is not None and item.opened.outermost.shown == self._cut_off_in


def _key(subject: str | None, details: Mapping[str, object]) -> _Key:
    return subject, details.get("name"), details.get("sha256"), details.get("member")
