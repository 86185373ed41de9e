"""The only room with SQLAlchemy: schema, sessions, repositories, migrations. Rows never leave it."""

from db.store.copying import copy_database_of
from db.store.creating import in_place, write_readme
from db.store.documents import NewDocument, Stored
from db.store.originals import Originals, copy_originals
from db.store.proposals import Moves, Proposal
from db.store.repositories.changes import Changed, ChangeMark
from db.store.repositories.citations import CitationCount
from db.store.repositories.likeness import Marks
from db.store.resembling import resemblance
from db.store.session import Reading, Writing
from db.store.store import Store

__all__ = [
    "ChangeMark",
    "Changed",
    "CitationCount",
    "Marks",
    "Moves",
    "NewDocument",
    "Originals",
    "Proposal",
    "Reading",
    "Store",
    "Stored",
    "Writing",
    "copy_database_of",
    "copy_originals",
    "in_place",
    "resemblance",
    "write_readme",
]
