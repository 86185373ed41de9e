"""Attributed direct speech and its speakers."""
