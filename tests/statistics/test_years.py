"""Years between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.years import years_between
from tests.statistics.made_up import tried_slowly
from tests.statistics.reference import years

DAYS = st.dates(date(1896, 1, 1), date(2110, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 12, 31), date(2025, 12, 31), 5),
        (date(2021, 1, 1), date(2021, 1, 1), 0),
        (date(2021, 1, 1), date(2021, 7, 2), 182 / 365),  # 31 + 28 + 31 + 30 + 31 + 30 + 1 days
        (date(2019, 3, 1), date(2020, 2, 29), 365 / 366),  # the year that began then holds 29 February
        (date(2020, 2, 29), date(2021, 2, 28), 1),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(2020, 2, 29), date(2024, 2, 28), 3 + 365 / 366),
        (date(2014, 7, 2), date(2017, 10, 2), 3 + 92 / 365),  # 30 + 31 + 30 + 1 days
    ],
)
def test_anniversaries_and_the_part_of_a_year_since(first: date, last: date, expected: float):
    assert years_between(first, last) == pytest.approx(expected, abs=1e-15)


@tried_slowly
@given(DAYS, st.integers(0, 4000))
def test_it_is_what_counting_day_by_day_gives(first: date, days: int):
    last = first + timedelta(days)
    assert years_between(first, last) == pytest.approx(float(years(first, last)), abs=1e-12)


def test_years_do_not_run_backwards():
    with pytest.raises(ValueError) as refused:
        years_between(date(2021, 1, 1), date(2020, 1, 1))
    assert str(refused.value) == "2020-01-01 comes before 2021-01-01."
