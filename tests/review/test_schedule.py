"""What the calendar says, computed from the deadline in force."""

from datetime import date
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.status import Status
from monitor.review.schedule import Schedule, ScheduleState, schedule
from tests.builders import an_entry, an_initiative, both


def on(day: date, status: Status | None = None, effective: date | None = None, **over: Any) -> Schedule:
    report = an_entry(status=status, effective_on=effective or day) if status else None
    return schedule(an_initiative(**over), report, as_of=day)


@pytest.mark.parametrize(
    ("day", "state", "late"),
    [
        (date(2017, 12, 31), ScheduleState.LATER, False),
        (date(2018, 1, 1), ScheduleState.THIS_YEAR, False),
        (date(2018, 12, 31), ScheduleState.THIS_YEAR, False),
        (date(2019, 1, 1), ScheduleState.PASSED, True),
    ],
)
def test_a_deadline_printed_as_a_year_passes_with_its_last_day(day: date, state: ScheduleState, late: bool):
    found = on(day)
    assert (found.state, found.late) == (state, late)


def test_a_half_year_passes_in_the_middle_of_its_year():
    deadline = {"due": "2018-H1"}
    assert on(date(2018, 6, 30), deadline=deadline).state is ScheduleState.THIS_YEAR
    assert on(date(2018, 7, 1), deadline=deadline).state is ScheduleState.PASSED


@pytest.mark.parametrize(
    ("status", "late"),
    [
        (None, True),
        (Status.NOT_STARTED, True),
        (Status.IN_PROGRESS, True),
        (Status.COMPLETED, False),
        (Status.DISCONTINUED, False),
    ],
)
def test_late_is_what_is_neither_completed_nor_discontinued(status: Status | None, late: bool):
    assert on(date(2019, 1, 1), status).late is late


@pytest.mark.parametrize(
    ("effective", "after"),
    [(date(2018, 12, 30), False), (date(2018, 12, 31), False), (date(2019, 1, 1), True)],
)
def test_completed_on_the_last_day_is_in_time_and_the_day_after_is_not(effective: date, after: bool):
    found = on(date(2019, 6, 1), Status.COMPLETED, effective)
    assert (found.completed_late, found.late) == (after, False)


def test_only_what_is_completed_can_be_completed_late():
    assert not on(date(2019, 6, 1), Status.DISCONTINUED).completed_late
    assert not on(date(2019, 6, 1)).completed_late


def test_a_revised_deadline_is_in_force_from_its_decision_and_the_original_stays():
    deadline = {"due": "2018", "revised": [{"due": "2020", "decided": "2018-11-01", "reason": both("Late")}]}
    before, after = on(date(2018, 10, 31), deadline=deadline), on(date(2019, 6, 1), deadline=deadline)
    assert (before.deadline, before.revision) == (PartialDate("2018"), None)
    assert (after.deadline, after.original) == (PartialDate("2020"), PartialDate("2018"))
    assert after.revision is not None
    assert (after.state, after.late) == (ScheduleState.LATER, False)


def test_without_a_deadline_nothing_is_late():
    found = on(date(2030, 1, 1), deadline=None)
    assert (found.state, found.deadline, found.late, found.completed_late) == (
        ScheduleState.NO_DEADLINE,
        None,
        False,
        False,
    )


def test_an_initiative_taken_out_of_the_strategy_is_late_until_that_day_and_not_after():
    closed = {"on": "2019-06-30", "reason": both("Another strategy carries it on.")}
    assert on(date(2019, 6, 29), closed=closed).late
    assert not on(date(2019, 6, 30), closed=closed).late
