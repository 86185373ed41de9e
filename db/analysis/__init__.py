"""Pure analysis: a text and the catalogue in, layers out."""

from db.analysis.pipeline import RULES_VERSION, analyse

__all__ = ["RULES_VERSION", "analyse"]
