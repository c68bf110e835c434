"""Questions to the ministries and redactions in the log; drafts; rounds and what was done in them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out and not through op.add_column: this is the one way that SQLite adds a column with its CHECK to a
# table that keeps its triggers, and PostgreSQL reads it the same.
COLUMNS = (
    "ALTER TABLE events ADD COLUMN round VARCHAR(64){collation}",
    "ALTER TABLE events ADD COLUMN asked VARCHAR(1000){collation}",
    """
    ALTER TABLE events ADD COLUMN answer_by DATE CONSTRAINT events_question CHECK
    ((answer_by IS NULL) = (asked IS NULL) AND (round IS NULL OR asked IS NOT NULL) AND (asked IS NULL
    OR form >= 2 AND kind NOT IN ('approval', 'withdrawal', 'redaction')))
    """,
    """
    ALTER TABLE events ADD COLUMN redacted_fields VARCHAR(200){collation} CONSTRAINT events_redacted CHECK
    ((redacted_fields IS NOT NULL) = (kind = 'redaction') AND (redacted_fields IS NULL OR form >= 2))
    """,
)

# A round is opened once. Its steps are added and never changed, because what was published when depends on
# the time that was given. The names of contacts are personal data and can be erased.
SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER rounds_no_update BEFORE UPDATE ON rounds
    BEGIN SELECT RAISE(ABORT, 'a round is never changed'); END
    """,
    """
    CREATE TRIGGER rounds_no_delete BEFORE DELETE ON rounds
    BEGIN SELECT RAISE(ABORT, 'a round is never deleted'); END
    """,
    """
    CREATE TRIGGER rounds_no_replace BEFORE INSERT ON rounds
    WHEN EXISTS (SELECT 1 FROM rounds WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a round is never replaced'); END
    """,
    """
    CREATE TRIGGER round_steps_only_erase BEFORE UPDATE ON round_steps
    WHEN NEW.contact IS NOT NULL OR NEW.deputy IS NOT NULL OR NEW.number IS NOT OLD.number
        OR NEW.idempotency_key IS NOT OLD.idempotency_key OR NEW.round IS NOT OLD.round
        OR NEW.kind IS NOT OLD.kind OR NEW.body IS NOT OLD.body OR NEW.due IS NOT OLD.due
        OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
    BEGIN SELECT RAISE(ABORT, 'a step of a round is never changed, only its contacts are erased'); END
    """,
    """
    CREATE TRIGGER round_steps_no_delete BEFORE DELETE ON round_steps
    BEGIN SELECT RAISE(ABORT, 'a step of a round is never deleted'); END
    """,
    """
    CREATE TRIGGER round_steps_no_replace BEFORE INSERT ON round_steps
    WHEN EXISTS (
        SELECT 1 FROM round_steps WHERE number = NEW.number OR idempotency_key = NEW.idempotency_key
    )
    BEGIN SELECT RAISE(ABORT, 'a step of a round is never replaced'); END
    """,
)

POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION rounds_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a round is never changed or deleted'; END $$
    """,
    """
    CREATE FUNCTION round_steps_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF NEW.contact IS NULL AND NEW.deputy IS NULL AND (
                NEW.number, NEW.idempotency_key, NEW.round, NEW.kind, NEW.body, NEW.due, NEW.recorded_at,
                NEW.recorded_by
            ) IS NOT DISTINCT FROM (
                OLD.number, OLD.idempotency_key, OLD.round, OLD.kind, OLD.body, OLD.due, OLD.recorded_at,
                OLD.recorded_by
            ) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a step of a round is never changed, only its contacts are erased';
        END IF;
        RAISE EXCEPTION 'a step of a round is never deleted';
    END $$
    """,
    """
    CREATE TRIGGER rounds_no_change BEFORE UPDATE OR DELETE ON rounds
    FOR EACH ROW EXECUTE FUNCTION rounds_refuse()
    """,
    """
    CREATE TRIGGER rounds_no_truncate BEFORE TRUNCATE ON rounds
    FOR EACH STATEMENT EXECUTE FUNCTION rounds_refuse()
    """,
    """
    CREATE TRIGGER round_steps_only_erase BEFORE UPDATE OR DELETE ON round_steps
    FOR EACH ROW EXECUTE FUNCTION round_steps_refuse()
    """,
    """
    CREATE TRIGGER round_steps_no_truncate BEFORE TRUNCATE ON round_steps
    FOR EACH STATEMENT EXECUTE FUNCTION round_steps_refuse()
    """,
)


def _text(length: int) -> sa.String:
    """Text that PostgreSQL compares by code point, as SQLite does, whatever language the server is set to."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Apply this step. There is no way back: the log is never rewritten."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in COLUMNS:
        op.execute(statement.format(collation=' COLLATE "C"' if postgresql else ""))
    op.drop_index("events_latest", "events")
    op.create_index(
        "events_latest",
        "events",
        [
            "initiative",
            "kind",
            "effective_on",
            "sequence",
            "recorded_at",
            "refers_to",
            "status",
            "revised_deadline",
            "round",
            "answer_by",
            "asked",
        ],
    )
    referring, asking = sa.text("refers_to IS NOT NULL"), sa.text("answer_by IS NOT NULL")
    op.create_index(
        "events_referring",
        "events",
        ["refers_to", "kind", "acting_for", "sequence", "recorded_at"],
        sqlite_where=referring,
        postgresql_where=referring,
    )
    op.create_index(
        "events_asking",
        "events",
        ["answer_by", "sequence"],
        sqlite_where=asking,
        postgresql_where=asking,
    )
    op.create_table(
        "drafts",
        sa.Column("person", _text(200), primary_key=True),
        sa.Column("initiative", _text(64), primary_key=True),
        sa.Column("form", _text(200), nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved_at", _text(27), nullable=False),
        sa.CheckConstraint("length(saved_at) = 27", name="drafts_saved_at"),
        sa.CheckConstraint("seen >= 0", name="drafts_seen"),
    )
    op.create_table(
        "rounds",
        sa.Column("id", _text(64), primary_key=True),
        sa.Column("title", _text(200), nullable=False),
        sa.Column("opens", sa.Date, nullable=False),
        sa.Column("closes", sa.Date, nullable=False),
        sa.Column("opened_at", _text(27), nullable=False),
        sa.Column("opened_by", _text(200), nullable=False),
        sa.CheckConstraint("length(id) >= 1 AND length(title) >= 1", name="rounds_not_blank"),
        sa.CheckConstraint("opens <= closes", name="rounds_in_order"),
        sa.CheckConstraint("length(opened_at) = 27", name="rounds_opened_at"),
    )
    op.create_table(
        "round_steps",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("idempotency_key", _text(200), nullable=False),
        sa.Column("round", _text(64), sa.ForeignKey("rounds.id", name="round_steps_round"), nullable=False),
        sa.Column("kind", _text(16), nullable=False),
        sa.Column("body", _text(64), nullable=False),
        sa.Column("contact", _text(200), nullable=True),
        sa.Column("deputy", _text(200), nullable=True),
        sa.Column("due", sa.Date, nullable=True),
        sa.Column("recorded_at", _text(27), nullable=False),
        sa.Column("recorded_by", _text(200), nullable=False),
        sa.UniqueConstraint("idempotency_key", name="round_steps_idempotency_key"),
        sa.CheckConstraint("kind IN ('asked', 'reminded', 'more_time')", name="round_steps_kind"),
        sa.CheckConstraint("(due IS NOT NULL) = (kind = 'more_time')", name="round_steps_due"),
        sa.CheckConstraint("length(recorded_at) = 27", name="round_steps_recorded_at"),
        sa.CheckConstraint(
            "length(idempotency_key) >= 1 AND length(body) >= 1 AND length(recorded_by) >= 1",
            name="round_steps_not_blank",
        ),
    )
    op.create_index("round_steps_by_round", "round_steps", ["round", "number"])
    for trigger in POSTGRESQL_TRIGGERS if postgresql else SQLITE_TRIGGERS:
        op.execute(trigger)
