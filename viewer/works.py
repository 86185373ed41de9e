"""Versions, languages and proposed groups over the core: what belongs together, compared and decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.model import Failure, GroupState, Statement, Version, WorkGroup
from resources.messages import sentence
from viewer.dialogs.compare import CompareDialog
from viewer.dialogs.groups import GroupsDialog
from viewer.ports import CoreLike
from viewer.theme import Themes


class Works(QObject):
    """Signals.

    versions_changed: the languages and versions of the open statement (its id, tuple of `Version`).
    proposals_changed: how many groups wait for a decision.
    statement_requested: a statement is to be read (its id).
    """

    versions_changed = Signal(str, object)
    proposals_changed = Signal(int)
    statement_requested = Signal(str)

    def __init__(self, core: CoreLike, themes: Themes, window: QWidget) -> None:
        super().__init__(window)
        self._core = core
        self._themes = themes
        self._window = window
        self._statement: str | None = None
        self._versions: tuple[Version, ...] = ()
        self._can_write = False
        self._search: int | None = None
        self._compare: CompareDialog | None = None
        self._groups: GroupsDialog | None = None

    @property
    def compare_dialog(self) -> CompareDialog | None:
        return self._compare

    @property
    def groups_dialog(self) -> GroupsDialog | None:
        return self._groups

    @property
    def versions(self) -> tuple[Version, ...]:
        """Those of the statement that is open, itself among them."""
        return self._versions

    def archive_opened(self, *, can_write: bool) -> None:
        """Another archive, or the same one anew."""
        self._can_write = can_write
        for dialog in (self._compare, self._groups):
            if dialog is not None:
                dialog.close()
        self._search = None
        self.count()

    def count(self) -> None:
        """Asks how many groups wait for a decision."""
        self._core.call(
            "works.proposals",
            {"state": str(GroupState.PROPOSED)},
            done=lambda groups: self.proposals_changed.emit(len(groups)),
            channel="works.count",
        )

    def follow(self, statement: Statement | None) -> None:
        """Another statement is open: which others belong to it?"""
        self._statement = statement.id if statement is not None else None
        self._versions = ()
        if self._statement is not None:
            self.ask_versions()

    def ask_versions(self) -> None:
        """Asks for the versions of the open statement anew: something may have been stored."""
        if self._statement is None:
            return
        asked = self._statement

        def done(versions: Sequence[Version]) -> None:
            if asked == self._statement:
                self._versions = tuple(versions)
                self.versions_changed.emit(asked, self._versions)

        self._core.call("works.versions", {"id": asked}, done=done, channel="works.versions")

    def separate(self) -> None:
        """Takes the open statement out of its work: it stands alone from then on."""
        if self._statement is not None:
            self._core.call("works.separate", {"id": self._statement}, done=lambda _: self.ask_versions())

    # comparing

    def compare_open(self) -> None:
        """Compares the open statement with the version before it, else the next, else another language."""
        pair = pair_to_compare(self._versions, self._statement or "")
        if pair is not None:
            self._show_compare(self._versions, *pair)

    def compare(self, left: str, right: str) -> None:
        """Compares two statements, which need not be one work yet."""
        self._core.call(
            "works.compare",
            {"left": left, "right": right},
            done=lambda diff: self._show_compare((diff.left, diff.right), left, right),
        )

    def _show_compare(self, versions: Sequence[Version], left: str, right: str) -> None:
        dialog = self._compare = CompareDialog(self._themes, versions, self._groups or self._window)
        dialog.comparison_requested.connect(self._ask_compare)
        dialog.destroyed.connect(self._forgetter(dialog))
        dialog.show()
        dialog.compare(left, right)

    def _forgetter(self, dialog: CompareDialog) -> Callable[[], None]:
        def forget() -> None:
            if self._compare is dialog:
                self._compare = None

        return forget

    def _ask_compare(self, left: str, right: str) -> None:
        dialog = self._compare

        def failed(failure: Failure) -> None:
            if dialog is not None and dialog is self._compare:
                dialog.show_failed(sentence(failure.code, failure.params))

        def done(diff: object) -> None:
            if dialog is not None and dialog is self._compare:
                dialog.show_diff(diff)  # type: ignore[arg-type]  # the protocol's type of this operation

        self._core.call(
            "works.compare", {"left": left, "right": right}, done=done, failed=failed, channel="works.compare"
        )

    # groups

    def open_groups(self) -> None:
        """Shows what may belong together."""
        if self._groups is None:
            dialog = self._groups = GroupsDialog(self._window, can_write=self._can_write)
            dialog.state_chosen.connect(lambda _: self._ask_groups())
            dialog.decided.connect(self._decide)
            dialog.find_requested.connect(self._find)
            dialog.stop_requested.connect(self._stop)
            dialog.statement_requested.connect(self.statement_requested)
            dialog.compare_requested.connect(self.compare)
            dialog.destroyed.connect(self._groups_closed)
        self._groups.show()
        self._groups.raise_()
        self._groups.activateWindow()
        self._ask_groups()

    def _groups_closed(self) -> None:
        self._groups = None
        self._stop()

    def _ask_groups(self) -> None:
        if self._groups is None:
            return

        def done(groups: Sequence[WorkGroup]) -> None:
            if self._groups is not None:
                self._groups.show_groups(groups)

        state = str(self._groups.shown_state)
        self._core.call("works.proposals", {"state": state}, done=done, channel="works.proposals")

    def _decide(self, group: str, state: str) -> None:
        dialog = self._groups
        before = dialog.group if dialog is not None else None

        def done(after: WorkGroup) -> None:
            self.count()
            self.ask_versions()
            if self._groups is None:
                return
            if before is not None and before.id == group and before.state is not after.state:
                self._groups.show_decided(before, after)
            else:
                self._ask_groups()  # a decision was taken back: the group stands where it stood

        self._core.call("works.decide", {"group": group, "state": state}, done=done)

    def _find(self) -> None:
        dialog = self._groups
        if dialog is None:
            return

        def done(found: int) -> None:
            self._search = None
            self.count()
            if self._groups is not None:
                self._groups.show_found(found)
                self._ask_groups()

        def failed(failure: Failure) -> None:
            self._search = None
            if self._groups is not None:
                self._groups.tell(sentence(failure.code, failure.params))

        self._search = self._core.call(
            "works.find", {}, done=done, failed=failed, progress=dialog.show_progress
        )

    def _stop(self) -> None:
        if self._search is not None:
            self._core.cancel(self._search)


def pair_to_compare(versions: Sequence[Version], statement: str) -> tuple[str, str] | None:
    """The older and the newer of two versions to compare, one of them the statement; None where alone."""
    mine = next((each for each in versions if each.id == statement), None)
    others = [each for each in versions if each.id != statement]
    if mine is None or not others:
        return None
    same = sorted((each for each in others if each.language == mine.language), key=lambda each: each.number)
    before = [each for each in same if each.number < mine.number]
    if before:
        return before[-1].id, mine.id
    return mine.id, (same or others)[0].id
