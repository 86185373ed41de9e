"""Tables and lists as this window shows them: quiet, rows of one height, ready for very many rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

ROW = 30
"""Pixels of a row: one line of text with room around it."""


def table(model: QAbstractItemModel, name: str, widths: tuple[int, ...]) -> QTableView:
    """A table with fixed rows; `widths` in pixels of all columns but the last, which takes the rest."""
    made = QTableView()
    made.setObjectName("plain")
    made.setModel(model)
    made.setAccessibleName(name)
    made.setWordWrap(False)
    made.setShowGrid(False)
    made.setAlternatingRowColors(True)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows = made.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW)
    header = made.horizontalHeader()
    for section, width in enumerate(widths):
        header.resizeSection(section, width)
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return made


class PathDelegate(QStyledItemDelegate):
    """Shows the end of a long path: it is the file's own name that a person looks for."""

    def initStyleOption(  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


def listing(model: QAbstractItemModel, name: str) -> QListView:
    """A list whose rows may have two lines."""
    made = QListView()
    made.setObjectName("roomy")
    made.setModel(model)
    made.setAccessibleName(name)
    made.setUniformItemSizes(True)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return made
