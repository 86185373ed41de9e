import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store

_MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: here every test waits for the disk many times."""
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY, prefix="muniment-test-") as folder:
        yield Path(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notes.muniment"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.create(folder) as opened:
        yield opened
