"""The status log: events, their texts, and the triggers that keep both from being altered."""

import sqlalchemy as sa
from alembic import op

from monitor.storage import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(length: int) -> sa.String:
    """Text that PostgreSQL compares by code point, as SQLite does.

    Its order then holds whatever language the server is set to, and an index stays sound when the server's
    language library is upgraded, which has broken unique indexes elsewhere.
    """
    plain = sa.String(length)
    return plain.with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Apply this step. There is no way back: the log is never rewritten."""
    op.create_table(
        "events",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("form", sa.Integer, nullable=False),
        sa.Column("kind", _text(32), nullable=False),
        sa.Column("idempotency_key", _text(200), nullable=False),
        sa.Column("expected_revision", sa.Integer, nullable=False),
        sa.Column("initiative", _text(64), nullable=False),
        sa.Column(
            "refers_to", sa.Integer, sa.ForeignKey("events.sequence", name="events_refers_to"), nullable=True
        ),
        sa.Column("status", _text(16), nullable=True),
        sa.Column("effective_on", sa.Date, nullable=False),
        sa.Column("recorded_at", _text(27), nullable=False),
        sa.Column("recorded_by", _text(200), nullable=False),
        sa.Column("acting_for", _text(64), nullable=False),
        sa.Column("expected_completion", _text(10), nullable=True),
        sa.Column("revised_deadline", _text(10), nullable=True),
        sa.Column("milestone", _text(64), nullable=True),
        sa.Column("answer", _text(16), nullable=True),
        sa.Column("evidence_url", _text(2000), nullable=True),
        sa.Column("decision_of", _text(64), nullable=True),
        sa.Column("decision_by", sa.Date, nullable=True),
        sa.Column("case_number", _text(64), nullable=True),
        sa.Column("access_ground", _text(200), nullable=True),
        sa.Column("text_digest", _text(64), nullable=False),
        sa.Column("previous_digest", _text(64), nullable=False),
        sa.Column("digest", _text(64), nullable=False),
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
        sa.Column("field", _text(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("salt", _text(64), nullable=True),
        sa.Column("digest", _text(64), nullable=False),
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
    for statement in triggers.statements(op.get_bind().dialect.name):
        op.execute(statement)
