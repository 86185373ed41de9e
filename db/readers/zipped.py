"""Single parts of an untrusted ZIP, bounded before the library sees it: entries, sizes, methods."""

from __future__ import annotations

import io
import zipfile
import zlib

from db.errors import InputError
from db.readers.limits import MEBIBYTE

MOST_ENTRIES = 20_000
"""A report with 2,000 pictures has some 2,100 parts. `zipfile` takes about 600 bytes for each."""

MOST_PART_BYTES = 64 * MEBIBYTE
"""Of one part, unpacked. The XML of a report of 1,000 pages is some 20 MiB."""

MOST_BYTES = 128 * MEBIBYTE
"""Of all parts that are asked for together."""

_ENTRY_MARK = b"PK\x01\x02"
_PLAIN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_STEP = MEBIBYTE


class Parts:
    """The parts of a ZIP by name, without unpacking more than the limits.

    Attributes:
        damaged: whether a part that was asked for was not whole: what came before the damage was given.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `InputError`: ``office.damaged`` (no sound ZIP), ``office.too_large`` (too many parts)."""
        self.damaged = False
        self._name = name
        self._left = MOST_BYTES
        if data.count(_ENTRY_MARK) > MOST_ENTRIES:
            raise InputError("office.too_large", name=name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise InputError("office.damaged", name=name) from error
        self._entries = {entry.filename.lstrip("/").lower(): entry for entry in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lstrip("/").lower() in self._entries

    def read(self, part: str) -> bytes | None:
        """A part's bytes; None where there is none of that name (letter case is not looked at).

        Raises `InputError`: ``office.too_large`` beyond the limits, ``office.encrypted``.
        """
        entry = self._entries.get(part.lstrip("/").lower())
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise InputError("office.encrypted", name=self._name)
        if entry.compress_type not in _PLAIN_METHODS:
            self.damaged = True
            return b""
        limit = min(MOST_PART_BYTES, self._left)
        if entry.file_size > limit:
            raise InputError("office.too_large", name=self._name)
        data = self._unpacked(entry, limit)
        self._left -= len(data)
        return data

    def _unpacked(self, entry: zipfile.ZipInfo, limit: int) -> bytes:
        """What can be unpacked; the declared size is not trusted."""
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(_STEP):
                    size += len(piece)
                    if size > limit:
                        raise InputError("office.too_large", name=self._name)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
            self.damaged = True
        except RuntimeError as error:  # how `zipfile` says that it wants a password
            raise InputError("office.encrypted", name=self._name) from error
        return b"".join(pieces)
