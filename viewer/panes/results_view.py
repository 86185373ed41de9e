"""The list of found statements."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from db.model import Hit
from viewer.models.results_model import ResultsModel
from viewer.theme import Themes
from viewer.widgets.result_delegate import ROW_HEIGHT, ResultDelegate


class ResultsView(QTableView):
    """Rows of one height. `opened` tells which statement a person chose (`Hit`)."""

    opened = Signal(object)

    def __init__(self, themes: Themes, model: ResultsModel) -> None:
        super().__init__()
        self.results = model
        self.setObjectName("painted")
        self.setModel(model)
        self.setItemDelegate(ResultDelegate(themes, self))
        self.setAccessibleName("Results")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        themes.changed.connect(self.viewport().update)

    def move_by(self, rows: int) -> None:
        """Moves the choice without opening, from outside (the search box)."""
        count = self.results.rowCount()
        if count:
            present = self.currentIndex().row()
            self.choose(max(0, min(count - 1, present + rows)))

    def choose(self, row: int) -> None:
        """Makes a row the chosen one, in sight; -1 chooses none."""
        self.setCurrentIndex(self.results.index(row, 0) if row >= 0 else QModelIndex())

    def open_current(self) -> None:
        """Opens the chosen row, or the first."""
        if not self.results.rowCount():
            return
        if not self.currentIndex().isValid():
            self.choose(0)
        self._open(self.currentIndex())

    def open_first(self) -> None:
        """Opens the first row, if there is one."""
        if self.results.rowCount():
            self.choose(0)
            self.open_current()

    def chosen(self) -> Hit | None:
        index = self.currentIndex()
        return self.results.hit(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.results.hit(index.row()))
