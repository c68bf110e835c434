"""How each group changed since the point before."""

from datetime import date
from typing import Any

from monitor.measures.definitions import Definition
from monitor.measures.observations import Qualifier, Series
from monitor.measures.reading.change import Changed, changes
from monitor.measures.reading.cohort import Cohort, Followed
from monitor.measures.reading.compare import Comparison
from monitor.measures.reading.ruling import Why
from monitor.statistics.change import Verdict
from tests.builders import an_import, an_indicator, an_observation, both

TODAY = date(2026, 11, 22)
REGISTER = an_indicator(collection="register")


def changed(
    definition: Definition, *figures: tuple[str, str], as_of: date = TODAY, **over: Any
) -> list[Changed]:
    series = Series(definition, tuple(an_observation(definition, *figure, **over) for figure in figures))
    return changes(series, as_of=as_of)


def only(found: list[Changed]) -> Comparison:
    (entry,) = found
    assert isinstance(entry.found, Comparison)
    return entry.found


def periods(found: Comparison) -> tuple[str, str]:
    return found.second.period.text, found.first.period.text


def test_the_latest_is_set_beside_the_one_before_in_whatever_order_they_stand():
    found = only(changed(REGISTER, ("2016", "30"), ("2012", "41"), ("2014", "35")))
    assert periods(found) == ("2014", "2016")
    assert (found.difference, found.verdict) == (-5, Verdict.PLAIN_DIFFERENCE)


def test_each_group_has_its_own_change():
    entries = [
        an_observation(REGISTER, period, value, group)
        for period, value, group in (("2012", "10", "own"), ("2014", "14", "own"), ("2014", "5", "none"))
    ]
    own, none = changes(Series(REGISTER, tuple(entries)), as_of=TODAY)
    assert isinstance(own.found, Comparison)
    assert (dict(own.group), own.found.difference) == ({"answer": "own"}, 4)
    assert not isinstance(none.found, Comparison)
    assert (dict(none.group), none.found.why) == ({"answer": "none"}, Why.TOO_FEW_POINTS)


def test_one_point_is_too_few_and_so_are_two_figures_for_one_year():
    (one,) = changed(REGISTER, ("2014", "30"))
    (two,) = changed(REGISTER, ("2014", "30"), ("2014", "32"))
    for entry in (one, two):
        assert not isinstance(entry.found, Comparison)
        assert entry.found.why is Why.TOO_FEW_POINTS


def test_a_plan_is_no_point():
    entries = (
        an_observation(REGISTER, "2014", "30"),
        an_observation(REGISTER, "2016", "40", qualifier=Qualifier.PLANNED),
    )
    (entry,) = changes(Series(REGISTER, entries), as_of=TODAY)
    assert not isinstance(entry.found, Comparison)
    assert entry.found.why is Why.TOO_FEW_POINTS


def test_the_point_before_is_of_the_same_sort_of_period():
    """A month between two days is passed over; a year alone is refused."""
    found = only(changed(REGISTER, ("2022-01-05", "85"), ("2022-11", "84.5"), ("2022-12-01", "84")))
    assert periods(found) == ("2022-01-05", "2022-12-01")
    refused = only(changed(REGISTER, ("2010", "80"), ("2016-01-01", "84")))
    assert refused.ruling.why is Why.PERIODS_UNLIKE


def test_a_break_before_the_latest_point_is_not_jumped_over():
    broken = an_indicator(collection="register", breaks=[{"from": "2016", "reason": both("New law.")}])
    found = only(changed(broken, ("2012", "41"), ("2014", "35"), ("2016", "30")))
    assert (found.ruling.why, found.difference) == (Why.BREAK, None)
    after = only(changed(broken, ("2014", "35"), ("2016", "30"), ("2018", "29")))
    assert after.difference == -1


def test_a_cohort_that_is_not_followed_in_full_is_left_out_until_it_is():
    """Released 2020 and 2021, followed for 24 months: on 1 June 2023 the cohort of 2021 is not complete."""
    cohorts = an_import(period_kind="release_cohort", follow_up=24, unit="percent", collection="register")
    figures = (("2019", "22"), ("2020", "21"), ("2021", "15"))
    early = only(changed(cohorts, *figures, as_of=date(2023, 6, 1)))
    assert (periods(early), early.difference) == (("2019", "2020"), -1)
    late = only(changed(cohorts, *figures, as_of=date(2023, 12, 31)))
    assert (periods(late), late.difference) == (("2020", "2021"), -6)
    (first,) = changed(cohorts, ("2021", "15"), as_of=date(2023, 6, 1))
    assert not isinstance(first.found, Comparison)
    assert first.found.why is Why.COHORT_INCOMPLETE
    assert first.found.fields["cohort"] == Cohort(Followed.NOT_YET, date(2023, 12, 31))
