"""Hints, pages, warnings, captures; keys of works, groups of them, signatures; import runs.

Nothing that was stored is changed: the new columns are empty in old rows, and the hash of a row leaves empty
new columns out, so that every hash of before still holds.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SOURCE = ("captured_at", "member", "container")
_TABLES = (
    "import_outcome",
    "import_run",
    "work_group_member",
    "work_group",
    "signature",
    "work_key",
    "page",
    "hint",
)
"""What points before what is pointed at."""


def upgrade() -> None:
    for name in _SOURCE:
        op.add_column("source", sa.Column(name, sa.String(), nullable=True))
    op.add_column("statement", sa.Column("warnings", sa.String(), nullable=True))
    op.drop_index(op.f("ix_source_sha256"), "source")
    op.create_index(op.f("ix_source_sha256_member"), "source", ["sha256", "member"], unique=False)
    _layers()
    _works()
    _runs()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    op.drop_index(op.f("ix_source_sha256_member"), "source")
    op.create_index(op.f("ix_source_sha256"), "source", ["sha256"], unique=False)
    op.drop_column("statement", "warnings")
    for name in _SOURCE:
        op.drop_column("source", name)


def _layers() -> None:
    op.create_table(
        "hint",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        _of_statement("hint"),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_hint")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        _of_statement("page"),
        sa.PrimaryKeyConstraint("statement_key", "ordinal", name=op.f("pk_page")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signature",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("minhash", sa.LargeBinary(), nullable=False),
        _of_statement("signature"),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_signature")),
    )


def _of_statement(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_statement_key_statement")
    return sa.ForeignKeyConstraint(["statement_key"], ["statement.key"], name=name, ondelete="CASCADE")


def _works() -> None:
    op.create_table(
        "work_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("work_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["work.id"], name=op.f("fk_work_key_work_id_work"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_work_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_work_key_work_id"), "work_key", ["work_id"], unique=False)
    op.create_table(
        "work_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("undo", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_group")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_work_group_state"), "work_group", ["state"], unique=False)
    op.create_table(
        "work_group_member",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["work_group.id"],
            name=op.f("fk_work_group_member_group_id_work_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("group_id", "statement_id", name=op.f("pk_work_group_member")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_work_group_member_statement_id"), "work_group_member", ["statement_id"], unique=False
    )


def _runs() -> None:
    op.create_table(
        "import_run",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("paths", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("imported", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("outcomes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("run", name=op.f("pk_import_run")),
    )
    op.create_table(
        "import_outcome",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("warnings", sa.String(), nullable=True),
        sa.Column("undecodable", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("mtime_ns", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run"], ["import_run.run"], name=op.f("fk_import_outcome_run_import_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "ordinal", name=op.f("pk_import_outcome")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_import_outcome_run_path"), "import_outcome", ["run", "path"], unique=False)
    op.create_index(op.f("ix_import_outcome_run_status"), "import_outcome", ["run", "status"], unique=False)
