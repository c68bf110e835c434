"""The people who sign in, the history of their roles, and tokens for programs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Who could do what, and when, has to be told afterwards: the history of roles is only added to.
SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER grants_no_update BEFORE UPDATE ON grants
    BEGIN SELECT RAISE(ABORT, 'the history of roles is never changed'); END
    """,
    """
    CREATE TRIGGER grants_no_delete BEFORE DELETE ON grants
    BEGIN SELECT RAISE(ABORT, 'the history of roles is never deleted'); END
    """,
    """
    CREATE TRIGGER grants_no_replace BEFORE INSERT ON grants
    WHEN EXISTS (SELECT 1 FROM grants WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the history of roles is never replaced'); END
    """,
)

POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION grants_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the history of roles is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER grants_no_change BEFORE UPDATE OR DELETE ON grants
    FOR EACH ROW EXECUTE FUNCTION grants_refuse()
    """,
    """
    CREATE TRIGGER grants_no_truncate BEFORE TRUNCATE ON grants
    FOR EACH STATEMENT EXECUTE FUNCTION grants_refuse()
    """,
)

ROLES = "'reader', 'analyst', 'directorate', 'secretariat', 'ministry', 'committee'"


def _text(length: int) -> sa.String:
    """Text that PostgreSQL compares by code point, as SQLite does, whatever language the server is set to."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Apply this step. There is no way back: who held which role would be lost."""
    op.create_table(
        "people",
        sa.Column("person", _text(64), primary_key=True),
        sa.Column("issuer", _text(500), nullable=False),
        sa.Column("subject", _text(500), nullable=False),
        sa.Column("name", _text(200), nullable=False),
        sa.Column("email", _text(320), nullable=False),
        sa.Column("first_seen", _text(27), nullable=False),
        sa.Column("last_seen", _text(27), nullable=False),
        sa.Column("signed_out_at", _text(27), nullable=True),
        sa.UniqueConstraint("issuer", "subject", name="people_at_provider"),
        sa.CheckConstraint(
            "length(person) >= 1 AND length(issuer) >= 1 AND length(subject) >= 1", name="people_not_blank"
        ),
        sa.CheckConstraint("length(first_seen) = 27 AND length(last_seen) = 27", name="people_seen"),
        sa.CheckConstraint("length(signed_out_at) = 27", name="people_signed_out_at"),
    )
    op.create_table(
        "grants",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("verb", _text(16), nullable=False),
        sa.Column("person", _text(64), sa.ForeignKey("people.person", name="grants_person"), nullable=False),
        sa.Column("role", _text(16), nullable=False),
        sa.Column("body", _text(64), nullable=True),
        sa.Column("recorded_by", _text(200), nullable=False),
        sa.Column("recorded_at", _text(27), nullable=False),
        sa.CheckConstraint("verb IN ('granted', 'revoked')", name="grants_verb"),
        sa.CheckConstraint(f"role IN ({ROLES}, 'admin')", name="grants_role"),
        sa.CheckConstraint(
            "(body IS NOT NULL) = (role IN ('directorate', 'ministry'))", name="grants_for_body"
        ),
        sa.CheckConstraint("length(recorded_by) >= 1", name="grants_not_blank"),
        sa.CheckConstraint("length(recorded_at) = 27", name="grants_recorded_at"),
    )
    op.create_index("grants_by_person", "grants", ["person", "number"])
    op.create_table(
        "tokens",
        sa.Column("id", _text(12), primary_key=True),
        sa.Column("label", _text(200), nullable=False),
        sa.Column("role", _text(16), nullable=False),
        sa.Column("body", _text(64), nullable=True),
        sa.Column("digest", _text(64), nullable=False),
        sa.Column("made_by", _text(200), nullable=False),
        sa.Column("made_at", _text(27), nullable=False),
        sa.Column("expires_at", _text(27), nullable=False),
        sa.Column("revoked_at", _text(27), nullable=True),
        # A token never carries the role admin.
        sa.CheckConstraint(f"role IN ({ROLES})", name="tokens_role"),
        sa.CheckConstraint(
            "(body IS NOT NULL) = (role IN ('directorate', 'ministry'))", name="tokens_for_body"
        ),
        sa.CheckConstraint("length(digest) = 64", name="tokens_digest"),
        sa.CheckConstraint("length(made_at) = 27 AND length(expires_at) = 27", name="tokens_instants"),
        sa.CheckConstraint("length(revoked_at) = 27", name="tokens_revoked_at"),
    )
    for trigger in POSTGRESQL_TRIGGERS if op.get_bind().dialect.name == "postgresql" else SQLITE_TRIGGERS:
        op.execute(trigger)
