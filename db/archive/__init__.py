"""The archive: one face over store, index, import, catalogue, research and exports. It only composes."""

from __future__ import annotations

from db.archive.facade import Archive
from db.ingest import analyse_files

__all__ = ["Archive", "analyse_files"]
