"""What imports did, file by file."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.store.schema.base import Base


class ImportRunRow(Base):
    """One import. `paths` and `options` are JSON; passwords are never among the options."""

    __tablename__ = "import_run"

    run: Mapped[int] = mapped_column(primary_key=True)
    started: Mapped[str]
    finished: Mapped[str | None]
    state: Mapped[str]
    paths: Mapped[str]
    options: Mapped[str]
    imported: Mapped[int]
    duplicates: Mapped[int]
    updated: Mapped[int]
    failed: Mapped[int]
    outcomes: Mapped[int]


class ImportOutcomeRow(Base):
    """A line of the report. `size` and `mtime_ns` are those of the file on disk; `error` is JSON."""

    __tablename__ = "import_outcome"
    __table_args__ = (
        Index(None, "run", "status"),
        Index(None, "run", "path"),
        {"sqlite_with_rowid": False},
    )

    run: Mapped[int] = mapped_column(ForeignKey("import_run.run", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    status: Mapped[str]
    statement_id: Mapped[str | None]
    statements: Mapped[int]
    error: Mapped[str | None]
    warnings: Mapped[str | None]
    undecodable: Mapped[int]
    size: Mapped[int | None]
    mtime_ns: Mapped[int | None]
