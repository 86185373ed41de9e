"""From files to tasks: documents to be read by a worker, containers gone into, in their order.

A task is handed out before it is done, so that the workers have always something to do; what it gives keeps
its place in the order.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec.structs import replace as replace_fields

from db.errors import InputError
from db.ingest.discovery import Found, failed
from db.ingest.keys import file_key, row_key, url_key
from db.ingest.loading import HEAD_BYTES, beginning, load, steady
from db.ingest.parsed import Parsed
from db.ingest.prepared import Closed, Known, Opened, Original, Prepared, Ready, Told
from db.ingest.workshop import Workshop
from db.model import (
    Failure,
    FileOutcome,
    FileStatus,
    ImportOptions,
    RawDocument,
    Sha256,
    Source,
    StatementId,
)
from db.readers import Member, clean_name
from db.store import Originals

MOST_NESTED = 4
"""Containers within containers: a crawl in a ZIP in an e-mail in a mailbox."""

_ROWS_AT_ONCE = 16
_LONG_ROW = 40_000


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do in a thread.

    Attributes:
        shown: the file's name, cleaned for showing.
        size: bytes it holds in memory.
        position: bytes of the file (of a container: unpacked so far) that are done with it; None within a
            container in a container, where they are not known.
    """

    shown: str
    size: int
    position: int | None
    run: Callable[[], Sequence[Prepared]]


class Shelf(Protocol):
    """What the archive knows already. Asked from several threads."""

    originals: Originals | None

    def by_original(self, sha: str, *, with_text: bool) -> StatementId | None: ...

    def by_member(self, sha: str, members: Sequence[str]) -> dict[str, StatementId]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where bytes come from: a file, or a member somewhere in one."""

    path: Path
    shown: str
    member: str = ""
    url: str | None = None
    captured_at: str | None = None
    opened: Opened | None = None
    depth: int = 0

    def inside(self, member: Member, opened: Opened) -> _Place:
        name = clean_name(member.untrusted_path) or f"{opened.members}"
        return _Place(
            path=self.path,
            shown=f"{self.shown}!/{name}",
            member=f"{self.member}!/{name}" if self.member else name,
            url=member.url,
            captured_at=member.captured_at,
            opened=opened,
            depth=self.depth + 1,
        )

    @property
    def absolute(self) -> str:
        """Where it lies on this computer."""
        path = os.path.abspath(self.path)
        return f"{path}!/{self.member}" if self.member else path

    @property
    def name(self) -> str:
        """For `Source`: the file's own name, and the way to the member in it."""
        own = Path(self.path).name or str(self.path)
        return clean_name(f"{own}!/{self.member}" if self.member else own)


class Walker:
    """Makes tasks of files."""

    def __init__(
        self, workshop: Workshop, shelf: Shelf, options: ImportOptions, *, date: str | None = None
    ) -> None:
        self._workshop = workshop
        self._shelf = shelf
        self._options = options
        self._date = date

    def tasks(self, found: Found) -> Iterator[Task]:
        """The tasks of one file: one, or those of all that is in it."""
        place = _Place(path=found.path, shown=found.shown)
        try:
            kind = self._kind(beginning(found.path, found.shown), found.shown)
        except InputError as error:
            yield _settled(place, error, found.size)
            return
        if kind is not None:
            yield from self._container_file(found, place)
            return
        yield Task(found.shown, found.size, found.size, lambda: self._file(found, place))

    def _kind(self, head: bytes, shown: str) -> str | None:
        if not head or self._options.as_text:
            return None
        return self._workshop.container_kind(head, shown, self._options)

    def _file(self, found: Found, place: _Place) -> Sequence[Prepared]:
        try:
            return self._document(load(found.path, found.shown), place)
        except InputError as error:
            return (Told(outcome=failed(found.shown, error), opened=place.opened),)

    def _document(self, data: bytes, place: _Place) -> Sequence[Prepared]:
        """In a thread: what a worker makes of bytes that are one document. Raises `InputError`."""
        original = Original.of(data)
        source = Source(
            sha256=original.sha256,
            name=place.name,
            media_type="",
            url=place.url,
            size=original.size,
            captured_at=place.captured_at,
            container=place.opened.sha256 if place.opened else None,
        )
        known = self._shelf.by_original(original.sha256, with_text=self._options.ocr)
        if known is not None:
            return (
                Known(shown=place.shown, id=known, source=source, original=original, opened=place.opened),
            )
        result = self._workshop.analyse(data, place.shown, self._options, date=self._date)
        result = _titled(result, place.name)
        source = _completed(source, result)
        address = (url_key(source.url),) if source.url else ()
        keys = (*address, file_key(place.absolute))
        ready = Ready(
            shown=place.shown,
            parsed=result,
            source=source,
            keys=keys,
            original=original,
            opened=place.opened,
        )
        return (ready,)

    # containers

    def _container_file(self, found: Found, place: _Place) -> Iterator[Task]:
        """A file is unpacked from our own copy of it, which cannot change meanwhile."""
        originals = self._shelf.originals
        try:
            if originals is None:
                with steady(found.path, found.shown) as file:
                    original = Original(_sha256(file), found.size)
                    yield from self._unpacked(file, original, place)
                return
            with steady(found.path, found.shown) as file:
                taken = originals.put_file(file)
        except InputError as error:
            yield _settled(place, error, found.size)
            return
        original = Original(taken.sha256, taken.size, discard=True, known=not taken.new)
        with original.open(originals) as file:
            yield from self._unpacked(file, original, place)

    def _unpacked(self, file: BinaryIO, original: Original, place: _Place) -> Iterator[Task]:
        within = place.opened
        opened = Opened(place.shown, original, within.sha256 if within else original.sha256, within=within)
        rows: list[Member] = []
        try:
            for member in self._workshop.unpack(file, place.shown, self._options):
                position = file.tell() if place.depth == 0 else None
                opened.members += 1
                if member.document is not None:
                    rows.append(member)
                    if len(rows) >= _ROWS_AT_ONCE or len(member.document.text) > _LONG_ROW:
                        yield self._rows(tuple(rows), place, opened, position)
                        rows.clear()
                    continue
                if rows:
                    yield self._rows(tuple(rows), place, opened, position)
                    rows.clear()
                yield from self._member(member, place, opened, position)
        except InputError as error:
            yield _wrong_as_a_whole(place, error, opened)
        if rows:
            yield self._rows(tuple(rows), place, opened, None)
        yield Task(place.shown, 0, None, lambda: (Closed(opened=opened),))

    def _member(self, member: Member, place: _Place, opened: Opened, position: int | None) -> Iterator[Task]:
        inside = place.inside(member, opened) if member.untrusted_path else place
        if member.code is not None:
            error = InputError(member.code, **{"name": inside.shown, **member.params})
            if inside is place:
                yield _wrong_as_a_whole(place, error, opened)
            else:
                yield _settled(inside, error, position, opened=opened)
            return
        data = member.data
        if not data:
            yield _settled(inside, InputError("file.empty", name=inside.shown), position, opened=opened)
            return
        try:
            kind = self._kind(data[:HEAD_BYTES], inside.shown)
            if kind is None:
                yield Task(inside.shown, len(data), position, lambda: self._member_document(data, inside))
            elif inside.depth > MOST_NESTED:
                raise InputError("container.too_deep", name=inside.shown, most=MOST_NESTED)
            else:
                yield from self._nested(data, inside)
        except InputError as error:
            yield _settled(inside, error, position, opened=opened)

    def _nested(self, data: bytes, place: _Place) -> Iterator[Task]:
        yield from self._unpacked(BytesIO(data), Original.of(data), place)

    def _member_document(self, data: bytes, place: _Place) -> Sequence[Prepared]:
        try:
            return self._document(data, place)
        except InputError as error:
            return (Told(outcome=failed(place.shown, error), opened=place.opened),)

    # rows

    def _rows(self, rows: tuple[Member, ...], place: _Place, opened: Opened, position: int | None) -> Task:
        size = sum(len(row.document.text) for row in rows if row.document)
        first = rows[0].untrusted_path or place.shown
        return Task(
            clean_name(f"{place.shown}!/{first}") if rows[0].untrusted_path else place.shown,
            size,
            position,
            lambda: self._analysed_rows(rows, place, opened),
        )

    def _analysed_rows(self, rows: tuple[Member, ...], place: _Place, opened: Opened) -> Sequence[Prepared]:
        """In a thread: documents that were read already, analysed unless they are known."""
        original = opened.original
        names = [_member_name(row) for row in rows]
        known = self._shelf.by_member(original.sha256, names)
        new = [row for row, name in zip(rows, names, strict=True) if name not in known]
        documents = [row.document for row in new if row.document is not None]
        try:
            answers = iter(self._workshop.analyse_read(documents, place.shown) if documents else ())
        except InputError as error:
            return tuple(self._untaken(row, place, opened, error) for row in rows)
        prepared: list[Prepared] = []
        for row, name in zip(rows, names, strict=True):
            assert row.document is not None
            source = _row_source(row, row.document, name, place, opened)
            shown = place.inside(row, opened).shown if row.untrusted_path else place.shown
            if name in known:
                prepared.append(
                    Known(
                        shown=shown,
                        id=known[name],
                        source=source,
                        original=original,
                        opened=opened,
                        listed=False,
                    )
                )
                continue
            answer = next(answers)
            if isinstance(answer, Failure):
                outcome = FileOutcome(path=shown, status=FileStatus.FAILED, error=answer)
                prepared.append(Told(outcome=outcome, opened=opened))
                continue
            keys = (row_key(Path(place.name).name, row.key),) if row.key else ()
            prepared.append(
                Ready(
                    shown=shown,
                    parsed=answer,
                    source=source,
                    keys=keys,
                    original=original,
                    opened=opened,
                    listed=bool(answer.warnings),
                )
            )
        return prepared

    def _untaken(self, row: Member, place: _Place, opened: Opened, error: InputError) -> Told:
        shown = place.inside(row, opened).shown if row.untrusted_path else place.shown
        return Told(outcome=failed(shown, error), opened=opened)


def _sha256(file: BinaryIO) -> Sha256:
    digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        digest.update(piece)
    return Sha256(digest.hexdigest())


def _member_name(row: Member) -> str:
    return clean_name(row.key or row.untrusted_path or "1")


def _row_source(row: Member, document: RawDocument, name: str, place: _Place, opened: Opened) -> Source:
    original = opened.original
    return Source(
        sha256=original.sha256,
        name=place.name,
        media_type=document.media_type,
        url=row.url or document.url,
        size=original.size,
        encoding=document.encoding,
        captured_at=row.captured_at or document.captured_at or place.captured_at,
        member=name,
        container=opened.sha256 if opened.within else None,
    )


def _titled(result: Parsed, name: str) -> Parsed:
    """What has no text, and does not say what it is, is called as its file is."""
    if result.analysis.title:
        return result
    title = Path(name.rpartition("!/")[2]).stem or name
    return replace_fields(result, analysis=replace(result.analysis, title=title))


def _completed(source: Source, result: Parsed) -> Source:
    """What the container tells outranks what the document says of itself."""
    return replace(
        source,
        media_type=result.media_type,
        encoding=result.encoding,
        url=source.url or result.analysis.url,
        captured_at=source.captured_at or result.captured_at,
    )


def _settled(place: _Place, error: InputError, position: int | None, *, opened: Opened | None = None) -> Task:
    """A task that is done: its file failed."""
    told = Told(outcome=failed(place.shown, error), opened=opened or place.opened)
    return Task(place.shown, 0, position, lambda: (told,))


def _wrong_as_a_whole(place: _Place, error: InputError, opened: Opened) -> Task:
    """A task that is done: there is something wrong with a container itself."""
    told = Told(outcome=failed(place.shown, error), opened=opened, of_container=True)
    return Task(place.shown, 0, None, lambda: (told,))
