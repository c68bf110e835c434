"""From what a person typed to a report that can be checked."""

from dataclasses import dataclass
from datetime import date

from monitor.catalogue.dates import PartialDate, day_from
from monitor.errors import Refused
from monitor.reporting.events import DecisionNeeded, NewReport
from monitor.reporting.status import Status

UNCHANGED = "unchanged"
"""The choice that repeats the status of the report before."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One report as typed: every field is text. `status` is a status code or `UNCHANGED`."""

    initiative: str
    acting_for: str
    status: str
    effective_on: str
    done_since_last: str = ""
    next_step: str = ""
    obstacle: str = ""
    help_needed: str = ""
    comment: str = ""
    expected_completion: str = ""
    evidence_url: str = ""
    needs_decision: bool = False
    decision_what: str = ""
    decision_of: str = ""
    decision_by: str = ""
    case_number: str = ""
    access_ground: str = ""


def read(
    typed: Typed,
    *,
    idempotency_key: str,
    expected_revision: int,
    recorded_by: str,
    last: Status | None,
    today: date,
) -> tuple[NewReport, list[Refused]]:
    """The report that was typed, and every field of it that cannot be read. It may be recorded only if none is named.

    `last` is the status of the report before, None where there is none. A field that cannot be read gives way to a
    harmless one (`today`, nothing), so that the rules can look at the others and a form can say everything at once.
    The codes are `status_missing`, `day_unreadable`, `decision_day_unreadable` and `date_unreadable`, each with the
    field `initiative`.
    """
    faults: list[Refused] = []
    status = _status(typed, last)
    if status is None:
        message = f"No status is chosen for initiative {typed.initiative}; choose one."
        faults.append(Refused("status_missing", message, initiative=typed.initiative))
    effective_on = _day(typed.effective_on)
    if effective_on is None:
        faults.append(_unreadable("day_unreadable", typed.effective_on, typed))
    by = _day(typed.decision_by) if typed.needs_decision and typed.decision_by.strip() else None
    if typed.needs_decision and typed.decision_by.strip() and by is None:
        faults.append(_unreadable("decision_day_unreadable", typed.decision_by, typed))
    expected = _partial(typed.expected_completion)
    if typed.expected_completion.strip() and expected is None:
        faults.append(_unreadable("date_unreadable", typed.expected_completion, typed))
    report = NewReport(
        idempotency_key=idempotency_key,
        expected_revision=expected_revision,
        initiative=typed.initiative,
        status=status or Status.COMPLETED,  # asks for least; a report without a status is refused above
        effective_on=effective_on or today,
        recorded_by=recorded_by,
        acting_for=typed.acting_for,
        done_since_last=typed.done_since_last.strip(),
        next_step=typed.next_step.strip(),
        obstacle=typed.obstacle.strip(),
        help_needed=typed.help_needed.strip(),
        comment=typed.comment.strip(),
        expected_completion=expected,
        evidence_url=typed.evidence_url.strip() or None,
        case_number=typed.case_number.strip() or None,
        access_ground=typed.access_ground.strip() or None,
        decision=(
            DecisionNeeded(what=typed.decision_what.strip(), of=typed.decision_of, by=by)
            if typed.needs_decision
            else None
        ),
    )
    return report, faults


def _status(typed: Typed, last: Status | None) -> Status | None:
    if typed.status == UNCHANGED:
        return last
    return Status(typed.status) if typed.status in set(Status) else None


def _day(said: str) -> date | None:
    try:
        return day_from(said)
    except ValueError:
        return None


def _partial(said: str) -> PartialDate | None:
    try:
        return PartialDate(said.strip())
    except ValueError:
        return None


def _unreadable(code: str, said: str, typed: Typed) -> Refused:
    message = f"{said!r} cannot be read as a date; write it as 2018-12-31."
    return Refused(code, message, said=said, initiative=typed.initiative)
