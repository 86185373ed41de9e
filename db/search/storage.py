"""The folder of a Whoosh index: durable commits, leftovers swept, files locked by the system.

Whoosh alone does not sync: after a power cut its index often could not be opened. Here every file a commit
keeps, then the folder, is synced before the table of contents is renamed into place, and the folder again
after.
"""

from __future__ import annotations

import os
import re
import shutil
import weakref
from pathlib import Path
from typing import Any

from db.search.whoosh_guard import whoosh

INDEX_NAME = "MAIN"
_OURS = re.compile(rf"_?{INDEX_NAME}[_.]")
_LOCK = f"{INDEX_NAME}_WRITELOCK"


class DurableStorage(whoosh.filedb.filestore.FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's storage in a folder, whose renames (Whoosh renames tables of contents only) are durable."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._written: set[str] = set()
        self._opened: weakref.WeakSet[Any] = weakref.WeakSet()

    def open_file(self, name: str, **kwargs: Any) -> Any:
        opened = super().open_file(name, **kwargs)
        self._opened.add(opened)
        return opened

    def close_opened(self) -> None:
        """Closes files that Whoosh left open when it could not read them."""
        for opened in list(self._opened):
            if not opened.is_closed:
                opened.close()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._written.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        folder = Path(self.folder)
        for name in sorted(self._written):
            if (folder / name).exists():
                _sync_file(folder / name)
        self._written.clear()
        _sync_folder(folder)
        super().rename_file(oldname, newname, safe=safe)
        _sync_folder(folder)

    def latest_generation(self) -> int:
        """The number of the newest table of contents, or -1 where there is none."""
        return int(whoosh.index.TOC._latest_generation(self, INDEX_NAME))

    def sweep(self, keep: set[str]) -> None:
        """Removes what interrupted commits left: all our files but those to `keep`. Needs the lock."""
        for path in Path(self.folder).iterdir():
            if path.name in keep or path.name == _LOCK or not _OURS.match(path.name):
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        # on Windows a file that a reader still maps stays until a later sweep
        return


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # folders cannot be synced there, nor need be
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
