"""An index for each kind of statement that is looked up as of a day, in the place of one over all events."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step. There is no way back: the log is never rewritten."""
    for name, column in (("events_statuses", "status"), ("events_deadlines", "revised_deadline")):
        said = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            name,
            "events",
            [
                "initiative",
                "effective_on",
                "sequence",
                "kind",
                "recorded_at",
                "refers_to",
                "round",
                "answer_by",
                "asked",
                column,
            ],
            sqlite_where=said,
            postgresql_where=said,
        )
    op.drop_index("events_latest", "events")
