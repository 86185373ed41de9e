"""Runs migrations over the connection that `db.store.migrating` hands in; the transaction is its own."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
