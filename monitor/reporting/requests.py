"""What a request to record something becomes in the log, and whether it is there already."""

from datetime import date, datetime
from typing import Final

from monitor.reporting.events import (
    TEXT_FIELDS,
    DecisionNeeded,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewMilestone,
    NewRedaction,
    NewReport,
    Statement,
    kind_of,
    refers_to,
    texts_of,
)


def entry_of(event: NewEvent, *, sequence: int, form: int, recorded_at: datetime) -> LogEntry:
    """Return the entry that an event becomes when the log records it under a number at an instant."""
    report = event if isinstance(event, NewReport) else None
    statement = event if isinstance(event, Statement) else None
    return LogEntry(
        sequence=sequence,
        kind=kind_of(event),
        form=form,
        recorded_at=recorded_at,
        idempotency_key=event.idempotency_key,
        expected_revision=event.expected_revision,
        initiative=event.initiative,
        status=report.status if report else None,
        effective_on=event.effective_on,
        recorded_by=event.recorded_by,
        acting_for=event.acting_for,
        done_since_last=report.done_since_last if report else "",
        next_step=report.next_step if report else "",
        obstacle=report.obstacle if report else "",
        help_needed=report.help_needed if report else "",
        comment=event.comment,
        expected_completion=report.expected_completion if report else None,
        evidence_url=statement.evidence_url if statement else None,
        decision=report.decision if report else None,
        refers_to=refers_to(event),
        revised_deadline=event.revised_deadline if isinstance(event, NewDeadline) else None,
        milestone=event.milestone if isinstance(event, NewMilestone) else None,
        verdict=event.verdict if isinstance(event, NewAnswer) else None,
        case_number=statement.case_number if statement else None,
        access_ground=statement.access_ground if statement else None,
        question=statement.question if statement else None,
        redacted=event.fields if isinstance(event, NewRedaction) else (),
    )


_COMPARED: Final = (
    "kind",
    "idempotency_key",
    "initiative",
    "status",
    "effective_on",
    "recorded_by",
    "acting_for",
    "expected_completion",
    "evidence_url",
    "refers_to",
    "revised_deadline",
    "milestone",
    "verdict",
    "case_number",
    "access_ground",
    "redacted",
)


def is_same_request(entry: LogEntry, event: NewEvent) -> bool:
    """Say whether `entry` is what an earlier try of `event` left in the log.

    The expected revision is left out: it says what the person had seen, not what they reported. So is the
    question to the ministries: the writer puts it, and it may have changed between two tries. A redacted text
    cannot be compared and counts as equal, because the log keeps no trace of it that could be tested by
    guessing.
    """
    sent = entry_of(event, sequence=entry.sequence, form=entry.form, recorded_at=entry.recorded_at)
    if any(getattr(entry, name) != getattr(sent, name) for name in _COMPARED):
        return False
    if _asked(entry.decision) != _asked(sent.decision):
        return False
    kept, texts = texts_of(entry), texts_of(sent)
    return all(kept[field] is None or kept[field] == texts[field] for field in TEXT_FIELDS)


def _asked(decision: DecisionNeeded | None) -> tuple[str, date | None] | None:
    return (decision.of, decision.by) if decision else None
