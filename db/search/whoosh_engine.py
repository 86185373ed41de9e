"""The engine of a young archive: Whoosh, in a folder of its own.

One writer at a time (the system's lock on a file of the folder), any number of readers, in this process and
in others. A commit is one renaming of Whoosh's table of contents: until then everybody reads the old state,
and a writer that dies leaves nothing but files that the next one sweeps. Opening an index writes nothing.
"""

from __future__ import annotations

import pickle
import struct
import threading
import traceback
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import ArchiveError, KnownError
from db.model import SearchRequest, SortOrder
from db.search.analysis import RULES_FINGERPRINT
from db.search.document import IndexDocument, Stamp
from db.search.engine import EngineAnswer, EngineHit
from db.search.evaluation import Evaluation, Scores
from db.search.facets import allowed, count_facets, narrowed
from db.search.merging import merge_alike
from db.search.query import parse
from db.search.schema import CARD_FIELD, KEY_FIELD, STAMP_KEY, as_fields, key_of, make_schema
from db.search.segments import Columns, Snapshot, open_snapshot
from db.search.spelling import suggest
from db.search.storage import INDEX_NAME, DurableStorage
from db.search.whoosh_guard import whoosh

if TYPE_CHECKING:
    from db.catalogue import Catalogue

_DAMAGE = (pickle.UnpicklingError, struct.error, zlib.error, EOFError, OSError, UnicodeDecodeError)
"""What reading a damaged index raises, apart from what Whoosh raises itself."""

_LOCK_NAME = "WRITELOCK"

_POOL_MB = 48
"""Postings that are sorted in memory, by Whoosh's reckoning; more of them wait on the disk."""

Merging = Callable[[Any, Sequence[Any]], list[Any]]
"""Which segments a commit merges: the writer and all segments in, those that stay out."""


class WhooshEngine:
    """See `db.search.engine.Engine`."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._schema = make_schema()
        self._storage = DurableStorage(folder)
        self._reading = threading.Lock()
        self._columns: dict[str, Columns] = {}
        self._snapshot: Snapshot | None = None
        self._unreadable: int | None = None

    # reading

    def stamp(self) -> Stamp | None:
        with self._reading:
            snapshot = self._current()
            return None if snapshot is None else snapshot.stamp(RULES_FINGERPRINT)

    def search(self, request: SearchRequest) -> EngineAnswer:
        tree = parse(request.query, self._catalogue)
        with self._reading, self._telling_damage():
            snapshot = self._served()
            if snapshot is None:
                return EngineAnswer(total=0, hits=())
            filters = allowed(snapshot, request.filters)
            scores = Evaluation(snapshot).run(tree)
            found = narrowed(scores, filters) if filters else scores.keys()
            hits = _page(snapshot, scores, found, request)
            facets = count_facets(snapshot, scores, filters, request.filters) if request.facets else {}
            return EngineAnswer(total=len(found), hits=hits, facets=facets)

    def suggestion(self, query: str) -> str | None:
        tree = parse(query, self._catalogue)
        with self._reading, self._telling_damage():
            snapshot = self._served()
            return None if snapshot is None else suggest(query, tree, snapshot)

    def close(self) -> None:
        with self._reading:
            self._drop()

    def _served(self) -> Snapshot | None:
        """The state to search, if it was made under the rules of this program."""
        snapshot = self._current()
        return snapshot if snapshot is not None and snapshot.stamp(RULES_FINGERPRINT) else None

    def _current(self) -> Snapshot | None:
        """The newest state, opened anew when this process or another has committed; None if there is none."""
        generation = self._storage.latest_generation()
        if self._snapshot is not None and self._snapshot.generation == generation:
            return self._snapshot
        if generation < 0 or generation == self._unreadable:
            self._drop()
            return None
        try:
            newer = open_snapshot(self._index(), generation, self._columns)
        except Exception:  # noqa: BLE001  a reader of untrusted files: whatever is wrong, it is no index of ours
            self._drop()
            self._storage.close_opened()
            self._unreadable = generation
            return None
        self._drop()
        self._snapshot = newer
        return newer

    def _drop(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def _index(self) -> Any:
        return whoosh.index.FileIndex(self._storage, schema=self._schema, indexname=INDEX_NAME)

    @contextmanager
    def _telling_damage(self) -> Iterator[None]:
        try:
            yield
        except KnownError:
            raise
        except Exception as error:  # a reader of files that may be damaged: Whoosh raises whatever it meets
            if not _is_damage(error):
                raise
            self._drop()
            self._storage.close_opened()
            self._unreadable = self._storage.latest_generation()
            raise ArchiveError("search.index_damaged", path=str(self._folder), reason=str(error)) from error

    # writing

    def apply(self, documents: Iterable[IndexDocument], deletions: Sequence[str], stamp: Stamp) -> None:
        def write(writer: Any) -> None:
            added = list(documents)
            with writer.searcher() as searcher:
                for key in (STAMP_KEY, *map(key_of, deletions), *(key_of(document.id) for document in added)):
                    writer.delete_by_term(KEY_FIELD, key, searcher=searcher)
            _add(writer, added, stamp)

        self._commit(write)

    def rebuild(self, documents: Iterable[IndexDocument], stamp: Stamp) -> None:
        self._commit(lambda writer: _add(writer, documents, stamp), mergetype=whoosh.writing.CLEAR)

    def _commit(self, write: Callable[[Any], None], mergetype: Merging = merge_alike) -> None:
        """Writes under the lock. Raises `ArchiveError`: ``search.index_locked search.index_unwritable``."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                writer = whoosh.writing.SegmentWriter(self._prepared(), _lk=False, limitmb=_POOL_MB)
                try:
                    write(writer)
                    writer.commit(mergetype=mergetype)
                except BaseException:
                    _abandon(writer)
                    raise
        except OSError as error:
            raise ArchiveError(
                "search.index_unwritable", path=str(self._folder), reason=str(error)
            ) from error
        with self._reading:
            self._unreadable = None
            self._current()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self._storage.lock(f"{INDEX_NAME}_{_LOCK_NAME}")
        if not lock.acquire():
            raise ArchiveError("search.index_locked", path=str(self._folder))
        try:
            yield
        finally:
            lock.release()

    def _prepared(self) -> Any:
        """The index to write to, leftovers swept; a new one where there is none that can be used."""
        index = self._usable()
        if index is None:
            with self._reading:
                self._drop()
                self._unreadable = None
                self._storage.sweep(keep=set())
            return whoosh.index.FileIndex.create(self._storage, self._schema, INDEX_NAME)
        segments = {segment.segment_id() for segment in index._segments()}
        names = self._storage.list()
        keep = {name for name in names if name.partition(".")[0] in segments}
        keep.add(f"_{INDEX_NAME}_{index.latest_generation()}.toc")
        self._storage.sweep(keep)
        return index

    def _usable(self) -> Any | None:
        """The index that is there, if it can be read and was made under the rules of this program."""
        with self._reading:
            self._drop()
            snapshot = self._current()
            if snapshot is None or not (snapshot.generation == 0 or snapshot.stamp(RULES_FINGERPRINT)):
                return None
            return self._index()


def _add(writer: Any, documents: Iterable[IndexDocument], stamp: Stamp) -> None:
    for document in documents:
        writer.add_document(**as_fields(document))
    card = {"stamp": (stamp.lineage, stamp.seq, stamp.nonce), "fingerprint": RULES_FINGERPRINT}
    writer.add_document(**{KEY_FIELD: {STAMP_KEY: [1]}, CARD_FIELD: card})


def _is_damage(error: Exception) -> bool:
    """Whether an error tells of the index; one that neither files nor Whoosh raised is a bug of ours."""
    if isinstance(error, _DAMAGE):
        return True
    frames = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    return any(name.partition(".")[0] == "whoosh" for name in frames)


def _abandon(writer: Any) -> None:
    """Cancels what could not be committed. On a full disk even that may fail: the next writer sweeps."""
    if writer.is_closed:
        return
    try:
        writer.cancel()
    except OSError:
        writer.is_closed = True


def _page(
    snapshot: Snapshot, scores: Scores, found: Iterable[int], request: SearchRequest
) -> tuple[EngineHit, ...]:
    """The hits of the page asked for. Equal scores: newest first, undated last, then by id."""
    ranks = snapshot.ranks
    end = request.offset + request.limit
    if request.sort is SortOrder.RELEVANCE:
        best = nsmallest(end, [(-scores[document], ranks[document], document) for document in found])
    else:
        best = nsmallest(end, [(0.0, ranks[document], document) for document in found])
    page = [document for _, _, document in best[request.offset :]]
    return tuple(EngineHit(id=snapshot.ids[document], score=round(scores[document], 6)) for document in page)
