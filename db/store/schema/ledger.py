"""Tables about the archive itself: what it is, what happened to it, what changed since."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.store.schema.base import Base


class ArchiveRow(Base):
    """One row: the archive's identity, and the head of its log of events."""

    __tablename__ = "archive"
    __table_args__ = (CheckConstraint("key = 1", name="single"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    lineage: Mapped[str]
    sample: Mapped[bool]
    created: Mapped[str]
    events: Mapped[int]
    """How many events there are: a log cut off at its end would else still chain."""
    events_head: Mapped[str]


class EventRow(Base):
    """A link of the provenance log; `details` is canonical JSON."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "subject"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    time: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str | None]
    details: Mapped[str]
    tool: Mapped[str]
    hash: Mapped[str]


class ChangeMarkRow(Base):
    """A transaction that changed what is indexed. The nonce tells apart two histories of one archive."""

    __tablename__ = "change_mark"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    nonce: Mapped[str]


class TombstoneRow(Base):
    """A statement that was deleted, for the index to follow."""

    __tablename__ = "tombstone"
    __table_args__ = (Index(None, "change_seq"), {"sqlite_with_rowid": False})

    statement_id: Mapped[str] = mapped_column(primary_key=True)
    change_seq: Mapped[int]
