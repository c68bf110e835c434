"""What the calendar says about an initiative: computed from the deadline in force, never reported by anyone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative, Revision
from monitor.reporting.events import LogEntry
from monitor.reporting.status import Status


class ScheduleState(StrEnum):
    """Where a day lies beside a deadline."""

    NO_DEADLINE = "no_deadline"
    LATER = "later"
    THIS_YEAR = "this_year"
    PASSED = "passed"


@dataclass(frozen=True)
class Schedule:
    """The deadline in force on a day, the original beside it, and where the day lies.

    `late` means that the deadline has passed, the report in force is neither completed nor discontinued, and the
    initiative has not been taken out of the strategy.
    `completed_late` means that the report says completed, effective after the deadline in force on that day.
    A deadline known to the year is read as the last day of that year; that is our reading.
    """

    state: ScheduleState
    deadline: PartialDate | None
    original: PartialDate | None
    revision: Revision | None
    late: bool
    completed_late: bool


def schedule(initiative: Initiative, report: LogEntry | None, *, as_of: date) -> Schedule:
    """The schedule of one initiative as of a day, given its report in force on that day."""
    if initiative.deadline is None:
        return Schedule(ScheduleState.NO_DEADLINE, None, None, None, False, False)
    deadline = initiative.deadline.in_force(as_of)
    status = report.status if report else None
    if deadline.last_day < as_of:
        state = ScheduleState.PASSED
    elif deadline.last_day.year == as_of.year:
        state = ScheduleState.THIS_YEAR
    else:
        state = ScheduleState.LATER
    return Schedule(
        state=state,
        deadline=deadline,
        original=initiative.deadline.original,
        revision=initiative.deadline.revision_in_force(as_of),
        late=(
            state is ScheduleState.PASSED
            and status not in (Status.COMPLETED, Status.DISCONTINUED)
            and not initiative.closed_by(as_of)
        ),
        completed_late=(
            report is not None and status is Status.COMPLETED and report.effective_on > deadline.last_day
        ),
    )
