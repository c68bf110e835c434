"""Conclusions of committees in the log, and who is to do what after one.

The log gets one more kind of event, so the CHECK on its kinds has to be widened. PostgreSQL exchanges a CHECK by
itself. SQLite has no statement for it, and the usual way, a new table in the place of the old one, would delete every
event of a log that is never deleted, and its triggers with it. SQLite's own manual gives another way for a change that
touches no row: https://www.sqlite.org/lang_altertable.html#otheralter. The statement that made the table is corrected
where SQLite keeps it, in the transaction of the migration. Rows, indexes and triggers are not touched.
"""

import sqlalchemy as sa
from alembic import op

from monitor.errors import Unreadable

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = (
    "ALTER TABLE events ADD COLUMN task_of VARCHAR(64){collation}",
    """
    ALTER TABLE events ADD COLUMN task_until DATE CONSTRAINT events_task CHECK
    ((task_until IS NULL OR task_of IS NOT NULL) AND (task_of IS NULL OR form >= 3 AND kind = 'conclusion')
    AND (kind <> 'conclusion' OR asked IS NULL AND status IS NULL))
    """,
)

BEFORE = (
    "kind IN ('status_report', 'deadline_revised', 'milestone_reached', 'evidence_added', 'correction', "
    "'approval', 'withdrawal', 'redaction')"
)
AFTER = BEFORE.removesuffix(")") + ", 'conclusion')"


def upgrade() -> None:
    """Apply this step, whole or not at all. There is no way back: the log is never rewritten."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in COLUMNS:
        op.execute(statement.format(collation=' COLLATE "C"' if postgresql else ""))
    if postgresql:
        op.execute(
            f"ALTER TABLE events DROP CONSTRAINT events_kind, ADD CONSTRAINT events_kind CHECK ({AFTER})"
        )
    else:
        _widen_on_sqlite(op.get_bind())


def _widen_on_sqlite(connection: sa.Connection) -> None:
    said = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'events'"
    ).scalar_one()
    if said.count(BEFORE) != 1:
        raise Unreadable(
            "schema_altered",
            "The table events is not as this program makes it, so that it cannot be migrated; restore a backup.",
            names="events",
        )
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    try:
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = 'events'",
            (said.replace(BEFORE, AFTER),),
        )
        # Tells every other connection to read the tables anew; RESET does so for this one.
        connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema=RESET")
