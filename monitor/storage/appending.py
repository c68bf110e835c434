"""Appending one event to the log, inside a transaction that may write."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from monitor.errors import Refused
from monitor.reporting.events import (
    LogEntry,
    NewEvent,
    NewRedaction,
    texts_of,
)
from monitor.reporting.requests import entry_of, is_same_request
from monitor.storage import canonical
from monitor.storage.entries import read, read_one, rows_of
from monitor.storage.log_tables import event_texts, events


def append(connection: Connection, report: NewEvent, recorded_at: str) -> LogEntry:
    """Append one event, or return the entry that an earlier try of it left. See `StatusLog.append_all`."""
    if (first := first_result(connection, report)) is not None:
        return first
    _refuse_stale(connection, report)
    last, previous_digest = head(connection)
    row, texts = new_rows(report, sequence=last + 1, previous_digest=previous_digest, recorded_at=recorded_at)
    connection.execute(insert(events), row)
    if texts:
        connection.execute(insert(event_texts), texts)
    if isinstance(report, NewRedaction):
        _remove_texts(connection, report)
    return read_one(connection, rows_of().where(events.c.sequence == last + 1))


def _remove_texts(connection: Connection, redaction: NewRedaction) -> None:
    connection.execute(
        update(event_texts)
        .where(event_texts.c.sequence == redaction.redacts, event_texts.c.field.in_(redaction.fields))
        .values(text=None, salt=None)
    )


def first_result(connection: Connection, report: NewEvent) -> LogEntry | None:
    """See `StatusLog.already_recorded`."""
    query = rows_of().where(events.c.idempotency_key == report.idempotency_key)
    found = read(connection, query)
    if not found:
        return None
    if not is_same_request(found[0], report):
        raise Refused(
            "key_reused",
            f"This form was already used for entry {found[0].sequence} with other content; open a new form.",
            initiative=report.initiative,
            entry=found[0],
        )
    return found[0]


def _refuse_stale(connection: Connection, report: NewEvent) -> None:
    found = initiative_revision(connection, report.initiative)
    if found == report.expected_revision:
        return
    entry = read_one(connection, rows_of().where(events.c.sequence == found)) if found else None
    raise Refused(
        "stale_revision",
        f"Initiative {report.initiative} has had a new entry since the form was opened: "
        f"entry {found}, where {report.expected_revision} was the last one seen.",
        initiative=report.initiative,
        expected=report.expected_revision,
        found=found,
        entry=entry,
    )


def head(connection: Connection) -> tuple[int, str]:
    """Return the sequence number and the digest of the last event; 0 and `GENESIS` where there is none."""
    query = select(events.c.sequence, events.c.digest).order_by(events.c.sequence.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.sequence, row.digest) if row else (0, canonical.GENESIS)


def initiative_revision(connection: Connection, initiative: str) -> int:
    """See `StatusLog.initiative_revision`."""
    query = select(func.max(events.c.sequence)).where(events.c.initiative == initiative)
    return connection.execute(query).scalar_one() or 0


def new_rows(
    report: NewEvent, *, sequence: int, previous_digest: str, recorded_at: str
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the row of the event and the rows of its texts, with their digests."""
    texts: list[dict[str, object]] = []
    digests: dict[str, str] = {}
    for field, text in texts_of(report).items():
        if text:
            salt = canonical.new_salt()
            digests[field] = canonical.field_digest(field, text, salt)
            texts.append(
                {"sequence": sequence, "field": field, "text": text, "salt": salt, "digest": digests[field]}
            )
    entry = entry_of(report, sequence=sequence, form=1, recorded_at=datetime.fromisoformat(recorded_at))
    row: dict[str, object] = {
        "sequence": sequence,
        "kind": entry.kind.value,
        "idempotency_key": entry.idempotency_key,
        "expected_revision": entry.expected_revision,
        "initiative": entry.initiative,
        "refers_to": entry.refers_to,
        "status": entry.status.value if entry.status else None,
        "effective_on": entry.effective_on,
        "recorded_at": recorded_at,
        "recorded_by": entry.recorded_by,
        "acting_for": entry.acting_for,
        "expected_completion": entry.expected_completion.text if entry.expected_completion else None,
        "revised_deadline": entry.revised_deadline.text if entry.revised_deadline else None,
        "milestone": entry.milestone,
        "answer": entry.verdict.value if entry.verdict else None,
        "evidence_url": entry.evidence_url,
        "decision_of": entry.decision.of if entry.decision else None,
        "decision_by": entry.decision.by if entry.decision else None,
        "case_number": entry.case_number,
        "access_ground": entry.access_ground,
        "round": entry.question.round if entry.question else None,
        "asked": " ".join(entry.question.asked) if entry.question else None,
        "answer_by": entry.question.answer_by if entry.question else None,
        "redacted_fields": " ".join(entry.redacted) or None,
        "task_of": entry.task.of if entry.task else None,
        "task_until": entry.task.until if entry.task else None,
        "text_digest": canonical.text_digest(digests),
        "previous_digest": previous_digest,
    }
    row["form"] = canonical.form_for(row)
    return row | {"digest": canonical.event_digest(row)}, texts
