"""Selectors and anchoring of what people wrote."""
