"""Who and what the open statement names."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from db.model import EntityKind, Statement
from viewer.models.entities_model import KIND_ROLE, EntitiesModel
from viewer.models.layers import NamedEntity, entities_of
from viewer.theme import Themes
from viewer.widgets.entity_delegate import EntityDelegate

FOLDED_AT_FIRST = frozenset({EntityKind.ROLE, EntityKind.DATE, EntityKind.SYMBOL})


class EntitiesPane(QTreeView):
    """A click or Enter steps to the next place that names the entity.

    Signals:
        passage_requested: a place (start, end) is to be shown.
        mentions_shown: the places of the chosen entity (list of (start, end)).
        counted: how many entities there are.
    """

    passage_requested = Signal(int, int)
    mentions_shown = Signal(object)
    counted = Signal(int)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.entities = EntitiesModel(self)
        self._stepped: tuple[NamedEntity, int] | None = None
        self._folded = {str(kind) for kind in FOLDED_AT_FIRST}
        self.setModel(self.entities)
        self.setObjectName("painted")
        self.setItemDelegate(EntityDelegate(themes, self))
        self.setAccessibleName("Entities")
        self.setAccessibleDescription("Enter goes to the next mention.")
        self.setHeaderHidden(True)
        self.setIndentation(0)  # the delegate draws the triangles
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._chosen)
        self.expanded.connect(lambda index: self._folded.discard(index.data(KIND_ROLE)))
        self.collapsed.connect(lambda index: self._folded.add(index.data(KIND_ROLE)))
        themes.changed.connect(self.viewport().update)

    def show_statement(self, statement: Statement | None) -> None:
        """Shows the entities of a statement. What a person folded stays folded."""
        self._stepped = None
        self.entities.show(entities_of(statement) if statement else {})
        for row in range(self.entities.rowCount()):
            index = self.entities.index(row, 0)
            if index.data(KIND_ROLE) not in self._folded:
                self.expand(index)
        self.counted.emit(self.entities.total)

    def choose(self, key: str) -> None:
        """Shows an entity as chosen, by id or name, without moving in the text."""
        index = self.entities.find(key)
        if index.isValid():
            self.expand(index.parent())
            self.setCurrentIndex(index)
            self.scrollTo(index)
            entity = self.entities.entity(index)
            if entity is not None:
                self.mentions_shown.emit(list(entity.passages))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _chosen(self, index: QModelIndex) -> None:
        entity = self.entities.entity(index)
        if entity is None:
            self.setExpanded(index, not self.isExpanded(index))
            return
        stepped = self._stepped
        following = stepped[1] + 1 if stepped and stepped[0] == entity else 0
        place = following % len(entity.passages)
        self._stepped = (entity, place)
        self.mentions_shown.emit(list(entity.passages))
        self.passage_requested.emit(*entity.passages[place])
