"""A stretch of time is read only where there is one way to read it."""

import pyarrow as pa
import pytest

from monitor.sources.tabular.periods import read_periods


def read(*cells: str) -> list[str | None]:
    """The periods of a column; None where a cell is refused."""
    periods = read_periods(pa.array(cells, pa.string()))
    return [None if row in periods.faults else text for row, text in enumerate(periods.text.to_pylist())]


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2015", "2015"),
        ("2015.0", "2015"),
        ("2014/15", "2014/15"),
        ("2009-2010", "2009..2010"),
        ("2015–2017", "2015..2017"),
        ("2015 to 2017", "2015..2017"),
        ("2023Q2", "2023-Q2"),
        ("2023-Q2", "2023-Q2"),
        ("2023M05", "2023-05"),
        ("2023S1", "2023-H1"),
        ("2023-05-31", "2023-05-31"),
        ("2023-05-31T00:00:00", "2023-05-31"),
    ],
)
def test_the_ways_sources_write_a_period_come_to_one(cell, period):
    assert read(cell) == [period]


def test_a_dash_and_two_digits_are_two_years_where_another_cell_proves_it():
    assert read("2004-05", "2014-15") == ["2004/05", "2014/15"]
    assert read("2010-11", "2011-12") == ["2010/11", "2011/12"]


def test_a_dash_and_two_digits_are_a_month_where_another_cell_proves_it():
    assert read("2004-05", "2004-06") == ["2004-05", "2004-06"]


def test_a_dash_and_two_digits_may_be_more_than_two_years():
    """The UK's maternal mortality is of three years at a time; every year of it once was refused."""
    rolling = [f"{year} - {(year + 2) % 100:02}" for year in range(2003, 2016)]
    assert read(*rolling) == [f"{year}..{year + 2}" for year in range(2003, 2016)]
    assert read("2003 - 05") == ["2003..2005"]
    assert read("1998-00", "2012-14") == ["1998..2000", "2012..2014"]
    assert read("2014/16") == ["2014..2016"]


def test_stretches_of_as_many_years_each_that_might_be_months_are_refused():
    assert read("2003-05", "2004-06", "2005-07") == [None, None, None]
    assert read("2004-05", "2004-06", "2005-04") == ["2004-05", "2004-06", "2005-04"]


def test_a_dash_and_two_digits_alone_can_be_either_and_are_refused():
    periods = read_periods(pa.array(["2004-05"]))
    assert (
        periods.faults[0]
        == "'2004-05' can be a month or several years, and nothing in the column tells which."
    )


@pytest.mark.parametrize(
    "cell", ["", "2015p", "15", "2015-2015", "2015/99", "31/12/2015", "2015-13", "1066", "soon"]
)
def test_what_is_no_period_is_refused(cell):
    assert read(cell, "2014-15")[0] is None


def test_a_period_has_its_days():
    periods = read_periods(pa.array(["2014/15"]))
    assert periods.first_day[0].as_py().isoformat() == "2014-04-01"
    assert periods.last_day[0].as_py().isoformat() == "2015-03-31"
