"""A person's annotations as an item model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model import Annotation, AnnotationState
from viewer.i18n import moment_text, word

Index = QModelIndex | QPersistentModelIndex
ANNOTATION_ROLE = int(Qt.ItemDataRole.UserRole)
META_ROLE = ANNOTATION_ROLE + 1


class AnnotationsModel(QAbstractListModel):
    """One row an annotation. Titles of statements are shown where there are several statements."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotations: list[Annotation] = []
        self._titles: Mapping[str, str] = {}

    def show(self, annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        self.beginResetModel()
        self._annotations, self._titles = list(annotations), titles
        self.endResetModel()

    def annotation(self, row: int) -> Annotation:
        return self._annotations[row]

    def row_of(self, annotation: str) -> int:
        """The row of an annotation, or -1."""
        return next((row for row, each in enumerate(self._annotations) if each.id == annotation), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._annotations)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        annotation = self._annotations[index.row()]
        if role == ANNOTATION_ROLE:
            return annotation
        if role == META_ROLE:
            return self._meta(annotation)
        if role == Qt.ItemDataRole.DisplayRole:
            return annotation.note or annotation.quote
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (annotation.note, f"“{annotation.quote}”") if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            colour = word("colour", annotation.colour)
            return f"{annotation.note} “{annotation.quote}”, {colour}, {self._meta(annotation)}".strip()
        return None

    def _meta(self, annotation: Annotation) -> str:
        parts = ["to be placed again"] if annotation.state == AnnotationState.REVIEW else []
        parts += [" ".join(f"#{tag}" for tag in annotation.tags), moment_text(annotation.modified)]
        parts.append(self._titles.get(annotation.statement, ""))
        return " · ".join(part for part in parts if part)
