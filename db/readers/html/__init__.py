"""Web pages, saved in any way: what a person reads on them, and what they say of themselves."""

from __future__ import annotations

from db.readers.html.reader import Html, read_html

__all__ = ["Html", "read_html"]
