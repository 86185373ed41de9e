"""A file that can only be read from its beginning on; going back begins anew."""

from __future__ import annotations

import io
from abc import abstractmethod

PIECE = 1 << 16


class Forward(io.RawIOBase):
    """What is unpacked as it is read. `_at` is the number of bytes given so far."""

    _at: int

    @abstractmethod
    def _restart(self) -> None:
        """Goes back to the beginning, with `_at` 0."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Backwards it begins anew; the end is not known before it is read."""
        if whence == io.SEEK_END:
            raise OSError("the end is not known")
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        if target < self._at:
            self._restart()
        while self._at < target and self.read(min(PIECE, target - self._at)):
            pass
        return self._at
