"""Rolling quarters, thirds of a year and school years mean the months they are of, or nothing."""

import pytest

from monitor.sources.pxweb.time_labels import period_of
from monitor.sources.spans import months_of


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("Mar-May 2019", "2019-03..2019-05"),
        ("mars–mai 2019", "2019-03..2019-05"),
        ("Jan to Mar 2020", "2020-01..2020-03"),
        ("Nov 2019-Jan 2020", "2019-11..2020-01"),
        ("Dec-Feb 2020", "2019-12..2020-02"),  # as the Office for National Statistics writes it
        ("2019 Mar-May", "2019-03..2019-05"),
        ("2019M03-2019M05", "2019-03..2019-05"),
        ("2019M03-05", "2019-03..2019-05"),
        ("2019-03/2019-05", "2019-03..2019-05"),
        ("2022-11-01/P3M", "2022-11..2023-01"),
        ("2022-01-01/P1Y", "2022"),
        ("2022-04/P12M", "2022-04..2023-03"),
        ("2018-12-01/2019-02-28", "2018-12..2019-02"),
        ("2. tertial 2019", "2019-05..2019-08"),
    ],
)
def test_stretches_of_months_are_read_as_sources_write_them(said: str, span: str):
    assert months_of(said) == span


@pytest.mark.parametrize(
    "said",
    [
        "Mar-Mai-Jun 2019",
        "Mar 2019",
        "May-Foo 2019",
        "2019 Nov-Jan",  # of which year January is, nobody says
        "2018-12-01/2019-02-27",
        "2019M05-2019M03",
        "2019M11-13",
        "2019T1",  # a third of a year or a quarter
        "2022-13/P3M",
        "2014-16",
        "2018-2019",
    ],
)
def test_what_is_no_stretch_of_months_beyond_doubt_is_none(said: str):
    assert months_of(said) is None


@pytest.mark.parametrize(
    ("code", "dimension", "period"),
    [
        ("2019T1", "tertial", "2019-01..2019-04"),
        ("2019T1", "trimestre", "2019-Q1"),
        ("2019T1", "periodo", None),
        ("2018-2019", "skoleår", "2018-08..2019-07"),
        ("2018/19", "skoleår", "2018-08..2019-07"),
        ("2018-2019", "school year", "2018/19"),
        ("2018-2019", "intervall (år)", "2018..2019"),
        ("2015/2017", "år", "2015..2017"),
        ("Gjennomsnitt 2015-2017", "", "2015..2017"),
        ("2015-2017 (average)", "", "2015..2017"),
        ("1. halvår 2019", "", "2019-H1"),
        ("uke 5 2019", "", "2019-W05"),
        ("2019V05", "vecka", "2019-W05"),
        ("2nd quarter, 2019", "", "2019-Q2"),
    ],
)
def test_what_a_code_means_may_be_told_by_what_its_dimension_is_called(
    code: str, dimension: str, period: str | None
):
    found = period_of(code, "", dimension)
    assert (found and found.text) == period
