"""The pipeline: read, analyse, store; duplicates, report; analysis anew.

Loaded lazily, because its worker must not load the store.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.ingest.analysing import Analysed, analyse_files
    from db.ingest.pipeline import Import, carry_out, import_paths
    from db.ingest.reanalysis import reanalyse
    from db.ingest.runs import Imports
    from db.ingest.sample import discard_sample, sample_statements
    from db.ingest.workshop import Workshop

_HOMES = {
    "Analysed": "analysing",
    "Import": "pipeline",
    "Imports": "runs",
    "Workshop": "workshop",
    "analyse_files": "analysing",
    "carry_out": "pipeline",
    "discard_sample": "sample",
    "import_paths": "pipeline",
    "reanalyse": "reanalysis",
    "sample_statements": "sample",
}

__all__ = [
    "Analysed",
    "Import",
    "Imports",
    "Workshop",
    "analyse_files",
    "carry_out",
    "discard_sample",
    "import_paths",
    "reanalyse",
    "sample_statements",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"db.ingest.{_HOMES[name]}"), name)
