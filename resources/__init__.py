"""Data only. The loader needs nothing but the standard library and never leaves this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any

__all__ = ["listing", "read_bytes", "read_text", "read_toml"]


def _resource(path: str) -> Traversable:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
        raise ValueError(f"not a resource: {path!r}")
    return files(__name__).joinpath(*pure.parts)


def read_bytes(path: str) -> bytes:
    """The bytes of a resource, by its path inside this folder (``ilo/instruments.tsv``)."""
    return _resource(path).read_bytes()


def read_text(path: str) -> str:
    """A resource as text (UTF-8), line ends as in the file."""
    return read_bytes(path).decode("utf-8")


@cache
def read_toml(path: str) -> dict[str, Any]:
    """A TOML resource, read once."""
    return tomllib.loads(read_text(path))


def listing(folder: str, suffix: str = "") -> tuple[str, ...]:
    """The paths of the files in a folder of resources, sorted; only those whose name ends with `suffix`."""
    names = (item.name for item in _resource(folder).iterdir() if item.is_file())
    return tuple(
        f"{folder}/{name}" for name in sorted(names) if name.endswith(suffix) and name != "__init__.py"
    )
