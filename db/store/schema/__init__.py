"""The tables, as typed SQLAlchemy models. Rows stay inside `db.store`; frozen dataclasses leave it."""

from db.store.schema.annotations import AnnotationRow, AnnotationTagRow
from db.store.schema.base import APPLICATION_ID, HEAD, Base
from db.store.schema.layers import BlockRow, CandidateRow, CitationRow, MentionRow, QuotationRow
from db.store.schema.ledger import ArchiveRow, ChangeMarkRow, EventRow, TombstoneRow
from db.store.schema.statements import OriginalRow, SourceRow, StatementRow, TextRow, WorkRow

__all__ = [
    "APPLICATION_ID",
    "HEAD",
    "AnnotationRow",
    "AnnotationTagRow",
    "ArchiveRow",
    "Base",
    "BlockRow",
    "CandidateRow",
    "ChangeMarkRow",
    "CitationRow",
    "EventRow",
    "MentionRow",
    "OriginalRow",
    "QuotationRow",
    "SourceRow",
    "StatementRow",
    "TextRow",
    "TombstoneRow",
    "WorkRow",
]
