"""Figures: which are the newest, which could be known on a day, and where they come from."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.measures.observations import Measures, Qualifier, Series
from monitor.measures.quality import Flag, Missing
from tests.builders import a_series, an_indicator, an_observation, both, planned

TODAY = date(2026, 11, 1)


def values(series: Series) -> list[str]:
    return [str(entry.value) for entry in series.observations]


def test_the_latest_figure_is_the_newest_of_each_group_in_the_order_of_the_file():
    indicator = an_indicator()
    figures = (
        an_observation(indicator, "2014", "56", "own"),
        an_observation(indicator, "2003", "60", "own"),
        an_observation(indicator, "2003", "24", "none"),
        an_observation(indicator, "2014", "99"),
    )
    assert [str(entry.value) for entry in Series(indicator, figures).latest()] == ["56", "24", "99"]


@pytest.mark.parametrize("qualifier", [Qualifier.PLANNED, Qualifier.TARGET])
def test_a_plan_or_target_is_never_the_latest_figure(qualifier: Qualifier):
    indicator = an_indicator()
    measured = an_observation(indicator, "2016", "400")
    series = Series(indicator, (measured, planned(an_observation(indicator, "2018", "500"), qualifier)))
    assert series.latest() == (measured,)


@pytest.mark.parametrize("flag", [Flag.PLANNED, Flag.TARGET])
def test_a_figure_flagged_as_plan_or_target_was_not_measured_either(flag: Flag):
    indicator = an_indicator()
    measured = an_observation(indicator, "2016", "400", flags=(Flag.PROVISIONAL,))
    series = Series(indicator, (measured, an_observation(indicator, "2018", "500", flags=(flag,))))
    assert series.latest() == (measured,)


def test_what_is_missing_is_never_the_latest_figure():
    indicator = an_indicator()
    measured = an_observation(indicator, "2016", "400")
    missing = an_observation(indicator, "2018", None, missing=Missing.CONFIDENTIAL)
    assert Series(indicator, (measured, missing)).latest() == (measured,)


def test_a_figure_has_a_value_or_a_reason_why_there_is_none():
    indicator = an_indicator()
    with pytest.raises(ValueError, match="either a value or a reason"):
        an_observation(indicator, "2016", None)
    with pytest.raises(ValueError, match="either a value or a reason"):
        an_observation(indicator, "2016", "5", missing=Missing.HIDDEN)


def test_a_worded_figure_is_a_figure():
    indicator = an_indicator()
    worded = replace(an_observation(indicator, "2016", "25"), qualifier=Qualifier.WORDED)
    assert Series(indicator, (worded,)).latest() == (worded,)


def test_every_figure_is_known_today():
    series = a_series(("2014", "56"), ("undated", "24"), ("2031", "1"))
    assert series.known_by(as_of=TODAY, today=TODAY) is series


def test_before_today_a_figure_is_known_when_its_period_is_over_and_its_source_is_out():
    series = a_series(("2014", "56"))  # the source is of 2015
    assert values(series.known_by(as_of=date(2015, 1, 1), today=TODAY)) == ["56"]
    assert values(series.known_by(as_of=date(2014, 12, 31), today=TODAY)) == []
    later = a_series(("2018", "60"), ("2017", "61"))
    assert values(later.known_by(as_of=date(2018, 12, 30), today=TODAY)) == ["61"]
    assert values(later.known_by(as_of=date(2018, 12, 31), today=TODAY)) == ["60", "61"]


def test_before_today_nothing_undated_and_nothing_from_a_source_without_a_year_is_known():
    assert values(a_series(("undated", "5")).known_by(as_of=date(2020, 1, 1), today=TODAY)) == []
    sources = [an_indicator().sources[0].model_dump() | {"year": None}]
    assert (
        values(a_series(("2014", "5"), sources=sources).known_by(as_of=date(2020, 1, 1), today=TODAY)) == []
    )


def test_an_initiative_finds_the_indicators_that_link_to_it():
    link = {"initiative": "3.4", "state": "proposed", "reason": both("It is about housing")}
    linked, other = a_series(("2014", "1"), links=[link]), a_series(("2014", "2"), id="other")
    measures = Measures({"housing": linked, "other": other})
    assert measures.for_initiative("3.4") == [linked]
    assert measures.for_initiative("1.1") == []
