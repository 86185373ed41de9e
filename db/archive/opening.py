"""Opening and closing an archive, and what is known of it while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Self

from db import custody, paths
from db.catalogue import shipped
from db.errors import ArchiveError, Cancelled
from db.indexing import Follower
from db.ingest import Import, Imports, Workshop, discard_sample, sample_statements
from db.model import ArchiveInfo, Changes, StatementId, VerifyReport
from db.progress import CancelToken, ProgressSink, ignore
from db.search import open_engine
from db.store import Store
from db.works import Works

AnyPath = str | PathLike[str]
Observer = Callable[[Changes], None]


class OpenArchive:
    """An archive that is open: its store, its index kept in step, its workers, and who follows its changes.

    Attributes:
        imports: the imports, and their reports.
        works: versions, languages, and what is proposed to belong together.
    """

    def __init__(self, store: Store, progress: ProgressSink = ignore) -> None:
        """For `create` and `open`; brings the index in step."""
        self._store = store
        self._catalogue = shipped()
        self._engine = open_engine(paths.index_dir(store.lineage), self._catalogue)
        self._follower = Follower(store, self._engine, self._catalogue)
        self._workshop = Workshop()
        self._observers: list[Observer] = []
        self.works = Works(store, self._works_changed)
        self.imports = Imports(store, self._workshop, self._statements_changed, self._find_groups)
        self._follower.keep_up(progress)

    # opening and closing

    @classmethod
    def create(cls, path: AnyPath) -> Self:
        """Makes an empty archive in a folder that does not exist yet, and opens it. Raises `ArchiveError`."""
        return cls(Store.create(_with_room(Path(path))))

    @classmethod
    def open(
        cls, path: AnyPath | None = None, *, read_only: bool = False, progress: ProgressSink = ignore
    ) -> Self:
        """Opens an archive; without a path, the user's own. Raises `ArchiveError`."""
        folder = paths.default_archive() if path is None else Path(path)
        return cls(Store.open(folder, read_only=read_only), progress)

    @classmethod
    def make_sample(
        cls,
        path: AnyPath | None = None,
        *,
        progress: ProgressSink = ignore,
        cancel: CancelToken | None = None,
    ) -> Self:
        """Makes the archive of invented statements that is shipped with the program, and opens it.

        Raises `ArchiveError` where the folder is taken; `Cancelled`, and then leaves nothing behind.
        """
        folder = _with_room(paths.sample_archive() if path is None else Path(path))
        archive = cls(Store.create(folder, sample=True))
        with sample_statements() as files:
            what = Import(paths=files)
            report = archive.imports.carry_out(what, progress=progress, cancel=cancel)
        if report.cancelled:
            archive.close()
            discard_sample(folder)
            raise Cancelled()
        return archive

    @classmethod
    def discard_sample(cls, path: AnyPath | None = None) -> None:
        """Deletes a sample archive. Raises `ArchiveError` ``archive.not_sample`` for any other."""
        discard_sample(paths.sample_archive() if path is None else Path(path))

    @classmethod
    def restore(cls, backup: AnyPath, into: AnyPath, *, progress: ProgressSink = ignore) -> VerifyReport:
        """Makes an archive from a backup, in a folder that does not exist yet; it is not opened."""
        return custody.restore(Path(backup), Path(into), progress)

    def close(self) -> None:
        """Ends everything that was started. Nothing is lost where it is not called."""
        self._workshop.close()
        self._engine.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # facts

    def info(self) -> ArchiveInfo:
        """Facts about the archive. `index_state` is ``current``, ``behind`` or ``missing``."""
        with self._store.reading() as reading:
            return ArchiveInfo(
                path=str(self._store.folder),
                lineage=self._store.lineage,
                statements=reading.statements.count(),
                annotations=reading.annotations.count(),
                languages=reading.statements.languages(),
                read_only_reason=self._store.read_only_reason,
                index_state=self._follower.standing().value,
                schema=self._store.schema,
                sample=self._store.sample,
            )

    def on_change(self, observer: Observer) -> Callable[[], None]:
        """Calls `observer` after every change, in the thread that made it. Gives what ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def _check_writable(self) -> None:
        if self._store.read_only:
            raise ArchiveError(
                self._store.read_only_reason or "archive.read_only", path=str(self._store.folder)
            )

    def _statements_changed(self, ids: Sequence[StatementId]) -> None:
        self._follower.keep_up()
        self._tell(Changes(statements=True, index=True, ids=tuple(ids)))

    def _find_groups(self, progress: ProgressSink, cancel: CancelToken) -> None:
        """After an import: what of it may belong together. To stop here stops nothing but that."""
        with suppress(Cancelled):
            self.works.find(progress=progress, cancel=cancel)

    def _works_changed(self) -> None:
        self._follower.keep_up()
        self._tell(Changes(statements=True, index=True))

    def _tell(self, changes: Changes) -> None:
        for observer in tuple(self._observers):
            observer(changes)


def _with_room(folder: Path) -> Path:
    """The folder itself; the user's own folder for archives is made where it is missing."""
    if folder.parent == paths.data_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
    return folder
