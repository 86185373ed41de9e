"""``python -m db.readers.unpacking``: takes containers apart, locked up. Small: it holds no tables."""

from __future__ import annotations

from db.readers import formats
from db.readers.host import serve
from db.readers.registry import Untrusted


def warm_up() -> None:
    """Loads what is loaded late otherwise, by looking at what is no container."""
    formats.sort(Untrusted(b"\xef\xbb\xbf\xd0\xb0, \xd0\xb1\n", "warm-up"))


if __name__ == "__main__":
    serve(None, warm_up, sort=formats.sort, unpack=formats.unpack, preview=formats.preview)
