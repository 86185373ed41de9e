"""The entities of a statement as a tree: kinds, and under each its entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from db.model import EntityKind
from viewer.i18n import counted, word
from viewer.models.layers import NamedEntity

ENTITY_ROLE = int(Qt.ItemDataRole.UserRole)
KIND_ROLE = ENTITY_ROLE + 1
COUNT_ROLE = ENTITY_ROLE + 2


class EntitiesModel(QStandardItemModel):
    """Two levels. A kind's count is of entities, an entity's of places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.total = 0

    def show(self, groups: Mapping[EntityKind, Sequence[NamedEntity]]) -> None:
        self.clear()
        self.total = sum(len(entities) for entities in groups.values())
        for kind, entities in groups.items():
            head = self._item(word("entity", kind), kind, len(entities))
            for entity in entities:
                head.appendRow(self._entity(entity))
            self.appendRow(head)

    def entity(self, index: QModelIndex) -> NamedEntity | None:
        """The entity at an index; None for a kind."""
        found = index.data(ENTITY_ROLE)
        return found if isinstance(found, NamedEntity) else None

    def find(self, key: str) -> QModelIndex:
        """The index of an entity by its id or its name; an invalid one where there is none."""
        for row in range(self.rowCount()):
            kind = self.index(row, 0)
            for below in range(self.rowCount(kind)):
                index = self.index(below, 0, kind)
                entity = self.entity(index)
                if entity is not None and key in (entity.id, entity.name):
                    return index
        return QModelIndex()

    def _entity(self, entity: NamedEntity) -> QStandardItem:
        item = self._item(entity.name, entity.kind, len(entity.passages))
        item.setData(entity, ENTITY_ROLE)
        about = entity.role or word("entity_one", entity.kind)
        told = f"{entity.name}, {about}, {counted(len(entity.passages), 'mention')}"
        item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(f"{entity.name}\n{about}" + (f"\n{entity.id}" if entity.id else ""))
        return item

    def _item(self, text: str, kind: EntityKind, count: int) -> QStandardItem:
        item = QStandardItem(text)
        item.setEditable(False)
        item.setData(str(kind), KIND_ROLE)
        item.setData(count, COUNT_ROLE)
        item.setData(f"{text}, {count}", Qt.ItemDataRole.AccessibleTextRole)
        return item
