"""The stretches of time figures are given for."""

from datetime import date

import pytest

from monitor.measures.periods import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2021-05", date(2021, 5, 1), date(2021, 5, 31)),
        ("2021-05-05", date(2021, 5, 5), date(2021, 5, 5)),
        ("2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2022/23", date(2022, 4, 1), date(2023, 3, 31)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2011..2013", date(2011, 1, 1), date(2013, 12, 31)),
        ("2019-03..2019-05", date(2019, 3, 1), date(2019, 5, 31)),
        ("2019-12..2020-02", date(2019, 12, 1), date(2020, 2, 29)),
        ("undated", None, None),
    ],
)
def test_a_period_spans_its_days(text: str, first: date | None, last: date | None):
    period = Period(text)
    assert (period.first_day, period.last_day, str(period)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        "2022/24",
        "2025-W53",  # 2025 has 52
        "2025-W00",
        "2025-W1",
        "1899-W01",
        "2022/22",
        "2013..2011",
        "2013..2013",
        "2018-02-30",
        "last year",
        "",
        "2014-2016",
        "2022/2023",
        "2019-05..2019-03",
        "2019-05..2019-05",
        "2019-11..2019-13",
        "2019-05..2020",
    ],
)
def test_what_is_no_period_is_refused_with_what_would_be(text: str):
    with pytest.raises(ValueError, match=r"Accepted: 2014, 2021-05, .*or undated"):
        Period(text)


def test_a_point_is_drawn_in_the_middle_and_an_undated_one_nowhere():
    assert Period("2014").midpoint == date(2014, 7, 2)
    assert Period("2021-05-05").midpoint == date(2021, 5, 5)
    assert Period("undated").midpoint is None


def test_periods_are_ordered_by_their_days_and_undated_comes_first():
    texts = ["2023-Q2", "2023-W14", "2011..2013", "undated", "2022/23", "2011", "2014-01-01"]
    ordered = sorted((Period(text) for text in texts), key=Period.sort_key)
    assert [period.text for period in ordered] == [
        "undated", "2011", "2011..2013", "2014-01-01", "2022/23", "2023-Q2", "2023-W14",
    ]  # fmt: skip


def test_only_a_range_of_months_has_a_number_of_months():
    months = [
        Period(text).months
        for text in ("2019-12..2020-02", "2019-01..2019-12", "2019", "2011..2013", "undated")
    ]
    assert months == [3, 12, None, None, None]
