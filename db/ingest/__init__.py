"""The pipeline: read, analyse, store; duplicates, report.

Loaded lazily, because its worker must not load the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.ingest.analysing import Analysed, analyse_files, make_pool
    from db.ingest.pipeline import import_paths

__all__ = ["Analysed", "analyse_files", "import_paths", "make_pool"]


def __getattr__(name: str) -> Any:
    if name == "import_paths":
        from db.ingest import pipeline

        return pipeline.import_paths
    if name in __all__:
        from db.ingest import analysing

        return getattr(analysing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
