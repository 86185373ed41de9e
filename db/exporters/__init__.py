"""Carrying excerpts away: one module a format, one registry."""

from db.exporters.citing import citation
from db.exporters.gathering import excerpts_of
from db.exporters.model import CitedDocument, Excerpt, ExportContext, Exporter
from db.exporters.registry import FORMATS
from db.exporters.writing import export

__all__ = [
    "FORMATS",
    "CitedDocument",
    "Excerpt",
    "ExportContext",
    "Exporter",
    "citation",
    "excerpts_of",
    "export",
]
