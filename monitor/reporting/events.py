"""The nouns of the status log: what is asked to be recorded, and what is read back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from monitor.catalogue.dates import PartialDate
from monitor.reporting.status import Status

TEXT_FIELDS: Final = ("done_since_last", "next_step", "obstacle", "help_needed", "comment", "decision_what")
"""The free texts of a report, in the order a reader meets them. Each can be redacted on its own."""


class EventKind(StrEnum):
    """What an entry in the log is. The database accepts these kinds and no other."""

    STATUS_REPORT = "status_report"
    DEADLINE_REVISED = "deadline_revised"
    MILESTONE_REACHED = "milestone_reached"
    EVIDENCE_ADDED = "evidence_added"
    CORRECTION = "correction"
    APPROVAL = "approval"
    WITHDRAWAL = "withdrawal"
    REDACTION = "redaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNeeded:
    """A reporter's flag that someone has to decide.

    `what` is the reporter's words (`None` once redacted), `of` the id of the body that is asked,
    `by` the day it is needed, if one was given.
    """

    what: str | None
    of: str
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """A status report that someone asks to have recorded.

    `idempotency_key` is made once per form, so that a second click is the same request.
    `expected_revision` is the last sequence number of this initiative that the person had seen, 0 for none.
    `effective_on` is the day the status was true; the log adds the instant it was recorded.
    `recorded_by` is a pseudonymous id, `acting_for` the id of the body the person reports for.
    An empty text means that nothing was written there.
    """

    idempotency_key: str
    expected_revision: int
    initiative: str
    status: Status
    effective_on: date
    recorded_by: str
    acting_for: str
    done_since_last: str = ""
    next_step: str = ""
    obstacle: str = ""
    help_needed: str = ""
    comment: str = ""
    expected_completion: PartialDate | None = None
    evidence_url: str | None = None
    decision: DecisionNeeded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One event as the log holds it.

    `sequence` counts from 1 without gaps over the whole log. `form` is the version of the canonical form its
    digest was made with. `recorded_at` is in UTC. A text is empty when nothing was written and `None` when it
    was redacted later. `status` is `None` for kinds that carry no status. `refers_to` is the sequence number
    of the event that this one corrects, answers or withdraws.
    """

    sequence: int
    kind: EventKind
    form: int
    recorded_at: datetime
    idempotency_key: str
    expected_revision: int
    initiative: str
    status: Status | None
    effective_on: date
    recorded_by: str
    acting_for: str
    done_since_last: str | None
    next_step: str | None
    obstacle: str | None
    help_needed: str | None
    comment: str | None
    expected_completion: PartialDate | None
    evidence_url: str | None
    decision: DecisionNeeded | None
    refers_to: int | None = None


def texts_of(event: NewReport | LogEntry) -> dict[str, str | None]:
    """Return the free texts of an event by field name, in the order of `TEXT_FIELDS`.

    "" means that nothing was written, `None` that the text was redacted.
    """
    return {
        "done_since_last": event.done_since_last,
        "next_step": event.next_step,
        "obstacle": event.obstacle,
        "help_needed": event.help_needed,
        "comment": event.comment,
        "decision_what": event.decision.what if event.decision else "",
    }


def is_same_request(entry: LogEntry, report: NewReport) -> bool:
    """Say whether `entry` is what an earlier try of `report` left in the log.

    The expected revision is left out: it says what the person had seen, not what they reported. A redacted
    text cannot be compared and counts as equal, because the log keeps no trace of it that could be tested
    by guessing.
    """
    if entry.kind is not EventKind.STATUS_REPORT:
        return False
    if any(
        getattr(entry, name) != getattr(report, name)
        for name in (
            "idempotency_key",
            "initiative",
            "status",
            "effective_on",
            "recorded_by",
            "acting_for",
            "expected_completion",
            "evidence_url",
        )
    ):
        return False
    if _asked(entry.decision) != _asked(report.decision):
        return False
    kept, sent = texts_of(entry), texts_of(report)
    return all(kept[field] is None or kept[field] == sent[field] for field in TEXT_FIELDS)


def _asked(decision: DecisionNeeded | None) -> tuple[str, date | None] | None:
    return (decision.of, decision.by) if decision else None
