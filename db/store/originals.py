"""Imported bytes as they came, by SHA-256: ``originals/ab/cdef…``, written once, read-only."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from db.errors import ArchiveError
from db.model import Sha256
from db.store.trouble import told_system

_DIGITS = frozenset("0123456789abcdef")
_UNFINISHED = ".unfinished"
_READ_ONLY = 0o444
_STAGE = "new"
"""Where files are written before their SHA-256, and so their name, is known."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was put: its SHA-256, its size in bytes, and whether it was not there before."""

    sha256: Sha256
    size: int
    new: bool


class Originals:
    """The originals of one archive. Safe to use from several threads.

    Attributes:
        folder: where they lie; made when the first is put.
    """

    def __init__(self, folder: Path, *, refused: str | None = None) -> None:
        """`refused` is the code of the error that `put` raises where nothing may be written."""
        self.folder = folder
        self._refused = refused

    def path(self, sha: str) -> Path:
        """Where the original of that SHA-256 lies, whether it is there or not.

        Raises `ValueError` for no SHA-256.
        """
        if not _is_sha256(sha):
            raise ValueError(f"not a SHA-256: {sha!r}")
        return self.folder / sha[:2] / sha[2:]

    def put(self, data: bytes) -> Sha256:
        """Keeps the bytes, durably, and gives their SHA-256. Known bytes are not written again.

        A damaged original is made whole by putting it again. Raises `ArchiveError` (``archive.disk_full``
        ...).
        """
        sha = Sha256(hashlib.sha256(data).hexdigest())
        if self._refused is not None:
            raise ArchiveError(self._refused, path=str(self.folder.parent))
        path = self.path(sha)
        with told_system(self.folder.parent):
            if not self.sound(sha):
                make_folder(path.parent)
                write_durably(path, data)
        return sha

    def put_file(self, source: BinaryIO) -> Taken:
        """As `put`, for a file of any size: from then on our copy can be read, which nobody changes.

        Raises `ArchiveError` (``archive.disk_full`` ...); an `OSError` of the source goes through.
        """
        if self._refused is not None:
            raise ArchiveError(self._refused, path=str(self.folder.parent))
        with told_system(self.folder.parent):
            make_folder(self.folder / _STAGE)
            handle, name = tempfile.mkstemp(dir=self.folder / _STAGE, suffix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                sha, size = _copy(source, file, self.folder.parent)
            new = not self.sound(sha)
            if new:
                with told_system(self.folder.parent):
                    make_folder(self.path(sha).parent)
                    _put_in_place(name, self.path(sha), _READ_ONLY)
            return Taken(sha, size, new)
        finally:
            with suppress(OSError):
                os.unlink(name)

    def drop(self, sha: str) -> None:
        """Removes an original that nothing came of."""
        with suppress(OSError):
            self.path(sha).chmod(0o600)  # Windows does not delete what is read-only
            self.path(sha).unlink()

    def read(self, sha: str) -> bytes:
        """The bytes. Raises `ArchiveError` ``original.missing`` where they are gone."""
        try:
            return self.path(sha).read_bytes()
        except FileNotFoundError as error:
            raise ArchiveError("original.missing", sha256=sha, path=str(self.path(sha))) from error
        except OSError as error:
            raise ArchiveError("original.unreadable", sha256=sha, path=str(self.path(sha))) from error

    def holds(self, sha: str) -> bool:
        """Whether a file of that name is there, sound or not."""
        return _is_sha256(sha) and self.path(sha).is_file()

    def sound(self, sha: str) -> bool:
        """Whether the original is there and its bytes are those of its name."""
        if not _is_sha256(sha):
            return False
        try:
            with self.path(sha).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha
        except OSError:
            return False

    def all(self) -> Iterator[Sha256]:
        """The SHA-256 of every original, sorted; unfinished files of a killed program are passed over."""
        if not self.folder.is_dir():
            return
        for shard in sorted(self.folder.iterdir()):
            if shard.is_dir() and len(shard.name) == 2:
                for file in sorted(shard.iterdir()):
                    name = shard.name + file.name
                    if _is_sha256(name):
                        yield Sha256(name)

    def sweep(self) -> None:
        """Removes unfinished files. Only for the one program that may write."""
        for file in self.folder.glob(f"*/*{_UNFINISHED}"):
            with suppress(OSError):
                file.unlink()


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and _DIGITS.issuperset(text)


def copy_originals(source: Originals, target: Path, *, on_each: Callable[[int, int], None]) -> None:
    """Copies all originals into the empty folder `target`, durably. Damaged ones come as they are.

    `on_each` is told how many are done, and of how many; it may raise to stop. Raises `ArchiveError`
    (``archive.disk_full`` ...).
    """
    copies = Originals(target)
    shas = tuple(source.all())
    for done, sha in enumerate(shas, 1):
        data, path = source.read(sha), copies.path(sha)
        with told_system(target.parent):
            make_folder(path.parent)
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            path.chmod(_READ_ONLY)
        on_each(done, len(shas))
    with told_system(target.parent):
        for shard in {copies.path(sha).parent for sha in shas}:
            sync_folder(shard)


def write_durably(path: Path, data: bytes, *, mode: int = _READ_ONLY) -> None:
    """Writes a file so that after a loss of power it is there whole, or not at all.

    Its folder must be there.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(name, path, mode)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _put_in_place(name: str, path: Path, mode: int) -> None:
    """Gives a written file its name, durably."""
    os.chmod(name, mode)
    if os.name == "nt" and path.exists():
        path.chmod(0o666)  # Windows replaces no read-only file
    os.replace(name, path)
    sync_folder(path.parent)


def _copy(source: BinaryIO, target: BinaryIO, archive: Path) -> tuple[Sha256, int]:
    """Copies piece by piece, to the disk itself; SHA-256 and size in bytes."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        with told_system(archive):
            target.write(piece)
    with told_system(archive):
        target.flush()
        os.fsync(target.fileno())
    return Sha256(digest.hexdigest()), size


def make_folder(folder: Path) -> None:
    """Makes a folder and the missing ones above it, durably."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the system can (Windows does it by itself)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
