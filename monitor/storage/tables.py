"""All other tables as they stand after the last migration; `metadata` knows those of the log as well.

Rounds and their steps are added to and never changed, but for the names of contacts, which can be erased. The history
of roles and editions are only added to. Drafts, people and tokens are ordinary tables.
"""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from monitor.storage.log_tables import metadata

__all__ = [
    "drafts",
    "edition_bytes",
    "editions",
    "grants",
    "metadata",
    "people",
    "round_steps",
    "rounds",
    "tokens",
]

drafts: Final = Table(
    "drafts",
    metadata,
    Column("person", String(200), primary_key=True),  # a pseudonymous id
    Column("initiative", String(64), primary_key=True),
    Column("form", String(200), nullable=False),
    Column("seen", Integer, nullable=False),  # the initiative's revision when the form was first shown
    Column("content", Text, nullable=False),  # what was typed, as JSON
    Column("saved_at", String(27), nullable=False),
    CheckConstraint("length(saved_at) = 27", name="drafts_saved_at"),
    CheckConstraint("seen >= 0", name="drafts_seen"),
)

rounds: Final = Table(
    "rounds",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False),  # the last day
    Column("opened_at", String(27), nullable=False),
    Column("opened_by", String(200), nullable=False),
    CheckConstraint("length(id) >= 1 AND length(title) >= 1", name="rounds_not_blank"),
    CheckConstraint("opens <= closes", name="rounds_in_order"),
    CheckConstraint("length(opened_at) = 27", name="rounds_opened_at"),
)

round_steps: Final = Table(
    "round_steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("idempotency_key", String(200), nullable=False),
    Column("round", String(64), ForeignKey("rounds.id", name="round_steps_round"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", String(64), nullable=False),
    Column("contact", String(200), nullable=True),  # "" when nobody was named, NULL once erased
    Column("deputy", String(200), nullable=True),
    Column("due", Date, nullable=True),  # the new last day
    Column("recorded_at", String(27), nullable=False),
    Column("recorded_by", String(200), nullable=False),
    UniqueConstraint("idempotency_key", name="round_steps_idempotency_key"),
    CheckConstraint("kind IN ('asked', 'reminded', 'more_time')", name="round_steps_kind"),
    CheckConstraint("(due IS NOT NULL) = (kind = 'more_time')", name="round_steps_due"),
    CheckConstraint("length(recorded_at) = 27", name="round_steps_recorded_at"),
    CheckConstraint(
        "length(idempotency_key) >= 1 AND length(body) >= 1 AND length(recorded_by) >= 1",
        name="round_steps_not_blank",
    ),
    Index("round_steps_by_round", "round", "number"),
)

_ROLES: Final = "'reader', 'analyst', 'directorate', 'secretariat', 'ministry', 'committee'"

people: Final = Table(
    "people",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("issuer", String(500), nullable=False),
    Column("subject", String(500), nullable=False),
    Column("name", String(200), nullable=False),
    Column("email", String(320), nullable=False),
    Column("first_seen", String(27), nullable=False),
    Column("last_seen", String(27), nullable=False),
    Column("signed_out_at", String(27), nullable=True),
    UniqueConstraint("issuer", "subject", name="people_at_provider"),
    CheckConstraint(
        "length(person) >= 1 AND length(issuer) >= 1 AND length(subject) >= 1", name="people_not_blank"
    ),
    CheckConstraint("length(first_seen) = 27 AND length(last_seen) = 27", name="people_seen"),
    CheckConstraint("length(signed_out_at) = 27", name="people_signed_out_at"),
)

grants: Final = Table(
    "grants",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("verb", String(16), nullable=False),
    Column("person", String(64), ForeignKey("people.person", name="grants_person"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", String(64), nullable=True),
    Column("recorded_by", String(200), nullable=False),
    Column("recorded_at", String(27), nullable=False),
    CheckConstraint("verb IN ('granted', 'revoked')", name="grants_verb"),
    CheckConstraint(f"role IN ({_ROLES}, 'admin')", name="grants_role"),
    CheckConstraint("(body IS NOT NULL) = (role IN ('directorate', 'ministry'))", name="grants_for_body"),
    CheckConstraint("length(recorded_by) >= 1", name="grants_not_blank"),
    CheckConstraint("length(recorded_at) = 27", name="grants_recorded_at"),
    Index("grants_by_person", "person", "number"),
)

tokens: Final = Table(
    "tokens",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("label", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", String(64), nullable=True),
    Column("digest", String(64), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", String(27), nullable=False),
    Column("expires_at", String(27), nullable=False),
    Column("revoked_at", String(27), nullable=True),
    # A token never carries the role admin.
    CheckConstraint(f"role IN ({_ROLES})", name="tokens_role"),
    CheckConstraint("(body IS NOT NULL) = (role IN ('directorate', 'ministry'))", name="tokens_for_body"),
    CheckConstraint("length(digest) = 64", name="tokens_digest"),
    CheckConstraint("length(made_at) = 27 AND length(expires_at) = 27", name="tokens_instants"),
    CheckConstraint("length(revoked_at) = 27", name="tokens_revoked_at"),
)

editions: Final = Table(
    "editions",
    metadata,
    Column("indicator", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # rises from 1, never used twice
    Column("dataset", String(64), nullable=False),  # "" for what ships
    Column("figures_digest", String(64), nullable=False),  # of a file in edition_bytes, as the next
    Column("definition_digest", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("read_digest", String(64), nullable=False),  # of what was read
    Column("asked", Text, nullable=False),  # what was asked for, as JSON
    Column("answers_digest", String(64), nullable=False),  # of a file in edition_bytes; "" where none is kept
    Column("label", String(200), nullable=False),
    Column("recorded_by", String(200), nullable=False),  # a pseudonymous id
    Column("recorded_at", String(27), nullable=False),
    Column("first_day", Date, nullable=True),  # of all periods that are dated
    Column("last_day", Date, nullable=True),
    Column("figures_new", Integer, nullable=False),
    Column("figures_changed", Integer, nullable=False),
    Column("figures_removed", Integer, nullable=False),
    Column("figures_unchanged", Integer, nullable=False),
    Column("rows_refused", Integer, nullable=False),
    CheckConstraint("number >= 1", name="editions_number"),
    CheckConstraint(
        "kind IN ('shipped', 'csv', 'xlsx', 'json_stat', 'open_sdg', 'frictionless')", name="editions_kind"
    ),
    CheckConstraint("length(indicator) >= 1 AND length(recorded_by) >= 1", name="editions_not_blank"),
    CheckConstraint(
        "length(figures_digest) = 64 AND length(definition_digest) = 64 AND length(read_digest) = 64 "
        "AND length(answers_digest) IN (0, 64)",
        name="editions_digests",
    ),
    CheckConstraint("length(recorded_at) = 27", name="editions_recorded_at"),
    CheckConstraint(
        "figures_new >= 0 AND figures_changed >= 0 AND figures_removed >= 0 AND figures_unchanged >= 0 "
        "AND rows_refused >= 0",
        name="editions_counts",
    ),
)

edition_bytes: Final = Table(
    "edition_bytes",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the whole file, which is kept once
    Column("place", Integer, primary_key=True, autoincrement=False),  # from 0, without gaps
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("length(digest) = 64", name="edition_bytes_digest"),
    CheckConstraint("place >= 0", name="edition_bytes_place"),
    CheckConstraint("length(content) BETWEEN 1 AND 1048576", name="edition_bytes_content"),
)
