"""The writer's lock: the operating system's own, which ends with the program that holds it."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from db.paths import LOCK_NAME


class WriterLock:
    """One program at a time writes to an archive. The file stays; it means nothing when nobody holds it."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / LOCK_NAME, timeout=0, thread_local=False)

    def take(self) -> str | None:
        """None where the lock was got, else the code of the reason: taken, or the folder knows no locks."""
        try:
            self._lock.acquire()
        except Timeout:
            return "archive.in_use"
        except (NotImplementedError, PermissionError):
            return "archive.folder_read_only"
        except OSError:
            return "archive.no_locks"
        return None

    def release(self) -> None:
        self._lock.release()
