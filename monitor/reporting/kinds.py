"""Of what kind an event is, and which entry of the log it is about."""

from monitor.reporting.events import (
    EventKind,
    NewAnswer,
    NewConclusion,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewMilestone,
    NewRedaction,
    NewReport,
    NewWithdrawal,
    Statement,
)


def kind_of(event: NewEvent) -> EventKind:
    """Return the kind under which an event is recorded."""
    if isinstance(event, Statement) and event.corrects is not None:
        return EventKind.CORRECTION
    return subject_of(event)


def subject_of(event: NewEvent) -> EventKind:
    """Return what kind of event it is; for a correction, what kind of statement it corrects."""
    match event:
        case NewReport():
            return EventKind.STATUS_REPORT
        case NewDeadline():
            return EventKind.DEADLINE_REVISED
        case NewMilestone():
            return EventKind.MILESTONE_REACHED
        case NewEvidence():
            return EventKind.EVIDENCE_ADDED
        case NewAnswer():
            return EventKind.APPROVAL
        case NewWithdrawal():
            return EventKind.WITHDRAWAL
        case NewRedaction():
            return EventKind.REDACTION
        case NewConclusion():
            return EventKind.CONCLUSION
    raise TypeError(f"{type(event).__name__} is no kind of event.")


def refers_to(event: NewEvent) -> int | None:
    """Return the sequence number of the entry that an event is about, `None` when it stands by itself."""
    match event:
        case Statement():
            return event.corrects
        case NewAnswer():
            return event.answers
        case NewWithdrawal():
            return event.withdraws
        case NewRedaction():
            return event.redacts
        case NewConclusion():
            return event.answers if event.replaces is None else event.replaces
    return None
