"""Writing an export to its place: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from db.errors import InputError, KnownError, UsageError
from db.exporters.model import Excerpt, ExportContext
from db.exporters.registry import FORMATS
from db.model import ExportReport
from db.progress import Progress, ProgressSink, ignore

_CODES = {
    errno.ENOENT: "export.no_folder",
    errno.ENOTDIR: "export.no_folder",
    errno.EACCES: "export.no_permission",
    errno.EPERM: "export.no_permission",
    errno.EROFS: "export.no_permission",
    errno.EISDIR: "export.is_folder",
    errno.ENOSPC: "export.disk_full",
    errno.EDQUOT: "export.disk_full",
    errno.EFBIG: "export.disk_full",
    errno.ENAMETOOLONG: "export.bad_name",
    errno.EINVAL: "export.bad_name",
}


def export(
    excerpts: Sequence[Excerpt],
    fmt: str,
    output: Path,
    *,
    context: ExportContext,
    progress: ProgressSink = ignore,
) -> ExportReport:
    """Writes excerpts to a file.

    The document is written to a file beside the target, brought to the disk, and then put in its place: a
    file that is there already is replaced whole, or stays as it was.

    Raises:
        UsageError: ``export.unknown_format`` (with those that exist), ``export.is_folder``,
            ``export.not_a_file``.
        InputError: ``export.nothing``, ``export.no_folder``, ``export.no_permission``, ``export.disk_full``,
            ``export.bad_name``, ``export.failed``.
    """
    exporter = FORMATS.get(fmt)
    if exporter is None:
        raise UsageError("export.unknown_format", format=fmt, known=", ".join(FORMATS))
    if not excerpts:
        raise InputError("export.nothing")

    def write(stream: BinaryIO) -> None:
        exporter.write(excerpts, context, stream, progress)

    try:
        sha256 = _replace(_target(output), write)
    except OSError as error:
        raise _known(error, output) from error
    statements = len({excerpt.statement.id for excerpt in excerpts})
    progress(Progress(stage="exporting", done=statements, total=statements, unit="statements"))
    return ExportReport(
        path=str(output), format=fmt, excerpts=len(excerpts), statements=statements, sha256=sha256
    )


def _target(output: Path) -> Path:
    """The file itself where `output` is a link to one: the link stays."""
    if "\0" in str(output):
        raise OSError(errno.EINVAL, "NUL in the name")
    target = Path(os.path.realpath(output))
    if target.is_dir():
        raise UsageError("export.is_folder", path=str(output))
    if target.exists() and not target.is_file():
        raise UsageError("export.not_a_file", path=str(output))
    return target


def _replace(target: Path, write: Callable[[BinaryIO], None]) -> str:
    """Puts what `write` writes in the place of the target; gives its SHA-256."""
    # 40 characters of the name at most: a name that is just short enough must not become too long.
    beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        sha256 = _sha256(beside)
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(target.parent)
    return sha256


def _sha256(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """Brings the new name itself to the disk, where the system can do that for a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _known(error: OSError, output: Path) -> KnownError:
    code = _CODES.get(error.errno or 0, "export.failed")
    kind = UsageError if code in {"export.is_folder", "export.bad_name"} else InputError
    folder = str(output.parent.absolute()) if "\0" not in str(output) else str(output.parent)
    shown = str(output).replace("\0", "\ufffd")
    return kind(code, path=shown, folder=folder, reason=error.strerror or str(error))
