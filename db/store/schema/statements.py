"""Works, statements, their texts, and the files they came in.

A work is one release; a statement is one of its versions in one language, and has exactly one text
(DESIGN §3). Equal texts are one statement with several sources.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.store.schema.base import Base, OverStatement


class WorkRow(Base):
    """What several languages and captures of one release have in common."""

    __tablename__ = "work"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(primary_key=True)
    created: Mapped[str]


class WorkKeyRow(Base):
    """Where a work comes from: a URL, a row of a table, a file's path. What comes from there again is a new
    version of it."""

    __tablename__ = "work_key"
    __table_args__ = (Index(None, "work_id"), {"sqlite_with_rowid": False})

    key: Mapped[str] = mapped_column(primary_key=True)
    work_id: Mapped[str] = mapped_column(ForeignKey("work.id", ondelete="CASCADE"))


class StatementRow(Base):
    """Facts about a statement. The small `key` joins the layers; people and programs see only `id`."""

    __tablename__ = "statement"
    __table_args__ = (
        Index(None, "date", "title"),
        Index(None, "work_id", "language", "version", unique=True),
        Index(None, "document_id"),
        Index(None, "change_seq"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    work_id: Mapped[str] = mapped_column(ForeignKey("work.id"))
    version: Mapped[int]
    language: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    date: Mapped[str | None]
    issuer: Mapped[str | None]
    place: Mapped[str | None]
    url: Mapped[str | None]
    document_id: Mapped[str | None]
    """The document of the ILO or the UN that this statement is, where it is one."""
    rules: Mapped[str]
    added: Mapped[str]
    change_seq: Mapped[int]
    row_sha256: Mapped[str]
    """Over the facts and the text: what SQLite's own check does not see, this does."""
    layers_sha256: Mapped[str]
    """Over blocks, mentions, quotations, references with their candidates, hints and pages."""
    warnings: Mapped[str | None]
    """Codes of what may have been lost, as JSON; None where there are none."""


class TextRow(Base):
    """The canonical text, apart from the facts, so that lists need not walk over it."""

    __tablename__ = "statement_text"

    statement_key: Mapped[int] = mapped_column(
        ForeignKey("statement.key", ondelete="CASCADE"), primary_key=True
    )
    text_sha256: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]


class OriginalRow(Base):
    """Bytes that were imported; they lie in ``originals/``."""

    __tablename__ = "original"
    __table_args__ = ({"sqlite_with_rowid": False},)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]


class SourceRow(OverStatement, Base):
    """One file a statement came in, in the order they came."""

    __tablename__ = "source"
    __table_args__ = (Index(None, "sha256", "member"), {"sqlite_with_rowid": False})

    sha256: Mapped[str] = mapped_column(ForeignKey("original.sha256"))
    name: Mapped[str]
    media_type: Mapped[str]
    url: Mapped[str | None]
    size: Mapped[int]
    encoding: Mapped[str | None]
    imported_at: Mapped[str]
    row_sha256: Mapped[str]
    captured_at: Mapped[str | None]
    member: Mapped[str | None]
    container: Mapped[str | None]
