"""One transaction, as its user sees it: repositories over one connection."""

from __future__ import annotations

from sqlalchemy import Connection

from db.store.repositories.annotations import Annotations, AnnotationWriter
from db.store.repositories.changes import Changes, ChangeWriter
from db.store.repositories.citations import Citations
from db.store.repositories.events import Events, EventWriter
from db.store.repositories.fixity import Fixity
from db.store.repositories.statements import Statements
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


class Writing:
    """One writing transaction: it sees its own changes. It can read all that `Reading` reads."""

    def __init__(self, connection: Connection) -> None:
        self.changes = ChangeWriter(connection)
        self.statements = StatementWriter(connection, self.changes)
        self.citations = Citations(connection)
        self.annotations = AnnotationWriter(connection, self.changes)
        self.events = EventWriter(connection)
