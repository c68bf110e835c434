"""Where figures lie beside the start of initiatives. What is called baseline must be free of every initiative."""

from datetime import date
from typing import Any

import pytest

from monitor.measures.observations import Qualifier, Series
from monitor.review.outcome import Ground, LagGround, Outcome, Phase, months_after, outcome, start_of
from monitor.settings import ROOT
from monitor.sources.shipped import read_shipped
from tests.builders import a_catalogue, a_series, an_indicator, an_initiative, an_observation, both, planned

SHIPPED = read_shipped(ROOT)


def a_link(initiative: str = "1.1", months: int | None = None) -> dict[str, Any]:
    lag = {} if months is None else {"expected_lag": {"months": str(months), "reason": both("So long")}}
    return {"initiative": initiative, "state": "proposed", "reason": both("It is about that"), **lag}


def beside(*periods: str, months: int | None = None, **over: Any) -> Outcome:
    """A series with a figure a period, linked to 1.1, whose strategy was printed in April 2017."""
    series = a_series(*((period, "50") for period in periods), **({"links": [a_link(months=months)]} | over))
    catalogue = a_catalogue()
    return outcome(series, catalogue.initiatives, (), catalogue)


def phases(found: Outcome) -> list[str]:
    return [phase.value for entry in found.series.observations for phase in found.phases(entry)]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2014", "baseline"),
        ("2017-03-31", "baseline"),
        ("2017-Q1", "baseline"),
        ("2017-04-01", "since_start"),
        ("2017", "spans_start"),
        ("2016..2020", "spans_start"),
        ("2018", "since_start"),
        ("undated", "undated"),
    ],
)
def test_a_figure_is_baseline_only_where_its_whole_period_was_over_before_the_start(period: str, said: str):
    assert phases(beside(period)) == [said]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2016", "baseline"),
        ("2017-12", "too_early"),
        ("2018-03-31", "too_early"),
        ("2018-04-01", "could_show"),
        ("2018", "could_show"),
        ("2020", "could_show"),
    ],
)
def test_with_a_lag_of_12_months_something_could_show_from_april_2018(period: str, said: str):
    found = beside(period, months=12)
    assert found.beside[0].could_show_from == date(2018, 4, 1)
    assert phases(found) == [said]


def test_without_a_registered_lag_nothing_is_said_of_when_an_effect_could_show():
    found = beside("2018")
    assert found.beside[0].lag is None
    assert found.beside[0].could_show_from is None


def test_a_cohort_counts_until_its_follow_up_is_over():
    """Released in 2015 and followed for two years: until the end of 2017, nine months into the strategy."""
    found = beside("2014", "2015", "2017", "2018", follow_up="24", period_kind="release_cohort")
    assert phases(found) == ["baseline", "spans_start", "spans_start", "could_show"]
    assert found.beside[0].lag is not None
    assert found.beside[0].lag.ground is LagGround.FOLLOW_UP
    assert found.beside[0].could_show_from == date(2019, 4, 1), (
        "the first cohort met is followed to its end by then"
    )


def test_a_stretch_that_holds_the_follow_up_already_is_not_made_longer():
    """The white paper's figure: released in 2014, followed for two years, told as 2014–2016."""
    assert phases(beside("2014..2016", follow_up="24")) == ["baseline"]
    assert phases(beside("2013..2016", follow_up="24")) == ["spans_start"]


def test_a_plan_a_target_and_a_missing_figure_are_not_measured():
    indicator = an_indicator(links=[a_link()])
    figure = an_observation(indicator, "2014", "5")
    series = Series(indicator, (planned(figure), planned(figure, Qualifier.TARGET)))
    catalogue = a_catalogue()
    assert phases(outcome(series, catalogue.initiatives, (), catalogue)) == ["not_measured"] * 2


@pytest.mark.parametrize("theme", ["comparators_nordic", "comparators_england_wales", "comparators_europe"])
def test_figures_of_another_country_are_neither_before_nor_after_what_is_delivered_here(theme: str):
    found = beside("2014", "2020", theme=theme, months=12, follow_up="24")
    assert phases(found) == ["elsewhere", "elsewhere"]
    assert found.beside[0].could_show_from is None
    assert not found.has_later
    assert not found.has_baseline


def test_the_start_is_the_print_of_the_strategy_or_the_edition_that_added_the_initiative():
    content = a_catalogue().model_dump(by_alias=True)["strategy"]
    later = [{"id": "second", "published": "2019-10", "title": both("Second")}]
    catalogue = a_catalogue(
        an_initiative(), an_initiative(id="1.2", added_in="second"), strategy=content | {"editions": later}
    )
    first, added = (start_of(each, catalogue) for each in catalogue.initiatives)
    assert (first.day.text, first.ground) == ("2017-04", Ground.PRINTED)
    assert (added.day.text, added.ground) == ("2019-10", Ground.ADDED)
    assert start_of(None, catalogue) == first
    both_linked = a_series(("2018", "5"), links=[a_link(), a_link("1.2")])
    found = outcome(both_linked, catalogue.initiatives, (), catalogue)
    [entry] = found.series.observations
    assert {phase: [each.initiative.id for each in group if each.initiative] for phase, group in
            found.phases(entry).items()} == {Phase.SINCE_START: ["1.1"], Phase.BASELINE: ["1.2"]}  # fmt: skip
    assert found.start == first
    assert not found.has_baseline, "it is baseline for one of them only"


def test_an_indicator_that_is_linked_to_nothing_stands_beside_the_strategy_as_a_whole():
    catalogue = a_catalogue()
    found = outcome(a_series(("2014", "5")), catalogue.initiatives, (), catalogue)
    [whole] = found.beside
    assert whole.initiative is None
    assert whole.start.day.text == "2017-04"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2017, 4, 1), 0, date(2017, 4, 1)),
        (date(2017, 4, 1), 9, date(2018, 1, 1)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2016, 10, 31), 4, date(2017, 2, 28)),
    ],
)
def test_months_are_counted_on_the_calendar(day: date, months: int, then: date):
    assert months_after(day, months) == then


def test_of_the_shipped_figures_that_are_linked_these_few_indicators_have_one_from_after_the_start():
    """All surveys of inmates were taken before; what came after are counts. The audit's sample spans the start."""
    catalogue = SHIPPED.catalogue
    later = {
        key
        for key, series in SHIPPED.measures.series.items()
        if series.indicator.links and outcome(series, catalogue.initiatives, (), catalogue).has_later
    }
    assert later == {
        "brik_assessments",  # 1,779 in 2019
        "homeless_persons",  # week 48 of 2020
        "adapted_treatment_offer",  # an estimate of 2020
        "releases",  # 2019
        "em_share_of_releases",  # 2019
    }
