"""What people wrote. No re-extraction touches these tables (DESIGN §1, fourth law)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.store.schema.base import Base


class AnnotationRow(Base):
    """A marked passage.

    `trashed` is when it was thrown away; the trash can be searched through and undone.
    """

    __tablename__ = "annotation"
    __table_args__ = (Index(None, "statement_key"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    statement_key: Mapped[int] = mapped_column(ForeignKey("statement.key", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    note: Mapped[str]
    colour: Mapped[str]
    created: Mapped[str]
    modified: Mapped[str]
    state: Mapped[str]
    trashed: Mapped[str | None]
    row_sha256: Mapped[str]


class AnnotationTagRow(Base):
    """A tag of an annotation, in the order in which they were given."""

    __tablename__ = "annotation_tag"
    __table_args__ = (Index(None, "tag"), {"sqlite_with_rowid": False})

    annotation_key: Mapped[int] = mapped_column(
        ForeignKey("annotation.key", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str]
