"""A migration that fails half-way, for the tests."""

from alembic import op

revision = "t003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("annotation_tag")
    op.execute("UPDATE statement SET title = 'lost'")
    op.execute("SELECT no_such_column FROM statement")


def downgrade() -> None:
    raise NotImplementedError
