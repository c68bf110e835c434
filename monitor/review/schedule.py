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
    A deadline known to the year is read as the last day of that year; that is our reading. The deadline in
    force is the one decided last, in the strategy (`revision`) or in the log (`revised_by`).
    """

    state: ScheduleState
    deadline: PartialDate | None
    original: PartialDate | None
    revision: Revision | None
    late: bool
    completed_late: bool
    revised_by: LogEntry | None = None


def deadline_in_force(
    initiative: Initiative, revised: LogEntry | None, *, as_of: date
) -> tuple[PartialDate | None, LogEntry | None]:
    """The deadline that applied on a day, and the entry of the log that set it, if one did.

    `revised` is the revision that stands in the log on that day. It counts unless the strategy itself was
    revised after it.
    """
    printed = initiative.deadline
    if revised is not None and revised.revised_deadline is not None:
        later = printed.revision_in_force(as_of) if printed else None
        if later is None or later.decided.last_day <= revised.effective_on:
            return revised.revised_deadline, revised
    return (printed.in_force(as_of) if printed else None), None


def schedule(
    initiative: Initiative, report: LogEntry | None, *, as_of: date, revised: LogEntry | None = None
) -> Schedule:
    """The schedule of one initiative as of a day, given its report and its deadline's revision in force then."""
    deadline, revised_by = deadline_in_force(initiative, revised, as_of=as_of)
    if deadline is None:
        return Schedule(ScheduleState.NO_DEADLINE, None, None, None, False, False)
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
        original=initiative.deadline.original if initiative.deadline else None,
        revision=(
            initiative.deadline.revision_in_force(as_of)
            if initiative.deadline and revised_by is None
            else None
        ),
        late=(
            state is ScheduleState.PASSED
            and status not in (Status.COMPLETED, Status.DISCONTINUED)
            and not initiative.closed_by(as_of)
        ),
        completed_late=(
            report is not None and status is Status.COMPLETED and report.effective_on > deadline.last_day
        ),
        revised_by=revised_by,
    )
