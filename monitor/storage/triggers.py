"""The triggers that make the log append-only: what the log promises, kept by the database itself.

The one change they let through is a redaction: a text and its salt go, and nothing else. Migration 0001 puts
them up, and `monitor.storage.integrity` makes sure that they are still there as written here. To change one is
a new migration that drops it and makes it anew.
"""

from collections.abc import Mapping
from typing import Final

_CHANGED: Final = "an event in the log is never changed"
_DELETED: Final = "an event in the log is never deleted"
_TEXT_CHANGED: Final = "a text in the log is never changed, only redacted"
_TEXT_DELETED: Final = "a text in the log is never deleted, only redacted"

# REPLACE deletes the row in its way; SQLite runs the triggers against deleting then only if the connection asked
# for it, so inserting over a row is refused on its own as well.
SQLITE: Final[Mapping[str, str]] = {
    "events_no_update": f"""CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, '{_CHANGED}'); END""",
    "events_no_delete": f"""CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, '{_DELETED}'); END""",
    "events_no_replace": """CREATE TRIGGER events_no_replace BEFORE INSERT ON events
    WHEN EXISTS (
        SELECT 1 FROM events WHERE sequence = NEW.sequence OR idempotency_key = NEW.idempotency_key
        OR digest = NEW.digest
    )
    BEGIN SELECT RAISE(ABORT, 'an event in the log is never replaced'); END""",
    "event_texts_only_redact": f"""CREATE TRIGGER event_texts_only_redact BEFORE UPDATE ON event_texts
    WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.sequence IS NOT OLD.sequence
        OR NEW.field IS NOT OLD.field OR NEW.digest IS NOT OLD.digest
    BEGIN SELECT RAISE(ABORT, '{_TEXT_CHANGED}'); END""",
    "event_texts_no_delete": f"""CREATE TRIGGER event_texts_no_delete BEFORE DELETE ON event_texts
    BEGIN SELECT RAISE(ABORT, '{_TEXT_DELETED}'); END""",
    "event_texts_no_replace": """CREATE TRIGGER event_texts_no_replace BEFORE INSERT ON event_texts
    WHEN EXISTS (SELECT 1 FROM event_texts WHERE sequence = NEW.sequence AND field = NEW.field)
    BEGIN SELECT RAISE(ABORT, 'a text in the log is never replaced'); END""",
}
"""By name, the statement that makes each, which is also what SQLite keeps of it."""

_REFUSE: Final = """
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END
"""
_ONLY_REDACT: Final = f"""
BEGIN
    IF NEW.text IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.sequence IS DISTINCT FROM OLD.sequence
        OR NEW.field IS DISTINCT FROM OLD.field OR NEW.digest IS DISTINCT FROM OLD.digest
    THEN
        RAISE EXCEPTION '{_TEXT_CHANGED}' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
"""
_FUNCTIONS: Final = {"log_refuse": _REFUSE, "log_only_redact": _ONLY_REDACT}


def _refusing(name: str, moment: str, table: str, said: str) -> str:
    each = "STATEMENT" if moment == "TRUNCATE" else "ROW"
    return f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH {each} EXECUTE FUNCTION log_refuse('{said}')"


# Worded as PostgreSQL itself prints a trigger, so that what is there can be compared with what should be.
_POSTGRESQL: Final[Mapping[str, tuple[str, str]]] = {
    name: (_refusing(name, moment, table, said), "log_refuse")
    for name, moment, table, said in (
        ("events_no_update", "UPDATE", "events", _CHANGED),
        ("events_no_delete", "DELETE", "events", _DELETED),
        ("events_no_truncate", "TRUNCATE", "events", _DELETED),
        ("event_texts_no_delete", "DELETE", "event_texts", _TEXT_DELETED),
        ("event_texts_no_truncate", "TRUNCATE", "event_texts", _TEXT_DELETED),
    )
} | {
    "event_texts_only_redact": (
        "CREATE TRIGGER event_texts_only_redact BEFORE UPDATE ON event_texts FOR EACH ROW "
        "EXECUTE FUNCTION log_only_redact()",
        "log_only_redact",
    )
}

# The owner's own rights to change the log go as well. What is left is what a redaction needs, and the right to
# update one column of events, which PostgreSQL asks for to hold a row that another refers to; the trigger
# refuses the update itself.
_GRANTS: Final = (
    "REVOKE ALL ON events, event_texts FROM PUBLIC",
    "REVOKE UPDATE, DELETE, TRUNCATE ON events, event_texts FROM CURRENT_USER",
    "GRANT UPDATE (sequence) ON events TO CURRENT_USER",
    "GRANT UPDATE (text, salt) ON event_texts TO CURRENT_USER",
)


def statements(dialect: str) -> list[str]:
    """Return what puts the triggers up, and on PostgreSQL the rights, in order."""
    if dialect == "sqlite":
        return list(SQLITE.values())
    functions = [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$"
        for name, body in _FUNCTIONS.items()
    ]
    made = [statement for statement, _function in _POSTGRESQL.values()]
    # ALWAYS: also in a session that says it only replays what another server did.
    always = [
        f"ALTER TABLE {statement.split(' ON ')[1].split()[0]} ENABLE ALWAYS TRIGGER {name}"
        for name, (statement, _function) in _POSTGRESQL.items()
    ]
    return functions + made + always + list(_GRANTS)


def expected(dialect: str) -> Mapping[str, str]:
    """Return, by name, the definitions that `Backend.triggers` has to give."""
    if dialect == "sqlite":
        return SQLITE
    return {
        name: f"{statement}\n{_FUNCTIONS[function]}" for name, (statement, function) in _POSTGRESQL.items()
    }
