"""The first archive: works, statements, sources, layers, annotations, log of events, change marks.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "annotation_tag",
    "annotation",
    "citation_candidate",
    "citation",
    "quotation",
    "mention",
    "block",
    "source",
    "statement_text",
    "statement",
    "original",
    "work",
    "tombstone",
    "event",
    "change_mark",
    "archive",
)
"""What points before what is pointed at."""


def upgrade() -> None:
    _ledger()
    _works()
    _statements()
    _sources()
    _layers()
    _citations()
    _annotations()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _ledger() -> None:
    op.create_table(
        "archive",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("events_head", sa.String(), nullable=False),
        sa.CheckConstraint("key = 1", name=op.f("ck_archive_single")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_archive")),
    )
    op.create_table(
        "change_mark",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change_mark")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_subject"), "event", ["subject"], unique=False)
    op.create_table(
        "tombstone",
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("change_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_tombstone")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tombstone_change_seq"), "tombstone", ["change_seq"], unique=False)


def _works() -> None:
    op.create_table(
        "work",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "original",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_original")),
        sqlite_with_rowid=False,
    )


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("work_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.Column("change_seq", sa.Integer(), nullable=False),
        sa.Column("row_sha256", sa.String(), nullable=False),
        sa.Column("layers_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=op.f("fk_statement_work_id_work")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statement")),
        sa.UniqueConstraint("id", name=op.f("uq_statement_id")),
    )
    op.create_index(op.f("ix_statement_change_seq"), "statement", ["change_seq"], unique=False)
    op.create_index(op.f("ix_statement_date_title"), "statement", ["date", "title"], unique=False)
    op.create_index(op.f("ix_statement_document_id"), "statement", ["document_id"], unique=False)
    op.create_index(
        op.f("ix_statement_work_id_language_version"),
        "statement",
        ["work_id", "language", "version"],
        unique=True,
    )
    op.create_table(
        "statement_text",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_statement_text_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_statement_text")),
        sa.UniqueConstraint("text_sha256", name=op.f("uq_statement_text_text_sha256")),
    )


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=True),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.Column("row_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name=op.f("fk_source_sha256_original")),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_source_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_source")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_source_sha256"), "source", ["sha256"], unique=False)


def _layers() -> None:
    op.create_table(
        "block",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_block_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_block")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mention",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_mention_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_mention")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mention_entity_id"), "mention", ["entity_id"], unique=False)
    op.create_table(
        "quotation",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("speaker_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_quotation_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_quotation")),
        sqlite_with_rowid=False,
    )


def _citations() -> None:
    op.create_table(
        "citation",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("pinpoint", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_citation_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_citation")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_citation_document_id_pinpoint"), "citation", ["document_id", "pinpoint"], unique=False
    )
    op.create_table(
        "citation_candidate",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key", "ordinal"],
            ["citation.statement_key", "citation.ordinal"],
            name=op.f("fk_citation_candidate_statement_key_ordinal_citation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", "position", name=op.f("pk_citation_candidate")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_citation_candidate_document_id"), "citation_candidate", ["document_id"], unique=False
    )


def _annotations() -> None:
    op.create_table(
        "annotation",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("trashed", sa.String(), nullable=True),
        sa.Column("row_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"],
            ["statement.key"],
            name=op.f("fk_annotation_statement_key_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_annotation")),
        sa.UniqueConstraint("id", name=op.f("uq_annotation_id")),
    )
    op.create_index(op.f("ix_annotation_statement_key"), "annotation", ["statement_key"], unique=False)
    op.create_table(
        "annotation_tag",
        sa.Column("annotation_key", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_key"],
            ["annotation.key"],
            name=op.f("fk_annotation_tag_annotation_key_annotation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("annotation_key", "position", name=op.f("pk_annotation_tag")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_annotation_tag_tag"), "annotation_tag", ["tag"], unique=False)
