"""Follows the state of the archive and says it: counts, index, read-only, a core that fell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.model import ArchiveInfo, Changes
from viewer.i18n import counted, word
from viewer.ports import CoreLike
from viewer.widgets.banners import Banners

_RESTARTED = (
    "The core of Muniment stopped and was started again. Nothing that was stored is lost; an import or "
    "export under way then has to be begun again."
)
_LOST = (
    "The core of Muniment stops again and again and was not started any more. Nothing that was stored is "
    "lost. Close Muniment and open it again; if it happens anew, `muniment verify` says what is wrong."
)


class ArchiveWatch(QObject):
    """Signals tell what the rest of the window must show anew.

    opened: an archive is open (`ArchiveInfo`, whether it is another one than before).
    statements_changed, annotations_changed: something was written.
    info_changed: counts or state (`ArchiveInfo`).
    """

    opened = Signal(object, bool)
    statements_changed = Signal()
    annotations_changed = Signal()
    info_changed = Signal(object)

    def __init__(self, core: CoreLike, banners: Banners, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._banners = banners
        self.info: ArchiveInfo | None = None
        core.opened.connect(self._opened)
        core.changed.connect(self._changed)
        core.restarted.connect(self._restarted)
        core.lost.connect(lambda: banners.tell("core", _LOST, icon_name="warning"))

    @property
    def can_write(self) -> bool:
        return self.info is not None and self.info.read_only_reason is None

    @property
    def is_empty(self) -> bool:
        return self.info is not None and self.info.statements == 0

    def status_line(self) -> str:
        """Counts and state of the index for the foot of the window."""
        info = self.info
        if info is None:
            return "Opening the archive…"
        parts = [counted(info.statements, "statement"), counted(info.annotations, "annotation")]
        if len(info.languages) > 1:
            parts.append(counted(len(info.languages), "language"))
        parts.append(word("index", info.index_state))
        if info.read_only_reason:
            parts.append("read only")
        return " · ".join(parts)

    def name(self) -> str:
        """The archive's name: that of its folder."""
        if self.info is None:
            return ""
        return "Sample archive" if self.info.sample else Path(self.info.path).stem

    def _opened(self, info: ArchiveInfo) -> None:
        another = self.info is None or self.info.path != info.path
        self._take(info)
        if another:
            self._banners.take_away("error")
        self.opened.emit(info, another)

    def _take(self, info: ArchiveInfo) -> None:
        self.info = info
        if info.read_only_reason:
            reason = info.read_only_reason.rpartition(".")[2]
            self._banners.tell("read_only", word("read_only", reason), icon_name="lock")
        else:
            self._banners.take_away("read_only")
        self.info_changed.emit(info)

    def _changed(self, changes: Changes) -> None:
        self._core.call("info", {}, done=self._take, channel="info")
        if changes.statements or changes.index:
            self.statements_changed.emit()
        if changes.annotations:
            self.annotations_changed.emit()

    def _restarted(self) -> None:
        self._banners.tell("core", _RESTARTED, icon_name="warning")
