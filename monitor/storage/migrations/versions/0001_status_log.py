"""The status log: events, their texts, and the triggers that keep both from being altered."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What the log promises, kept by the database itself. The one change it lets through is a redaction: a text
# and its salt go, and nothing else. REPLACE deletes the row in its way; SQLite runs the triggers against
# deleting then only if the connection asked for it, so inserting over a row is refused on its own as well.
TRIGGERS = (
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event in the log is never changed'); END
    """,
    """
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event in the log is never deleted'); END
    """,
    """
    CREATE TRIGGER events_no_replace BEFORE INSERT ON events
    WHEN EXISTS (
        SELECT 1 FROM events WHERE sequence = NEW.sequence OR idempotency_key = NEW.idempotency_key
        OR digest = NEW.digest
    )
    BEGIN SELECT RAISE(ABORT, 'an event in the log is never replaced'); END
    """,
    """
    CREATE TRIGGER event_texts_only_redact BEFORE UPDATE ON event_texts
    WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.sequence IS NOT OLD.sequence
        OR NEW.field IS NOT OLD.field OR NEW.digest IS NOT OLD.digest
    BEGIN SELECT RAISE(ABORT, 'a text in the log is never changed, only redacted'); END
    """,
    """
    CREATE TRIGGER event_texts_no_delete BEFORE DELETE ON event_texts
    BEGIN SELECT RAISE(ABORT, 'a text in the log is never deleted, only redacted'); END
    """,
    """
    CREATE TRIGGER event_texts_no_replace BEFORE INSERT ON event_texts
    WHEN EXISTS (SELECT 1 FROM event_texts WHERE sequence = NEW.sequence AND field = NEW.field)
    BEGIN SELECT RAISE(ABORT, 'a text in the log is never replaced'); END
    """,
)


def upgrade() -> None:
    """Apply this step. There is no way back: the log is never rewritten."""
    op.create_table(
        "events",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("form", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("idempotency_key", sa.String(200), nullable=False),
        sa.Column("expected_revision", sa.Integer, nullable=False),
        sa.Column("initiative", sa.String(64), nullable=False),
        sa.Column(
            "refers_to", sa.Integer, sa.ForeignKey("events.sequence", name="events_refers_to"), nullable=True
        ),
        sa.Column("status", sa.String(16), nullable=True),
        sa.Column("effective_on", sa.Date, nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.Column("acting_for", sa.String(64), nullable=False),
        sa.Column("expected_completion", sa.String(10), nullable=True),
        sa.Column("revised_deadline", sa.String(10), nullable=True),
        sa.Column("milestone", sa.String(64), nullable=True),
        sa.Column("answer", sa.String(16), nullable=True),
        sa.Column("evidence_url", sa.String(2000), nullable=True),
        sa.Column("decision_of", sa.String(64), nullable=True),
        sa.Column("decision_by", sa.Date, nullable=True),
        sa.Column("case_number", sa.String(64), nullable=True),
        sa.Column("access_ground", sa.String(200), nullable=True),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("previous_digest", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.UniqueConstraint("idempotency_key", name="events_idempotency_key"),
        sa.UniqueConstraint("digest", name="events_digest"),
        sa.CheckConstraint("sequence >= 1", name="events_sequence"),
        sa.CheckConstraint("form >= 1", name="events_form"),
        sa.CheckConstraint(
            "expected_revision >= 0 AND expected_revision < sequence", name="events_expected_revision"
        ),
        sa.CheckConstraint(
            "kind IN ('status_report', 'deadline_revised', 'milestone_reached', 'evidence_added', "
            "'correction', 'approval', 'withdrawal', 'redaction')",
            name="events_kind",
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'completed', 'discontinued')", name="events_status"
        ),
        sa.CheckConstraint("answer IN ('confirmed', 'disagreed')", name="events_answer"),
        sa.CheckConstraint("kind <> 'status_report' OR status IS NOT NULL", name="events_report_has_status"),
        sa.CheckConstraint(
            "kind NOT IN ('correction', 'approval', 'withdrawal', 'redaction') OR refers_to IS NOT NULL",
            name="events_kind_refers",
        ),
        sa.CheckConstraint("refers_to < sequence", name="events_refers_back"),
        sa.CheckConstraint(
            "kind <> 'deadline_revised' OR revised_deadline IS NOT NULL", name="events_new_deadline"
        ),
        sa.CheckConstraint(
            "kind <> 'milestone_reached' OR milestone IS NOT NULL", name="events_which_milestone"
        ),
        sa.CheckConstraint("kind <> 'approval' OR answer IS NOT NULL", name="events_approval_answers"),
        sa.CheckConstraint(
            "kind <> 'evidence_added' OR evidence_url IS NOT NULL", name="events_evidence_is_linked"
        ),
        sa.CheckConstraint("decision_by IS NULL OR decision_of IS NOT NULL", name="events_decision"),
        sa.CheckConstraint(
            "length(idempotency_key) >= 1 AND length(initiative) >= 1 AND length(recorded_by) >= 1 "
            "AND length(acting_for) >= 1",
            name="events_not_blank",
        ),
        sa.CheckConstraint("length(recorded_at) = 27", name="events_recorded_at"),
        sa.CheckConstraint(
            "length(text_digest) = 64 AND length(previous_digest) = 64 AND length(digest) = 64",
            name="events_digests",
        ),
    )
    op.create_index(
        "events_latest", "events", ["initiative", "kind", "effective_on", "sequence", "recorded_at"]
    )
    op.create_index("events_revision", "events", ["initiative", "sequence"])
    op.create_index("events_by_day", "events", ["effective_on", "sequence"])
    op.create_table(
        "event_texts",
        sa.Column(
            "sequence",
            sa.Integer,
            sa.ForeignKey("events.sequence", name="event_texts_sequence"),
            primary_key=True,
        ),
        sa.Column("field", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("salt", sa.String(64), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint(
            "field IN ('done_since_last', 'next_step', 'obstacle', 'help_needed', 'comment', "
            "'decision_what')",
            name="event_texts_field",
        ),
        sa.CheckConstraint("(text IS NULL) = (salt IS NULL)", name="event_texts_redacted_together"),
        sa.CheckConstraint("text IS NULL OR length(text) BETWEEN 1 AND 4000", name="event_texts_length"),
        sa.CheckConstraint("salt IS NULL OR length(salt) = 64", name="event_texts_salt"),
        sa.CheckConstraint("length(digest) = 64", name="event_texts_digest"),
    )
    for trigger in TRIGGERS:
        op.execute(trigger)
