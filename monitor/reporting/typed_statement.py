"""From what a person typed to a new deadline, a milestone or evidence that can be checked."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from monitor.catalogue.dates import ACCEPTED_FORMS, PartialDate, day_from
from monitor.errors import Refused
from monitor.reporting.events import (
    EventKind,
    LogEntry,
    NewDeadline,
    NewEvidence,
    NewMilestone,
    Statement,
)

KINDS: Final = (EventKind.DEADLINE_REVISED, EventKind.MILESTONE_REACHED, EventKind.EVIDENCE_ADDED)
"""The statements beside a status report."""

_ANY_DEADLINE: Final = PartialDate("2199")  # the last year there is: nobody has it as a deadline already


@dataclass(frozen=True, kw_only=True)
class TypedStatement:
    """A statement of one of `KINDS` as typed: every field is text, and those of another kind stay empty.

    `corrects` is the number of the original that it takes the place of, None for a new statement.
    """

    kind: EventKind
    initiative: str
    acting_for: str
    effective_on: str
    revised_deadline: str = ""
    milestone: str = ""
    evidence_url: str = ""
    comment: str = ""
    case_number: str = ""
    access_ground: str = ""
    corrects: int | None = None


def as_typed(entry: LogEntry, *, acting_for: str, corrects: int) -> TypedStatement:
    """The content of an entry as it would be typed, to be corrected. The reason is left to whoever corrects it."""
    return TypedStatement(
        kind=entry.subject,
        initiative=entry.initiative,
        acting_for=acting_for,
        effective_on=entry.effective_on.isoformat(),
        revised_deadline=entry.revised_deadline.text if entry.revised_deadline else "",
        milestone=entry.milestone or "",
        evidence_url=entry.evidence_url or "",
        case_number=entry.case_number or "",
        access_ground=entry.access_ground or "",
        corrects=corrects,
    )


def read_statement(
    typed: TypedStatement, *, idempotency_key: str, expected_revision: int, recorded_by: str, today: date
) -> tuple[Statement, list[Refused]]:
    """The statement that was typed, and every field of it that cannot be read. It may be recorded only if none is
    named.

    A field that cannot be read gives way to a harmless one, so that the rules can look at the others and a form can
    say everything at once. The codes are `day_missing`, `day_unreadable`, `deadline_missing` and `date_unreadable`.
    """
    effective_on, bad_day = _day(typed)
    common: dict[str, Any] = {
        "idempotency_key": idempotency_key,
        "expected_revision": expected_revision,
        "initiative": typed.initiative,
        "effective_on": effective_on or today,
        "recorded_by": recorded_by,
        "acting_for": typed.acting_for,
        "comment": typed.comment.strip(),
        "evidence_url": typed.evidence_url.strip() or None,
        "case_number": typed.case_number.strip() or None,
        "access_ground": typed.access_ground.strip() or None,
        "corrects": typed.corrects,
    }
    if typed.kind is EventKind.MILESTONE_REACHED:
        return NewMilestone(milestone=typed.milestone.strip(), **common), bad_day
    if typed.kind is EventKind.EVIDENCE_ADDED:
        return NewEvidence(**common), bad_day
    deadline, bad_deadline = _deadline(typed)
    return NewDeadline(revised_deadline=deadline or _ANY_DEADLINE, **common), [*bad_day, *bad_deadline]


def _day(typed: TypedStatement) -> tuple[date | None, list[Refused]]:
    said, initiative = typed.effective_on.strip(), typed.initiative
    if not said:
        message = "No day is given; write it as 2018-12-31."
        return None, [Refused("day_missing", message, initiative=initiative)]
    try:
        return day_from(said), []
    except ValueError:
        message = f"{said!r} cannot be read as a day; write it as 2018-12-31."
        return None, [Refused("day_unreadable", message, said=said, initiative=initiative)]


def _deadline(typed: TypedStatement) -> tuple[PartialDate | None, list[Refused]]:
    said, initiative = typed.revised_deadline.strip(), typed.initiative
    if not said:
        message = f"No new deadline is given for initiative {initiative}; write it as 2018-12-31."
        return None, [Refused("deadline_missing", message, initiative=initiative)]
    try:
        return PartialDate(said), []
    except ValueError:
        message = f"{said!r} cannot be read as a deadline; accepted: {ACCEPTED_FORMS}."
        return None, [Refused("date_unreadable", message, said=said, initiative=initiative)]
