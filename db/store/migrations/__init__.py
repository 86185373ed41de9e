"""Alembic's migrations of the archive's database. They never import the project's code."""
