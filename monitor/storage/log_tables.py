"""The tables of the status log as they stand after the last migration.

The log can never be rewritten, so its columns are meant to last. What an event says lies in `events`; the free texts
lie beside it in `event_texts`, so that one of them can be redacted while the event and its digest stay.
"""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata: Final = MetaData()

events: Final = Table(
    "events",
    metadata,
    Column(
        "sequence", Integer, primary_key=True, autoincrement=False
    ),  # from 1, without gaps, set by the log
    Column("form", Integer, nullable=False),  # version of the canonical form under the digest
    Column("kind", String(32), nullable=False),
    Column("idempotency_key", String(200), nullable=False),
    Column("expected_revision", Integer, nullable=False),
    Column("initiative", String(64), nullable=False),
    Column("refers_to", Integer, ForeignKey("events.sequence", name="events_refers_to"), nullable=True),
    Column("status", String(16), nullable=True),
    Column("effective_on", Date, nullable=False),
    Column("recorded_at", String(27), nullable=False),  # 2018-05-31T12:00:00.000000Z: sorts as it reads
    Column("recorded_by", String(200), nullable=False),  # a pseudonymous id
    Column("acting_for", String(64), nullable=False),  # a body's id
    Column("expected_completion", String(10), nullable=True),  # a partial date
    Column("revised_deadline", String(10), nullable=True),  # a partial date
    Column("milestone", String(64), nullable=True),
    Column("answer", String(16), nullable=True),
    Column("evidence_url", String(2000), nullable=True),
    Column("decision_of", String(64), nullable=True),  # a body's id
    Column("decision_by", Date, nullable=True),
    Column("case_number", String(64), nullable=True),  # in the archive system
    Column("access_ground", String(200), nullable=True),  # the provision that exempts it from public access
    Column("text_digest", String(64), nullable=False),
    Column("previous_digest", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    # The question to the ministries, and what a redaction removed: form 2.
    Column("round", String(64), nullable=True),
    Column("asked", String(1000), nullable=True),  # ids of bodies with a space between them
    Column(
        "answer_by",
        Date,
        CheckConstraint(
            "(answer_by IS NULL) = (asked IS NULL) AND (round IS NULL OR asked IS NOT NULL) AND (asked IS NULL "
            "OR form >= 2 AND kind NOT IN ('approval', 'withdrawal', 'redaction'))",
            name="events_question",
        ),
        nullable=True,
    ),
    Column(
        "redacted_fields",
        String(200),
        CheckConstraint(
            "(redacted_fields IS NOT NULL) = (kind = 'redaction') AND (redacted_fields IS NULL OR form >= 2)",
            name="events_redacted",
        ),
        nullable=True,
    ),  # names of texts with a space between them
    # What comes after a conclusion: form 3. The words stand in the text next_step.
    Column("task_of", String(64), nullable=True),  # a body's id
    Column(
        "task_until",
        Date,
        CheckConstraint(
            "(task_until IS NULL OR task_of IS NOT NULL) AND (task_of IS NULL OR form >= 3 AND kind = 'conclusion') "
            "AND (kind <> 'conclusion' OR asked IS NULL AND status IS NULL)",
            name="events_task",
        ),
        nullable=True,
    ),
    UniqueConstraint("idempotency_key", name="events_idempotency_key"),
    UniqueConstraint("digest", name="events_digest"),
    CheckConstraint("sequence >= 1", name="events_sequence"),
    CheckConstraint("form >= 1", name="events_form"),
    CheckConstraint(
        "expected_revision >= 0 AND expected_revision < sequence", name="events_expected_revision"
    ),
    CheckConstraint(
        "kind IN ('status_report', 'deadline_revised', 'milestone_reached', 'evidence_added', "
        "'correction', 'approval', 'withdrawal', 'redaction', 'conclusion')",
        name="events_kind",
    ),
    CheckConstraint(
        "status IN ('not_started', 'in_progress', 'completed', 'discontinued')", name="events_status"
    ),
    CheckConstraint("answer IN ('confirmed', 'disagreed')", name="events_answer"),
    CheckConstraint("kind <> 'status_report' OR status IS NOT NULL", name="events_report_has_status"),
    CheckConstraint(
        "kind NOT IN ('correction', 'approval', 'withdrawal', 'redaction') OR refers_to IS NOT NULL",
        name="events_kind_refers",
    ),
    CheckConstraint("refers_to < sequence", name="events_refers_back"),
    CheckConstraint("kind <> 'deadline_revised' OR revised_deadline IS NOT NULL", name="events_new_deadline"),
    CheckConstraint("kind <> 'milestone_reached' OR milestone IS NOT NULL", name="events_which_milestone"),
    CheckConstraint("kind <> 'approval' OR answer IS NOT NULL", name="events_approval_answers"),
    CheckConstraint("kind <> 'evidence_added' OR evidence_url IS NOT NULL", name="events_evidence_is_linked"),
    CheckConstraint("decision_by IS NULL OR decision_of IS NOT NULL", name="events_decision"),
    CheckConstraint(
        "length(idempotency_key) >= 1 AND length(initiative) >= 1 AND length(recorded_by) >= 1 "
        "AND length(acting_for) >= 1",
        name="events_not_blank",
    ),
    CheckConstraint("length(recorded_at) = 27", name="events_recorded_at"),
    CheckConstraint(
        "length(text_digest) = 64 AND length(previous_digest) = 64 AND length(digest) = 64",
        name="events_digests",
    ),
    Index("events_revision", "initiative", "sequence"),
    Index("events_by_day", "effective_on", "sequence"),
)

# Each covers the search for the latest statement as of a day, whether it stands as it was made or corrects another,
# so that a few entries of the index are read for an initiative.
for name, said in (("events_statuses", events.c.status), ("events_deadlines", events.c.revised_deadline)):
    Index(
        name,
        events.c.initiative,
        events.c.effective_on,
        events.c.sequence,
        events.c.kind,
        events.c.recorded_at,
        events.c.refers_to,
        events.c.round,
        events.c.answer_by,
        events.c.asked,
        said,  # SQLite would look into the table for it, though the index holds none without it
        sqlite_where=said.is_not(None),
        postgresql_where=said.is_not(None),
    )

# Few events refer to another or put a question; the indices over them leave the rest out.
Index(
    "events_referring",
    events.c.refers_to,
    events.c.kind,
    events.c.acting_for,
    events.c.sequence,
    events.c.recorded_at,
    sqlite_where=events.c.refers_to.is_not(None),
    postgresql_where=events.c.refers_to.is_not(None),
)
Index(
    "events_asking",
    events.c.answer_by,
    events.c.sequence,
    sqlite_where=events.c.answer_by.is_not(None),
    postgresql_where=events.c.answer_by.is_not(None),
)

event_texts: Final = Table(
    "event_texts",
    metadata,
    Column("sequence", Integer, ForeignKey("events.sequence", name="event_texts_sequence"), primary_key=True),
    Column("field", String(32), primary_key=True),
    Column("text", Text, nullable=True),  # NULL once redacted; a field nobody filled in has no row
    Column(
        "salt", String(64), nullable=True
    ),  # goes with the text, so that a redacted text cannot be guessed at
    Column("digest", String(64), nullable=False),
    CheckConstraint(
        "field IN ('done_since_last', 'next_step', 'obstacle', 'help_needed', 'comment', 'decision_what')",
        name="event_texts_field",
    ),
    CheckConstraint("(text IS NULL) = (salt IS NULL)", name="event_texts_redacted_together"),
    CheckConstraint("text IS NULL OR length(text) BETWEEN 1 AND 4000", name="event_texts_length"),
    CheckConstraint("salt IS NULL OR length(salt) = 64", name="event_texts_salt"),
    CheckConstraint("length(digest) = 64", name="event_texts_digest"),
)
