"""Dates that are known to the year, half-year, quarter, month or day."""

from datetime import date

import pytest

from monitor.catalogue.dates import PartialDate, Precision


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2018", Precision.YEAR, date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-H1", Precision.HALF_YEAR, date(2018, 1, 1), date(2018, 6, 30)),
        ("2018-H2", Precision.HALF_YEAR, date(2018, 7, 1), date(2018, 12, 31)),
        ("2018-Q1", Precision.QUARTER, date(2018, 1, 1), date(2018, 3, 31)),
        ("2018-Q4", Precision.QUARTER, date(2018, 10, 1), date(2018, 12, 31)),
        ("2018-05", Precision.MONTH, date(2018, 5, 1), date(2018, 5, 31)),
        ("2020-02", Precision.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-05-31", Precision.DAY, date(2018, 5, 31), date(2018, 5, 31)),
        ("2020-02-29", Precision.DAY, date(2020, 2, 29), date(2020, 2, 29)),
    ],
)
def test_a_date_spans_the_days_it_is_known_to(text: str, precision: Precision, first: date, last: date):
    when = PartialDate(text)
    assert (when.precision, when.first_day, when.last_day) == (precision, first, last)
    assert str(when) == text


@pytest.mark.parametrize(
    "text",
    [
        "2018-02-30", "2019-02-29", "2018-13", "2018-00", "2018-05-00", "2018-H3", "2018-Q5", "2018-Q0", "18", "",
        "2018 ", "2018-5", "31.12.2018", "1899", "2200", "２０１８", "2018-H1-01", "2018\n",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_words(text: str):
    with pytest.raises(ValueError, match=r"Accepted: 2018, 2018-H1|outside 1900–2199"):
        PartialDate(text)


def test_dates_are_equal_when_their_texts_are():
    assert PartialDate("2018") == PartialDate("2018")
    assert hash(PartialDate("2018")) == hash(PartialDate("2018"))
    assert PartialDate("2018-12-31") != PartialDate("2018-12")
    assert PartialDate("2018") != "2018"
