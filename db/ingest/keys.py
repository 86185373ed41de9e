"""By what a new capture of a known document is recognised (DESIGN §3: works and versions)."""

from __future__ import annotations

import hashlib


def file_key(place: str) -> str:
    """A file, or a member of a container, by where it lies; hashed, for the archive is shown to others."""
    return f"file:{hashlib.sha256(place.encode(errors='surrogateescape')).hexdigest()}"


def row_key(table: str, row: str) -> str:
    """A row by its id in a table of that name: the next export of the table has it again."""
    return f"row:{table}#{row}"


def url_key(url: str) -> str:
    """A page by its address; the store makes different spellings of one address alike."""
    return f"url:{url}"
