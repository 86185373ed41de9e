"""What all tests share: no test touches the user's own folders, screen or log."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of this test alone for data, cache and settings; children of the test inherit them."""
    home = tmp_path_factory.mktemp("home")
    for name in ("data", "cache", "config"):
        monkeypatch.setenv(f"MUNIMENT_{name.upper()}_DIR", str(home / name))
    return home


@pytest.fixture(autouse=True)
def no_unexpected_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that the test did not ask for fails it (``caplog.clear()`` says: expected)."""
    caplog.set_level(logging.WARNING)
    yield
    unexpected = [
        record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING
    ]
    assert unexpected == []
