"""What programs found in the texts: each of these can be dropped and made again (DESIGN §1, first law)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.store.schema.base import Base, OverStatement


class BlockRow(OverStatement, Base):
    """A part of the text with one role."""

    __tablename__ = "block"
    __table_args__ = ({"sqlite_with_rowid": False},)

    role: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class MentionRow(OverStatement, Base):
    """An entity named at one place."""

    __tablename__ = "mention"
    __table_args__ = (Index(None, "entity_id"), {"sqlite_with_rowid": False})

    kind: Mapped[str]
    entity_id: Mapped[str | None]
    name: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    role: Mapped[str | None]
    confidence: Mapped[float]
    origin: Mapped[str]


class QuotationRow(OverStatement, Base):
    """Attributed direct speech."""

    __tablename__ = "quotation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    start: Mapped[int]
    end: Mapped[int]
    speaker: Mapped[str | None]
    speaker_id: Mapped[str | None]


class CitationRow(OverStatement, Base):
    """A reference. The index on document and pinpoint is the citator."""

    __tablename__ = "citation"
    __table_args__ = (Index(None, "document_id", "pinpoint"), {"sqlite_with_rowid": False})

    document_id: Mapped[str | None]
    pinpoint: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    status: Mapped[str]
    rule: Mapped[str]


class CandidateRow(Base):
    """A document that a reference may be meant for."""

    __tablename__ = "citation_candidate"
    __table_args__ = (
        ForeignKeyConstraint(
            ["statement_key", "ordinal"], ["citation.statement_key", "citation.ordinal"], ondelete="CASCADE"
        ),
        Index(None, "document_id"),
        {"sqlite_with_rowid": False},
    )

    statement_key: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str]


class HintRow(OverStatement, Base):
    """What the file's own markup said of a part of the text."""

    __tablename__ = "hint"
    __table_args__ = ({"sqlite_with_rowid": False},)

    role: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    level: Mapped[int]


class PageRow(OverStatement, Base):
    """Where a page begins."""

    __tablename__ = "page"
    __table_args__ = ({"sqlite_with_rowid": False},)

    label: Mapped[str]
    start: Mapped[int]


class SignatureRow(Base):
    """The MinHash of a text, by which similar texts are found; `rules` says how it was made."""

    __tablename__ = "signature"

    statement_key: Mapped[int] = mapped_column(
        ForeignKey("statement.key", ondelete="CASCADE"), primary_key=True
    )
    rules: Mapped[str]
    minhash: Mapped[bytes]
