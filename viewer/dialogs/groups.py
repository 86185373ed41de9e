"""Possible duplicates and translations: what the program proposes, a person decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from db.model import GroupState, StatementSummary, WorkGroup
from db.progress import Progress
from resources.messages import sentence
from viewer.i18n import counted, date_text, percent_text, word
from viewer.models.groups_model import GroupsModel
from viewer.pace import share_of
from viewer.widgets.basics import ElidedLink, Part, clear_layout, close_box, column, label, row
from viewer.widgets.choice import Choice
from viewer.widgets.tables import listing

_MOST_LISTED = 60
_EXPLAINED = (
    "Groups that you confirm become one work: its languages and versions are offered beside each other. "
    "Nothing is deleted, and every decision can be taken back."
)
_EMPTY = {
    GroupState.PROPOSED: "Nothing is proposed. Look for more after an import.",
    GroupState.CONFIRMED: "You have confirmed no group.",
    GroupState.REJECTED: "You have rejected no group.",
}


class GroupsDialog(QDialog):
    """Does not block the window. Its signals are wishes; groups go by their ids."""

    state_chosen = Signal(str)
    decided = Signal(str, str)
    find_requested = Signal()
    stop_requested = Signal()
    statement_requested = Signal(str)
    compare_requested = Signal(str, str)

    def __init__(self, parent: QWidget, *, can_write: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Possible duplicates and translations")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._can_write = can_write
        self._undoable: WorkGroup | None = None
        self.groups = GroupsModel(self)
        self.list = listing(self.groups, "Groups")
        self.list.setMinimumWidth(220)
        self.state = Choice("Which groups")
        for state in GroupState:
            self.state.addItem(word("group_state", state), state)
        self.heading = label("", "heading", wrap=True)
        self.reasons = label("", "muted", wrap=True)
        self._members = column(spacing=10)
        self.confirm = self._button("They belong together", GroupState.CONFIRMED)
        self.reject_button = self._button("They do not", GroupState.REJECTED)
        self.reopen = self._button("Decide again", GroupState.PROPOSED)
        self.said = label("", "muted")
        self.undo = QPushButton("Undo")
        self.undo.setObjectName("link")
        self.undo.clicked.connect(self._undo)
        self.undo.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(150)
        self.bar.hide()
        self.find_button = QPushButton("Look for more")
        self.find_button.setAutoDefault(False)
        self.find_button.setEnabled(can_write)
        self.find_button.clicked.connect(self._find_or_stop)
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.state.currentIndexChanged.connect(lambda _: self._state_chosen())
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._show_group(now))
        self.resize(980, 560)

    def _button(self, text: str, state: GroupState) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._decide(state))
        return made

    def _lay_out(self) -> None:
        members = QWidget()
        members.setLayout(column(self._members, None))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(members)
        deeds = row(self.confirm, self.reject_button, self.reopen, None)
        group = QWidget()
        inside = column(self.heading, self.reasons, area, deeds, margins=(4, 0, 0, 0), spacing=10)
        inside.setStretch(2, 1)
        group.setLayout(inside)
        self._pages = QStackedWidget()
        self._pages.addWidget(group)
        self._pages.addWidget(self.nothing)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._pages)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([330, 620])
        close = close_box(self)
        head = row(self.state, None, self.bar, self.find_button, spacing=8)
        foot = row(self.said, self.undo, None, close, spacing=8)
        explained = label(_EXPLAINED, "muted", wrap=True)
        whole = column(explained, head, split, foot, margins=(16, 14, 16, 12), spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # what is shown

    @property
    def shown_state(self) -> GroupState:
        return GroupState(self.state.currentData())

    def show_groups(self, groups: Sequence[WorkGroup]) -> None:
        """The groups of the state that is chosen."""
        self.groups.show([group for group in groups if group.state is self.shown_state])
        self._show_first(0)

    def show_decided(self, before: WorkGroup, after: WorkGroup) -> None:
        """A decision was kept; it can be taken back here."""
        at = self.groups.row_of(after.id)
        if at >= 0 and after.state is not self.shown_state:
            self.groups.take(at)
            self._show_first(min(at, self.groups.rowCount() - 1))
        self._undoable = before
        self.said.setText(word("group_decided", after.state))
        self.undo.show()

    def show_searching(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        self.find_button.setText("Stop" if running else "Look for more")
        self.find_button.setEnabled(self._can_write)

    def show_progress(self, progress: Progress) -> None:
        share = share_of(progress)
        self.bar.setRange(0, 0 if share is None else 1000)
        self.bar.setValue(int(1000 * (share or 0.0)))

    def show_found(self, found: int) -> None:
        self.show_searching(False)
        self.said.setText(f"{counted(found, 'group')} found." if found else "Nothing new was found.")
        self.undo.hide()

    def tell(self, said: str) -> None:
        """Says something in the foot."""
        self.show_searching(False)
        self.said.setText(said)

    @property
    def group(self) -> WorkGroup | None:
        """The group that is shown."""
        index = self.list.currentIndex()
        return self.groups.group(index.row()) if index.isValid() else None

    def _show_first(self, at: int) -> None:
        if self.groups.rowCount():
            index = self.groups.index(max(0, at))
            self.list.setCurrentIndex(index)
            self._show_group(index)
        else:
            self.nothing.setText(_EMPTY[self.shown_state])
            self._pages.setCurrentWidget(self.nothing)

    def _show_group(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        group = self.groups.group(index.row())
        self._pages.setCurrentIndex(0)
        alike = f"{word('group_kind', group.kind)} · {percent_text(group.score)} sure"
        self.heading.setText(alike)
        self.reasons.setText(" ".join(sentence(code, {}) for code in group.reasons))
        clear_layout(self._members)
        for number, each in enumerate(group.statements[:_MOST_LISTED]):
            first = group.statements[0].id if number else None
            self._members.addWidget(self._member(each, first))
        if len(group.statements) > _MOST_LISTED:
            rest = len(group.statements) - _MOST_LISTED
            self._members.addWidget(label(f"and {counted(rest, 'other')}", "faint"))
        proposed = group.state is GroupState.PROPOSED
        self.confirm.setVisible(group.state is not GroupState.CONFIRMED)
        self.reject_button.setVisible(group.state is not GroupState.REJECTED)
        self.reopen.setVisible(not proposed)
        for button in (self.confirm, self.reject_button, self.reopen):
            button.setEnabled(self._can_write)

    def _member(self, each: StatementSummary, first: str | None) -> QWidget:
        title = ElidedLink(each.title)
        title.setAccessibleName(f"Open {each.title}")
        title.setToolTip(each.title)
        title.clicked.connect(lambda: self.statement_requested.emit(each.id))
        facts = [date_text(each.date, short=True), word("language", each.language), word("kind", each.kind)]
        below: list[Part] = [label(" · ".join(facts), "faint")]
        if first is not None:
            compare = QPushButton("Compare with the first")
            compare.setObjectName("link")
            compare.setAccessibleName(f"Compare {each.title} with the first")
            compare.clicked.connect(lambda: self.compare_requested.emit(first, each.id))
            below.append(compare)
        made = QWidget()
        made.setLayout(column(title, row(*below, None, spacing=12), spacing=1))
        return made

    # what is wished

    def _state_chosen(self) -> None:
        self.said.setText("")
        self.undo.hide()
        self.state_chosen.emit(str(self.shown_state))

    def _decide(self, state: GroupState) -> None:
        if self.group is not None:
            self.decided.emit(self.group.id, str(state))

    def _undo(self) -> None:
        if self._undoable is not None:
            self.undo.hide()
            self.said.setText("")
            self.decided.emit(self._undoable.id, str(self._undoable.state))

    def _find_or_stop(self) -> None:
        if self.bar.isHidden():
            self.show_searching(True)
            self.said.setText("")
            self.find_requested.emit()
        else:
            self.find_button.setEnabled(False)
            self.stop_requested.emit()
