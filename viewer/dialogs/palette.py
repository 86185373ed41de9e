"""The list of all commands, searched as one types."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from viewer.actions import ACTIONS, Actions
from viewer.widgets.basics import column

_ACTION_ROLE = int(Qt.ItemDataRole.UserRole)


class CommandPalette(QDialog):
    """Enter runs the chosen command; commands that cannot be run now are not listed."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Commands")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.box = _PaletteBox(self)
        self.list = QListView()
        self.list.setAccessibleName("Commands")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _: self.run())
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._commands(actions))
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setModel(self._filter)
        self.box.textChanged.connect(self._narrow)
        self.setLayout(column(self.box, self.list, margins=(8, 8, 8, 8)))
        self.resize(460, 420)
        self._narrow("")

    def open_at_top_of(self, window: QWidget) -> None:
        """Shows itself in the upper middle of the window."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 52)
        self.show()
        self.box.setFocus()

    def move_by(self, rows: int) -> None:
        count = self._filter.rowCount()
        row = max(0, min(count - 1, self.list.currentIndex().row() + rows))
        self.list.setCurrentIndex(self._filter.index(row, 0))

    def run(self) -> None:
        """Closes, then runs the chosen command."""
        action = self.list.currentIndex().data(_ACTION_ROLE)
        self.close()
        if isinstance(action, QAction):
            action.trigger()

    def _commands(self, actions: Actions) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for spec in ACTIONS:
            action = actions[spec.id]
            if spec.id == "palette" or not action.isEnabled():
                continue
            keys = f"    {spec.shortcuts[0]}" if spec.shortcuts else ""
            item = QStandardItem(action.icon(), f"{spec.group}: {action.text()}{keys}")
            item.setData(action, _ACTION_ROLE)
            model.appendRow(item)
        return model

    def _narrow(self, text: str) -> None:
        words = ".*".join(part for part in _escaped(text).split())
        self._filter.setFilterRegularExpression(words)
        self.list.setCurrentIndex(self._filter.index(0, 0))


class _PaletteBox(QLineEdit):
    """The box of the palette: arrows move in the list under it."""

    def __init__(self, palette: CommandPalette) -> None:
        super().__init__()
        self._owner = palette
        self.setPlaceholderText("What do you want to do?")
        self.setAccessibleName("Search commands")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._owner.move_by(1)
        elif event.key() == Qt.Key.Key_Up:
            self._owner.move_by(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.run()
        else:
            super().keyPressEvent(event)


def _escaped(text: str) -> str:
    return "".join(char if char.isalnum() or char.isspace() else f"\\{char}" for char in text)
