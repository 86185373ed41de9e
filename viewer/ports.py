"""What the window needs of the core, so that tests can give it another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance

from db.model import Failure
from db.progress import Progress


class CoreLike(Protocol):
    """`viewer.core.Core`, or a stand-in: asks for operations of `db.service.protocol` and never waits."""

    @property
    def changed(self) -> SignalInstance: ...
    @property
    def opened(self) -> SignalInstance: ...
    @property
    def failed(self) -> SignalInstance: ...
    @property
    def restarted(self) -> SignalInstance: ...
    @property
    def lost(self) -> SignalInstance: ...

    def call(
        self,
        operation: str,
        arguments: dict[str, Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[Failure], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        channel: str | None = None,
    ) -> int: ...

    def cancel(self, number: int) -> None: ...

    def pause(self, number: int) -> None: ...

    def resume(self, number: int) -> None: ...

    def open_archive(self, path: Path) -> None: ...

    def make_sample(
        self,
        done: Callable[[Any], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None: ...

    def close(self) -> None: ...
