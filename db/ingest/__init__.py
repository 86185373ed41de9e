"""The pipeline: read, analyse, store; duplicates, report.

Loaded lazily, because its worker must not load the store.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.ingest.analysing import Analysed, analyse_files, make_pool
    from db.ingest.pipeline import import_paths
    from db.ingest.sample import discard_sample, sample_statements

__all__ = [
    "Analysed",
    "analyse_files",
    "discard_sample",
    "import_paths",
    "make_pool",
    "sample_statements",
]

_HOMES = {"import_paths": "pipeline", "discard_sample": "sample", "sample_statements": "sample"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"db.ingest.{_HOMES.get(name, 'analysing')}"), name)
