"""The invented statements that are shipped with the program, and the archive made of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from db.errors import ArchiveError
from db.store import Store

_STATEMENTS = "sample/statements"


@contextmanager
def sample_statements() -> Iterator[tuple[Path, ...]]:
    """The files of the sample, sorted."""
    with as_file(files("resources").joinpath(*_STATEMENTS.split("/"))) as folder:
        yield tuple(sorted(folder.glob("*.txt")))


def discard_sample(folder: Path) -> str:
    """Deletes a sample archive, and gives its lineage. No other archive can be deleted so.

    Raises `ArchiveError`: ``archive.not_sample``, ``archive.in_use``, or what opening it raises.
    """
    with Store.open(folder) as store:
        if not store.sample:
            raise ArchiveError("archive.not_sample", path=str(folder))
        if store.read_only_reason is not None:
            raise ArchiveError(store.read_only_reason, path=str(folder))
        lineage = store.lineage
    for file in folder.rglob("*"):
        if file.is_file():
            file.chmod(0o600)  # Windows does not delete what is read-only
    shutil.rmtree(folder)
    return lineage
