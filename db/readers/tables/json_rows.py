"""JSON Lines, arrays of JSON objects of any size, and objects that hold such an array."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from db.model import TablePreview
from db.readers import encoding, signatures
from db.readers.registry import Member, Options, Sequential, Untrusted
from db.readers.tables.json_scan import read_rows
from db.readers.tables.lines import HEAD_BYTES, Decoded
from db.readers.tables.rows import Table

_BEGINS = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:')
_TABLE, _UNSURE, _NO_TEXT = 0.9, 0.6, 0.3


class JsonRows:
    """Bids for objects with a text in them."""

    name = "json"
    media_type = "application/json"

    def bid(self, untrusted: Untrusted) -> float:
        data = untrusted.data[:HEAD_BYTES]
        if signatures.by_bytes(data) or encoding.is_binary(data):
            return 0.0
        source = Decoded(cast(Sequential, io.BufferedReader(io.BytesIO(data))))
        if not _BEGINS.match(source.head):
            return 0.0
        rows = [row for row in islice(read_rows(source), 20) if not row.broken]
        if not rows:
            return _UNSURE if len(data) == HEAD_BYTES else 0.0
        table = Table("", self.media_type, source, iter(rows))
        return _TABLE if table.guessed() is not None else _NO_TEXT

    def unpack(self, file: Sequential, name: str, options: Options) -> Iterator[Member]:
        source = Decoded(file)
        try:
            yield from Table(name, self.media_type, source, read_rows(source)).members(options)
        finally:
            source.close()

    def preview(self, file: Sequential, name: str, options: Options) -> TablePreview | None:
        source = Decoded(file)
        try:
            return Table(name, self.media_type, source, read_rows(source)).preview(options)
        finally:
            source.close()
