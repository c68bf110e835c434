"""Editions of indicators: what was accepted, by whom and when, and the bytes of the files that hold it."""

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
    """
    CREATE TRIGGER edition_bytes_no_update BEFORE UPDATE ON edition_bytes
    BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END
    """,
    """
    CREATE TRIGGER edition_bytes_no_delete BEFORE DELETE ON edition_bytes
    BEGIN SELECT RAISE(ABORT, 'an edition is never deleted'); END
    """,
    """
    CREATE TRIGGER edition_bytes_no_replace BEFORE INSERT ON edition_bytes
    WHEN EXISTS (SELECT 1 FROM edition_bytes WHERE digest = NEW.digest AND place = NEW.place)
    BEGIN SELECT RAISE(ABORT, 'an edition is never replaced'); END
    """,
)

POSTGRESQL_STATEMENTS = (
    """
    CREATE FUNCTION editions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an edition is never changed or deleted'; END $$
    """,
    *(
        f"""
        CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION editions_refuse()
        """
        for table in ("editions", "edition_bytes")
    ),
    *(
        f"""
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION editions_refuse()
        """
        for table in ("editions", "edition_bytes")
    ),
    # What is compressed already is not compressed again.
    "ALTER TABLE edition_bytes ALTER COLUMN content SET STORAGE EXTERNAL",
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
        sa.Column("answers_digest", _text(64), nullable=False),
        sa.Column("label", _text(200), nullable=False),
        sa.Column("recorded_by", _text(200), nullable=False),
        sa.Column("recorded_at", _text(27), nullable=False),
        sa.Column("first_day", sa.Date, nullable=True),
        sa.Column("last_day", sa.Date, nullable=True),
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
            "length(figures_digest) = 64 AND length(definition_digest) = 64 AND length(read_digest) = 64 "
            "AND length(answers_digest) IN (0, 64)",
            name="editions_digests",
        ),
        sa.CheckConstraint("length(recorded_at) = 27", name="editions_recorded_at"),
        sa.CheckConstraint(
            "figures_new >= 0 AND figures_changed >= 0 AND figures_removed >= 0 AND figures_unchanged >= 0 "
            "AND rows_refused >= 0",
            name="editions_counts",
        ),
    )
    op.create_table(
        "edition_bytes",
        sa.Column("digest", _text(64), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("length(digest) = 64", name="edition_bytes_digest"),
        sa.CheckConstraint("place >= 0", name="edition_bytes_place"),
        sa.CheckConstraint("length(content) BETWEEN 1 AND 1048576", name="edition_bytes_content"),
    )
    for statement in POSTGRESQL_STATEMENTS if op.get_bind().dialect.name == "postgresql" else SQLITE_TRIGGERS:
        op.execute(statement)
