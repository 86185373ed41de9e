"""One transaction, as its user sees it: repositories over one connection."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from db.store.documents import NewDocument, Stored
from db.store.repositories.annotations import Annotations, AnnotationWriter
from db.store.repositories.changes import Changes, ChangeWriter
from db.store.repositories.citations import Citations
from db.store.repositories.documents import DocumentWriter
from db.store.repositories.events import Events, EventWriter
from db.store.repositories.fixity import Fixity
from db.store.repositories.groups import Groups, GroupWriter
from db.store.repositories.likeness import Likeness, LikenessWriter
from db.store.repositories.runs import Runs, RunWriter
from db.store.repositories.statements import Statements
from db.store.repositories.works import Works, WorkWriter
from db.store.repositories.writing import StatementWriter


class Reading:
    """One consistent snapshot of the archive. Use it in the thread that opened it, and not after its end."""

    def __init__(self, connection: Connection) -> None:
        self.statements = Statements(connection)
        self.citations = Citations(connection)
        self.annotations = Annotations(connection)
        self.changes = Changes(connection)
        self.events = Events(connection)
        self.fixity = Fixity(connection)
        self.runs = Runs(connection)
        self.works = Works(connection)
        self.groups = Groups(connection)
        self.likeness = Likeness(connection)


class Writing:
    """One writing transaction: it sees its own changes. It can read all that `Reading` reads."""

    def __init__(self, connection: Connection) -> None:
        self.changes = ChangeWriter(connection)
        self.statements = StatementWriter(connection, self.changes)
        self.citations = Citations(connection)
        self.annotations = AnnotationWriter(connection, self.changes)
        self.events = EventWriter(connection)
        self.runs = RunWriter(connection)
        self.works = WorkWriter(connection, self.changes)
        self.groups = GroupWriter(connection)
        self.likeness = LikenessWriter(connection)
        self._documents = DocumentWriter(connection, self.changes)

    def add_documents(self, documents: Sequence[NewDocument]) -> tuple[Stored, ...]:
        """Stores what an import brings, each at its place among works and versions; what became of each.

        Equal texts are one statement with several sources. A new text under a known key is the next version
        of that work in its language (UPDATED); of a file on disk only where the texts resemble each other.
        """
        return self._documents.add(documents)
