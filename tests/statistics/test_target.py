"""How far a figure is from its target."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.statistics.change import Verdict, WhyNot
from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval
from monitor.statistics.target import Standing
from tests.statistics.made_up import any_estimate, exact, tried, tried_slowly
from tests.statistics.reference import years
from tests.statistics.target import Distance, NoDistance, Point, Target, distance_to_target

DAY_2014, DAY_2018, DAY_2024 = date(2014, 12, 31), date(2018, 12, 31), date(2024, 12, 31)
TO_30 = Target(30, DAY_2024)


def counted(value: float, day: date) -> Point:
    return Point(day, Estimate(value, exact=True))


def sampled(value: float, margin: float, day: date) -> Point:
    return Point(day, Estimate(value, Interval(value - margin, value + margin)))


def distance(target: Target, baseline: Point | None, last: Point, as_of: date = date(2019, 6, 1)) -> Distance:
    found = distance_to_target(target, baseline=baseline, last=last, as_of=as_of)
    assert isinstance(found, Distance)
    return found


def test_by_hand_from_50_down_to_30_with_42_after_four_of_ten_years():
    """Remaining 30 - 42 = -12; of the way (42 - 50) / (30 - 50) = -8 / -20 = 0.4; a year -12 / 6 = -2."""
    found = distance(TO_30, counted(50, DAY_2014), counted(42, DAY_2018))
    assert found.remaining == Estimate(-12, exact=True)
    assert found.share_of_way == pytest.approx(0.4)
    assert found.yearly == -2
    assert found.standing is Standing.SHORT
    assert found.since_baseline.verdict is Verdict.PLAIN_DIFFERENCE


@pytest.mark.parametrize(
    ("value", "standing", "share", "yearly"),
    [
        (50, Standing.SHORT, 0, -20 / 6),
        (55, Standing.SHORT, -0.25, -25 / 6),  # away from the target
        (31, Standing.SHORT, 0.95, -1 / 6),
        (30, Standing.REACHED, 1, None),
        (25, Standing.REACHED, 1.25, None),  # beyond it
    ],
)
def test_a_target_below_is_reached_from_above(
    value: float, standing: Standing, share: float, yearly: float | None
):
    found = distance(TO_30, counted(50, DAY_2014), counted(value, DAY_2018))
    assert (found.standing, found.share_of_way) == (standing, pytest.approx(share))
    assert found.yearly == (None if yearly is None else pytest.approx(yearly))


def test_a_target_above_is_reached_from_below():
    target = Target(1800, DAY_2024)
    assert distance(target, counted(200, DAY_2014), counted(1779, DAY_2018)).standing is Standing.SHORT
    assert distance(target, counted(200, DAY_2014), counted(1850, DAY_2018)).standing is Standing.REACHED


@pytest.mark.parametrize(
    ("value", "margin", "standing"),
    [
        (42, 3, Standing.SHORT),
        (32, 3, Standing.NOT_CLEAR),
        (29, 3, Standing.NOT_CLEAR),  # its value is beyond the target, and it may still not be
        (33, 3, Standing.NOT_CLEAR),  # a bound on the target covers it
        (26, 3, Standing.REACHED),
    ],
)
def test_a_sample_whose_interval_covers_the_target_is_neither_short_nor_there(
    value: float, margin: float, standing: Standing
):
    found = distance(TO_30, sampled(50, 3, DAY_2014), sampled(value, margin, DAY_2018))
    assert found.standing is standing
    assert found.remaining.interval == Interval(30 - value - margin, 30 - value + margin)


def test_no_share_of_the_way_is_said_of_a_change_that_is_not_clear():
    found = distance(TO_30, sampled(50, 5, DAY_2014), sampled(46, 5, DAY_2018))
    assert found.since_baseline.verdict is Verdict.NO_CLEAR_CHANGE
    assert found.share_of_way is None
    assert found.yearly == pytest.approx(-16 / 6)


def test_a_clear_change_between_samples_is_a_share_of_the_way():
    """(42 - 50) / (30 - 50) = 0.4, and √(5² + 5²) = 7.07 is less than 8."""
    found = distance(TO_30, sampled(50, 5, DAY_2014), sampled(42, 5, DAY_2018))
    assert found.since_baseline.verdict is Verdict.FELL
    assert found.share_of_way == pytest.approx(0.4)


def test_with_unknown_uncertainty_neither_the_standing_nor_the_way_is_judged():
    found = distance(TO_30, Point(DAY_2014, Estimate(50)), Point(DAY_2018, Estimate(42)))
    assert found.standing is Standing.CANNOT_BE_JUDGED
    assert found.share_of_way is None
    assert found.remaining == Estimate(-12)


def test_where_nothing_was_measured_since_the_baseline_the_whole_way_remains():
    baseline = counted(50, DAY_2014)
    found = distance(TO_30, baseline, baseline)
    assert found.since_baseline.why_not is WhyNot.TOO_FEW_POINTS
    assert found.share_of_way is None
    assert (found.remaining.value, found.yearly) == (-20, -2)


@pytest.mark.parametrize(
    ("as_of", "yearly"), [(DAY_2024, -2), (DAY_2024 + timedelta(1), None), (date(2026, 11, 22), None)]
)
def test_once_the_day_is_past_nothing_is_needed_a_year(as_of: date, yearly: float | None):
    assert distance(TO_30, counted(50, DAY_2014), counted(42, DAY_2018), as_of).yearly == yearly


def test_after_a_last_figure_for_the_day_itself_no_year_is_left():
    assert distance(TO_30, counted(50, DAY_2014), counted(42, DAY_2024)).yearly is None


@pytest.mark.parametrize(
    ("baseline", "reason"),
    [
        (None, NoDistance.NO_BASELINE),
        (counted(30, DAY_2014), NoDistance.TARGET_IS_BASELINE),
        (counted(50, DAY_2024), NoDistance.LAST_BEFORE_BASELINE),
    ],
)
def test_a_distance_that_would_mislead_is_refused_with_its_reason(baseline: Point | None, reason: NoDistance):
    last = counted(42, DAY_2018)
    assert distance_to_target(TO_30, baseline=baseline, last=last, as_of=DAY_2018) is reason


@tried_slowly
@given(exact(), exact(), st.integers(-10_000, 10_000), st.integers(1, 2000), st.integers(1, 2000))
def test_it_is_what_fractions_give(first: Estimate, latest: Estimate, value: int, since: int, left: int):
    assume(value != first.value)
    last_day = DAY_2014 + timedelta(since)
    target = Target(value, last_day + timedelta(left))
    found = distance(target, Point(DAY_2014, first), Point(last_day, latest), as_of=last_day)
    start, now, aim = Fraction(first.value), Fraction(latest.value), Fraction(value)
    way = (now - start) / (aim - start)
    assert found.remaining.value == aim - now
    assert found.share_of_way == pytest.approx(float(way), rel=1e-12)
    assert (found.standing is Standing.REACHED) is (way >= 1)
    if way >= 1:
        assert found.yearly is None
    else:
        assert found.yearly == pytest.approx(float((aim - now) / years(last_day, target.by)), rel=1e-9)


@tried
@given(any_estimate(), any_estimate(), st.integers(-10_000, 10_000))
def test_a_scale_turned_upside_down_changes_signs_and_nothing_else(
    first: Estimate, latest: Estimate, value: int
):
    def turned(one: Estimate) -> Estimate:
        interval = one.interval and Interval(-one.interval.high, -one.interval.low)
        return Estimate(-one.value, interval, one.exact)

    assume(value != first.value)
    one = distance(Target(value, DAY_2024), Point(DAY_2014, first), Point(DAY_2018, latest))
    other = distance(
        Target(-value, DAY_2024), Point(DAY_2014, turned(first)), Point(DAY_2018, turned(latest))
    )
    assert other.standing is one.standing
    assert other.share_of_way == one.share_of_way
    assert other.remaining == turned(one.remaining)
    assert other.yearly == (None if one.yearly is None else -one.yearly)
