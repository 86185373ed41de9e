"""Citator and wanted list."""

from db.research.citator import cited_by, normalised
from db.research.wanted import wanted

__all__ = ["cited_by", "normalised", "wanted"]
