"""What all tables share."""

from __future__ import annotations

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HEAD = "0002"
"""The newest migration: kept here so that opening an archive of this version need not load Alembic."""

APPLICATION_ID = 0x4D554E49
"""``MUNI``: SQLite's application id, by which an archive is told from any other database."""


class Base(DeclarativeBase):
    """Constraints carry names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class OverStatement:
    """The n-th item of a layer over a statement: rows of one statement lie side by side on disk."""

    statement_key: Mapped[int] = mapped_column(
        ForeignKey("statement.key", ondelete="CASCADE"), primary_key=True, sort_order=-2
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
