"""Where Muniment keeps things on this machine, and the names inside an archive folder."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("muniment", appauthor=False)

DATABASE_NAME = "archive.db"
ORIGINALS_NAME = "originals"
README_NAME = "README.txt"
LOCK_NAME = "writer.lock"
SUFFIX = ".muniment"


def _chosen(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or default)


def data_dir() -> Path:
    """Where the user's own archives live (``MUNIMENT_DATA_DIR`` overrides)."""
    return _chosen("MUNIMENT_DATA_DIR", _DIRS.user_data_dir)


def cache_dir() -> Path:
    """Where indexes live: everything here can be deleted (``MUNIMENT_CACHE_DIR`` overrides)."""
    return _chosen("MUNIMENT_CACHE_DIR", _DIRS.user_cache_dir)


def config_dir() -> Path:
    """Where settings live (``MUNIMENT_CONFIG_DIR`` overrides)."""
    return _chosen("MUNIMENT_CONFIG_DIR", _DIRS.user_config_dir)


def default_archive() -> Path:
    """The user's own archive."""
    return data_dir() / f"archive{SUFFIX}"


def sample_archive() -> Path:
    """The archive that ``muniment demo`` makes."""
    return data_dir() / f"sample{SUFFIX}"


def index_dir(lineage: str) -> Path:
    """Where the full-text index of the archive of that lineage lives: never inside the archive."""
    return cache_dir() / "index" / lineage


def log_file() -> Path:
    """Where the program notes what went wrong inside it."""
    return data_dir() / "muniment.log"
