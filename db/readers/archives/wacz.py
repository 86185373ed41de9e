"""WACZ: web archives in a ZIP file, as recorders and crawlers save them (WACZ 1.1, webrecorder.net)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from db.readers.archives.inside import Formats, as_sequential, below, unpacker_inside
from db.readers.archives.zip import Listing, names_in, open_entry
from db.readers.registry import Member, Options, Sequential, Untrusted

_ARCHIVE = re.compile(r"(?:.*/)?archive/[^/]+\.warc(?:\.gz)?", re.IGNORECASE)
_TELLING = re.compile(r"archive/.*\.warc|datapackage\.json$|pages/.*\.jsonl$|indexes/.*\.(?:cdxj?|idx)")


class Wacz:
    """Bids for ZIP files with a web archive in the folder that WACZ has for it."""

    name = "wacz"
    media_type = "application/wacz"

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def bid(self, untrusted: Untrusted) -> float:
        if not untrusted.data.startswith(b"PK\x03\x04"):
            return 0.0
        names = names_in(untrusted.data)
        telling = [name for name in names if _TELLING.match(name)]
        is_one = any(_ARCHIVE.fullmatch(name) for name in telling) or len(telling) > 1
        return 0.95 if is_one else 0.0

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        found = 0
        for entry, path, code, params in Listing(file, name):
            if entry is None:
                yield Member(untrusted_path=path, code=code, params=params, last=True)
            elif code is None and _ARCHIVE.fullmatch(path):
                found += 1
                opened = open_entry(file, entry, options)
                if isinstance(opened, str):
                    yield Member(untrusted_path=path, code=opened, params={"name": path})
                    continue
                content = as_sequential(io.BufferedReader(opened, 1 << 16))
                inner = unpacker_inside(self._formats, content, path, options)
                if inner is not None:
                    yield from below(path, inner.unpack(content, path, options))
                if inner is None or opened.damaged:
                    yield Member(untrusted_path=path, code="zip.member_damaged", params={"name": path})
        if not found:
            yield Member(
                untrusted_path="", code="warc.no_pages", params={"name": name, "skipped": 0}, last=True
            )
