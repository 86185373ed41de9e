"""The headless core. Never imports Qt or the window.

``from db import Archive`` is the way in for scripts and notebooks. Everything is loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.archive import Archive
    from db.errors import ArchiveError, Cancelled, InputError, KnownError, QueryError, UsageError
    from db.model import (
        Annotation,
        ArchiveInfo,
        Changes,
        CitedBy,
        DocumentCard,
        ExportReport,
        FileOutcome,
        Hit,
        ImportReport,
        Reference,
        SearchRequest,
        SearchResults,
        Span,
        Statement,
        StatementSummary,
        VerifyReport,
        WantedDocument,
    )
    from db.progress import CancelToken, Progress

_ERRORS = ("ArchiveError", "Cancelled", "InputError", "KnownError", "QueryError", "UsageError")
_PROGRESS = ("CancelToken", "Progress")

__all__ = [
    "Annotation",
    "Archive",
    "ArchiveError",
    "ArchiveInfo",
    "CancelToken",
    "Cancelled",
    "Changes",
    "CitedBy",
    "DocumentCard",
    "ExportReport",
    "FileOutcome",
    "Hit",
    "ImportReport",
    "InputError",
    "KnownError",
    "Progress",
    "QueryError",
    "Reference",
    "SearchRequest",
    "SearchResults",
    "Span",
    "Statement",
    "StatementSummary",
    "UsageError",
    "VerifyReport",
    "WantedDocument",
]


def _home(name: str) -> str:
    if name == "Archive":
        return "db.archive"
    if name in _ERRORS:
        return "db.errors"
    return "db.progress" if name in _PROGRESS else "db.model"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_home(name)), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
