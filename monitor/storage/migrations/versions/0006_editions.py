"""Editions of indicators: what was accepted, by whom and when, and the digests of the files that hold it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# What was shown has to be shown again on request, so what is said of an edition is only added to.
SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER editions_no_update BEFORE UPDATE ON editions
    BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END
    """,
    """
    CREATE TRIGGER editions_no_delete BEFORE DELETE ON editions
    BEGIN SELECT RAISE(ABORT, 'an edition is never deleted'); END
    """,
    """
    CREATE TRIGGER editions_no_replace BEFORE INSERT ON editions
    WHEN EXISTS (SELECT 1 FROM editions WHERE indicator = NEW.indicator AND number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'an edition is never replaced'); END
    """,
)

POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION editions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an edition is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER editions_no_change BEFORE UPDATE OR DELETE ON editions
    FOR EACH ROW EXECUTE FUNCTION editions_refuse()
    """,
    """
    CREATE TRIGGER editions_no_truncate BEFORE TRUNCATE ON editions
    FOR EACH STATEMENT EXECUTE FUNCTION editions_refuse()
    """,
)


def _text(length: int) -> sa.String:
    """Text that PostgreSQL compares by code point, as SQLite does, whatever language the server is set to."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Apply this step. There is no way back: what was shown when would be lost."""
    op.create_table(
        "editions",
        sa.Column("indicator", _text(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("dataset", _text(64), nullable=False),
        sa.Column("figures_digest", _text(64), nullable=False),
        sa.Column("definition_digest", _text(64), nullable=False),
        sa.Column("kind", _text(16), nullable=False),
        sa.Column("read_digest", _text(64), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("label", _text(200), nullable=False),
        sa.Column("recorded_by", _text(200), nullable=False),
        sa.Column("recorded_at", _text(27), nullable=False),
        sa.Column("figures_new", sa.Integer, nullable=False),
        sa.Column("figures_changed", sa.Integer, nullable=False),
        sa.Column("figures_removed", sa.Integer, nullable=False),
        sa.Column("figures_unchanged", sa.Integer, nullable=False),
        sa.Column("rows_refused", sa.Integer, nullable=False),
        sa.CheckConstraint("number >= 1", name="editions_number"),
        sa.CheckConstraint(
            "kind IN ('shipped', 'csv', 'xlsx', 'json_stat', 'open_sdg', 'frictionless')",
            name="editions_kind",
        ),
        sa.CheckConstraint("length(indicator) >= 1 AND length(recorded_by) >= 1", name="editions_not_blank"),
        sa.CheckConstraint(
            "length(figures_digest) = 64 AND length(definition_digest) = 64 AND length(read_digest) = 64",
            name="editions_digests",
        ),
        sa.CheckConstraint("length(recorded_at) = 27", name="editions_recorded_at"),
        sa.CheckConstraint(
            "figures_new >= 0 AND figures_changed >= 0 AND figures_removed >= 0 AND figures_unchanged >= 0 "
            "AND rows_refused >= 0",
            name="editions_counts",
        ),
    )
    for trigger in POSTGRESQL_TRIGGERS if op.get_bind().dialect.name == "postgresql" else SQLITE_TRIGGERS:
        op.execute(trigger)
