"""The worker's side of a file that it may not open: it asks the program for one piece after another."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.readers.limits import MEBIBYTE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_KEPT = 4
"""Pieces that are kept: a ZIP is read at two places in turn, its list at the end and a member."""


class Remote(io.RawIOBase):
    """A file of `size` bytes that can be sought in; `ask` gets a piece at an offset, a MiB at the most."""

    def __init__(self, size: int, ask: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size = size
        self._ask = ask
        self._at = 0
        self._pieces: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise OSError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        number, within = divmod(self._at, MEBIBYTE)
        if self._at >= self._size:
            return 0
        found = self._piece(number)[within : within + len(view)]
        view[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _piece(self, number: int) -> bytes:
        piece = self._pieces.get(number)
        if piece is None:
            start = number * MEBIBYTE
            piece = self._ask(start, min(MEBIBYTE, self._size - start))
            self._pieces[number] = piece
            if len(self._pieces) > _KEPT:
                self._pieces.popitem(last=False)
        else:
            self._pieces.move_to_end(number)
        return piece
