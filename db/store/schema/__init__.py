"""The tables, as typed SQLAlchemy models. Rows stay inside `db.store`; frozen dataclasses leave it."""

from db.store.schema.annotations import AnnotationRow, AnnotationTagRow
from db.store.schema.base import APPLICATION_ID, HEAD, Base
from db.store.schema.layers import (
    BlockRow,
    CandidateRow,
    CitationRow,
    HintRow,
    MentionRow,
    PageRow,
    QuotationRow,
    SignatureRow,
)
from db.store.schema.ledger import ArchiveRow, ChangeMarkRow, EventRow, TombstoneRow
from db.store.schema.runs import ImportOutcomeRow, ImportRunRow
from db.store.schema.statements import (
    OriginalRow,
    SourceRow,
    StatementRow,
    TextRow,
    WorkKeyRow,
    WorkRow,
)
from db.store.schema.works import WorkGroupMemberRow, WorkGroupRow

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
    "HintRow",
    "ImportOutcomeRow",
    "ImportRunRow",
    "MentionRow",
    "OriginalRow",
    "PageRow",
    "QuotationRow",
    "SignatureRow",
    "SourceRow",
    "StatementRow",
    "TextRow",
    "TombstoneRow",
    "WorkGroupMemberRow",
    "WorkGroupRow",
    "WorkKeyRow",
    "WorkRow",
]
