"""From what a person typed to a report that can be checked."""

from dataclasses import dataclass
from datetime import date

from monitor.catalogue.dates import PartialDate
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


def read(
    typed: Typed, *, idempotency_key: str, expected_revision: int, recorded_by: str, last: Status | None
) -> NewReport:
    """The report that was typed. `last` is the status of the report before, None where there is none.

    Raises Refused: `status_missing`, `day_unreadable` or `date_unreadable`, each with the field `initiative`.
    """
    return NewReport(
        idempotency_key=idempotency_key,
        expected_revision=expected_revision,
        initiative=typed.initiative,
        status=_status(typed, last),
        effective_on=_day(typed.effective_on, typed),
        recorded_by=recorded_by,
        acting_for=typed.acting_for,
        done_since_last=typed.done_since_last.strip(),
        next_step=typed.next_step.strip(),
        obstacle=typed.obstacle.strip(),
        help_needed=typed.help_needed.strip(),
        comment=typed.comment.strip(),
        expected_completion=_partial(typed.expected_completion, typed),
        evidence_url=typed.evidence_url.strip() or None,
        decision=_decision(typed),
    )


def _status(typed: Typed, last: Status | None) -> Status:
    if typed.status == UNCHANGED and last is not None:
        return last
    try:
        return Status(typed.status)
    except ValueError:
        message = f"No status is chosen for initiative {typed.initiative}; choose one."
        raise Refused("status_missing", message, initiative=typed.initiative) from None


def _day(said: str, typed: Typed) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        message = f"{said!r} is no day; write it as 2018-12-31."
        raise Refused("day_unreadable", message, said=said, initiative=typed.initiative) from None


def _partial(said: str, typed: Typed) -> PartialDate | None:
    if not said.strip():
        return None
    try:
        return PartialDate(said.strip())
    except ValueError as error:
        raise Refused("date_unreadable", str(error), said=said, initiative=typed.initiative) from None


def _decision(typed: Typed) -> DecisionNeeded | None:
    if not typed.needs_decision:
        return None
    by = _day(typed.decision_by, typed) if typed.decision_by.strip() else None
    return DecisionNeeded(what=typed.decision_what.strip(), of=typed.decision_of, by=by)
