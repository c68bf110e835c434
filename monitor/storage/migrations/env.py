"""Run by Alembic: migrates on the connection and in the transaction of `monitor.storage.migrate`."""

from alembic import context

from monitor.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Rebuilding a table on SQLite drops its triggers, which are what makes the log append-only. A migration
    # that cannot do without has to put them back itself.
    render_as_batch=False,
)
context.run_migrations()
