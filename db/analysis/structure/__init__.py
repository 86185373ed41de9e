"""Blocks with roles, title, date, dateline, issuer."""
