"""What is proposed to belong together, and what people decided about it (DESIGN §1, fourth law)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.store.schema.base import Base


class WorkGroupRow(Base):
    """Statements that may be one work.

    `reasons` and `undo` are JSON; `undo` says where the statements were before a person confirmed the group.
    """

    __tablename__ = "work_group"
    __table_args__ = (Index(None, "state"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    score: Mapped[float]
    reasons: Mapped[str]
    decided_at: Mapped[str | None]
    undo: Mapped[str | None]


class WorkGroupMemberRow(Base):
    """A statement of a group, by its id: a decision outlives a statement that is deleted and comes again."""

    __tablename__ = "work_group_member"
    __table_args__ = (Index(None, "statement_id"), {"sqlite_with_rowid": False})

    group_id: Mapped[str] = mapped_column(ForeignKey("work_group.id", ondelete="CASCADE"), primary_key=True)
    statement_id: Mapped[str] = mapped_column(primary_key=True)
