"""A later version of the archive, for the tests: one more column, and a table made anew."""

import sqlalchemy as sa
from alembic import op

revision = "t003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("work", recreate="always") as table:
        table.add_column(sa.Column("series", sa.String(), nullable=True))
    op.execute("UPDATE work SET series = 'of ' || id")


def downgrade() -> None:
    with op.batch_alter_table("work", recreate="always") as table:
        table.drop_column("series")
