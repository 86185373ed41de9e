"""The right column: entities, cross-references and annotations, always in sight one under the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter

from db.model import Statement
from viewer.panes.annotations_pane import AnnotationsPane
from viewer.panes.entities_pane import EntitiesPane
from viewer.panes.references_pane import ReferencesPane
from viewer.theme import Themes
from viewer.widgets.basics import column
from viewer.widgets.section import Section

_SHARES = (240, 360, 190)


class SideColumn(QFrame):
    """Holds the three panes; their heights can be drawn, and each folds away."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("About this statement")
        self.entities = EntitiesPane(themes)
        self.references = ReferencesPane(themes)
        self.annotations = AnnotationsPane(themes)
        self.sections = (
            Section(themes, "Entities", "Alt+3", self.entities, divided=False),
            Section(themes, "ILO cross-references", "Alt+4", self.references),
            Section(themes, "My annotations", "Alt+5", self.annotations),
        )
        self.sections[2].extra.addWidget(self.annotations.all_button)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(5)
        for section in self.sections:
            self.splitter.addWidget(section)
        self.splitter.setSizes(list(_SHARES))
        self.entities.counted.connect(self.sections[0].set_count)
        self.references.counted.connect(self.sections[1].set_count)
        self.annotations.counted.connect(self.sections[2].set_count)
        self.setLayout(column(self.splitter, margins=(1, 4, 1, 4)))
        self.setMinimumWidth(240)

    def show_statement(self, statement: Statement | None) -> None:
        """Shows the layers of a statement, or of none."""
        self.entities.show_statement(statement)
        self.references.show_statement(statement)
