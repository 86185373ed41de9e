"""Which files are meant by the files and folders a person chose."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import InputError
from db.model import Failure, FileOutcome, FileStatus
from db.progress import CancelToken, Progress, ProgressSink, ignore
from db.readers import clean_name

_COUNTED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A file to import.

    `shown` is its path cleaned for showing; `size` (bytes) and `changed` (nanoseconds) are what it had when
    it was found.
    """

    path: Path
    shown: str
    size: int
    changed: int = 0


def discover(paths: Iterable[Path]) -> Iterator[Found | FileOutcome]:
    """The files, folders gone through in the order of their names; for what is no file, why not.

    Hidden files and folders inside a folder are skipped, and said so; one that is named itself is taken.
    A folder that is reached again, through a symbolic link or by name, is not gone through again. Of a folder
    only the names are held in memory.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [iter(list(paths))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        shown = clean_name(str(path))
        try:
            if len(waiting) > 1 and _hidden(path):
                yield _skipped(shown, "file.hidden")
                continue
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (identity := (status.st_dev, status.st_ino)) in seen:
                    yield _skipped(shown, "file.folder_again")
                    continue
                seen.add(identity)
                waiting.append(_inside(path))
            elif stat.S_ISREG(status.st_mode):
                yield Found(path, shown, status.st_size, status.st_mtime_ns)
            else:
                yield failed(shown, InputError("file.special", name=shown))
        except OSError as error:
            yield failed(shown, from_system(error, shown))
        except ValueError:  # a NUL in the name
            yield failed(shown, InputError("file.missing", name=shown))


def _inside(folder: Path) -> Iterator[Path]:
    """What lies in a folder, sorted by name; the names are read at once. Raises `OSError`."""
    names = sorted(os.listdir(folder))
    return (folder / name for name in names)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to import: files (those that cannot be read among them) and bytes."""

    files: int
    bytes: int


def measure(paths: Sequence[Path], *, progress: ProgressSink = ignore, cancel: CancelToken) -> Extent:
    """Counts what `discover` gives, for a percentage that is true. Raises `Cancelled`."""
    files = size = 0
    for item in discover(paths):
        files += 1
        size += item.size if isinstance(item, Found) else 0
        if files % _COUNTED_AT_ONCE == 0:
            cancel.check()
            progress(Progress(stage="finding", done=files, bytes_done=size))
    return Extent(files, size)


def _hidden(path: Path) -> bool:
    if path.name.startswith("."):
        return True
    if os.name != "nt":
        return False
    attributes = getattr(path.lstat(), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def from_system(error: OSError, shown: str) -> InputError:
    """What the system says, as an error the user can act on."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError("file.missing", name=shown)
    if isinstance(error, PermissionError):
        return InputError("file.no_permission", name=shown)
    if error.errno == errno.ELOOP:
        return InputError("file.link_loop", name=shown)
    return InputError("file.unreadable", name=shown, reason=error.strerror or type(error).__name__)


def failed(shown: str, error: InputError) -> FileOutcome:
    """The line of the report for a file that failed."""
    return FileOutcome(
        path=shown, status=FileStatus.FAILED, error=Failure(code=error.code, params=error.params)
    )


def _skipped(shown: str, why: str) -> FileOutcome:
    return FileOutcome(path=shown, status=FileStatus.SKIPPED, warnings=(why,))
