"""Citator and wanted list."""
