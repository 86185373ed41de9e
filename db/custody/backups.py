"""Backups: a copy of a whole archive that is verified before it gets its name; and the way back."""

from __future__ import annotations

from pathlib import Path

from db.custody.verifying import verify
from db.errors import ArchiveError
from db.model import VerifyReport
from db.paths import DATABASE_NAME, ORIGINALS_NAME
from db.progress import CancelToken, Progress, ProgressSink, ignore
from db.store import Originals, Store, copy_database_of, copy_originals, in_place, write_readme
from resources.messages import sentence


def backup(
    store: Store, path: Path, progress: ProgressSink = ignore, *, cancel: CancelToken | None = None
) -> VerifyReport:
    """Copies an open archive into the folder `path`, which must not exist; others may go on working in it.

    The copy is an archive itself. It is verified, and what was found is given back: damage of the archive is
    in the copy, too, as far as it can be copied. After an error nothing is left behind.

    Raises `ArchiveError` (``archive.exists``, ``archive.parent_missing``, ``archive.disk_full``,
    ``backup.inside``, ``backup.unsound``) and `Cancelled`.
    """
    if path.absolute().resolve().is_relative_to(store.folder.resolve()):
        raise ArchiveError("backup.inside", path=str(path))
    with in_place(path) as building:
        store.copy_database(building / DATABASE_NAME)
        _copy_files(store.originals, building, progress, cancel or CancelToken())
        with Store.open(building, read_only=True) as copy:
            report = verify(copy, progress, cancel=cancel)
    if not store.read_only:
        with store.writing() as writing:
            writing.events.record("backed_up", store.lineage, {"name": path.name, **_counts(report)})
    return report


def restore(
    backup: Path, into: Path, progress: ProgressSink = ignore, *, cancel: CancelToken | None = None
) -> VerifyReport:
    """Makes an archive in the folder `into`, which must not exist, from a backup, which stays as it is.

    A backup of an older version is brought up to date. Raises `ArchiveError` as opening and making do, and
    ``backup.damaged`` where verification finds anything: then nothing is restored.
    """
    with in_place(into) as building:
        copy_database_of(backup, building / DATABASE_NAME)
        _copy_files(Originals(backup / ORIGINALS_NAME), building, progress, cancel or CancelToken())
        with Store.open(building) as copy:
            report = verify(copy, progress, cancel=cancel)
            if report.damages:
                first = sentence(report.damages[0].code, report.damages[0].params)
                count = len(report.damages)
                raise ArchiveError("backup.damaged", path=str(backup), count=count, first=first)
            with copy.writing() as writing:
                writing.events.record("restored", copy.lineage, {"name": backup.name, **_counts(report)})
    return report


def compact(store: Store) -> int:
    """Gives the space of what was deleted back to the disk; how many bytes."""
    return store.compact()


def _copy_files(originals: Originals, building: Path, progress: ProgressSink, cancel: CancelToken) -> None:
    def on_each(done: int, total: int) -> None:
        cancel.check()
        progress(Progress(stage="copying", done=done, total=total))

    copy_originals(originals, building / ORIGINALS_NAME, on_each=on_each)
    write_readme(building)


def _counts(report: VerifyReport) -> dict[str, int]:
    return {
        "statements": report.statements,
        "originals": report.originals,
        "annotations": report.annotations,
        "damages": len(report.damages),
    }
