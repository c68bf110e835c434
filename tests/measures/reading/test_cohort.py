"""Release cohorts, and when they are complete."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.measures.reading.cohort import Cohort, Followed, cohort, months_after
from monitor.measures.reading.subjects import Figure
from tests.builders import an_import, an_observation


def released(period: str, *, published: int | None = None, **over: Any) -> Figure:
    content: dict[str, Any] = {"period_kind": "release_cohort", "follow_up": 24}
    definition = an_import(**(content | over))
    entry = an_observation(definition, period, "20")
    return Figure(definition, replace(entry, source=entry.source.model_copy(update={"year": published})))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2021, 12, 31), 24, date(2023, 12, 31)),
        (date(2023, 6, 30), 12, date(2024, 6, 30)),
        (date(2021, 6, 30), 8, date(2022, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 2, 28), 36, date(2024, 2, 29)),  # the last day of a month leads to a last day
        (date(2021, 3, 30), 11, date(2022, 2, 28)),
        (date(2021, 5, 5), 1, date(2021, 6, 5)),
        (date(2021, 12, 31), 1, date(2022, 1, 31)),
    ],
)
def test_so_many_months_later(day: date, months: int, later: date):
    assert months_after(day, months) == later


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_months_are_counted_one_by_one(day: date, months: int):
    """Slowly: to the first of the next month, again and again; then to the day, or to the month's last."""
    first = day.replace(day=1)
    for _month in range(months):
        first = (first + timedelta(31)).replace(day=1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    was_last = (day + timedelta(1)).day == 1
    expected = last if was_last else min(first + timedelta(day.day - 1), last)
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("as_of", "followed"),
    [
        (date(2023, 12, 30), Followed.NOT_YET),
        (date(2023, 12, 31), Followed.IN_FULL),
        (date(2026, 1, 1), Followed.IN_FULL),
    ],
)
def test_a_cohort_is_incomplete_until_the_last_released_was_followed_for_the_whole_time(
    as_of: date, followed: Followed
):
    found = cohort(released("2021"), as_of=as_of)
    assert found == Cohort(followed, date(2023, 12, 31))
    assert found.is_incomplete is (followed is Followed.NOT_YET)


@pytest.mark.parametrize(
    ("published", "followed"),
    [
        (2022, Followed.TAKEN_TOO_EARLY),
        (2023, Followed.IN_FULL),  # it may have come out on the last day of its year
        (None, Followed.IN_FULL),
        (2015, Followed.IN_FULL),  # a table begun in 2015 that has been added to since
    ],
)
def test_a_source_older_than_the_follow_up_cannot_hold_it_however_late_it_is_read(
    published: int | None, followed: Followed
):
    found = cohort(released("2021", published=published), as_of=date(2026, 1, 1))
    assert found is not None
    assert found.followed is followed


def test_without_a_stated_time_or_year_nothing_is_said_of_completeness():
    today = date(2026, 1, 1)
    assert cohort(released("2021", follow_up=None), as_of=today) == Cohort(Followed.TIME_NOT_STATED)
    assert cohort(released("undated"), as_of=today) == Cohort(Followed.COHORT_UNDATED)
    assert cohort(released("2021", period_kind="calendar_year"), as_of=today) is None
