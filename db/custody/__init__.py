"""Provenance, verification, backup and restore."""
