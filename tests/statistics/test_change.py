"""Whether a figure changed, and when that cannot be said."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.change import Verdict, WhyNot, change
from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval
from monitor.statistics.wilson import wilson_interval
from tests.statistics.made_up import any_estimate, published, tried, tried_slowly
from tests.statistics.reference import difference_bounds

EARLIER = Estimate(30, Interval(27, 33))
COUNTED = Estimate(30, exact=True)
BARE = Estimate(30)


def figure(value: float, below: float, above: float, level: float = 0.95) -> Estimate:
    return Estimate(value, Interval(value - below, value + above, level))


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        # √(3² + 4²) = 5: the bound of the difference lies 5 from it
        (figure(35.1, 4, 4), Verdict.ROSE),
        (figure(24.9, 4, 4), Verdict.FELL),
        (figure(34.9, 4, 4), Verdict.NO_CLEAR_CHANGE),
        (figure(25.1, 4, 4), Verdict.NO_CLEAR_CHANGE),
        # a bound on 0 covers it
        (figure(35, 4, 4), Verdict.NO_CLEAR_CHANGE),
        (figure(25, 4, 4), Verdict.NO_CLEAR_CHANGE),
        (figure(30, 4, 4), Verdict.NO_CLEAR_CHANGE),
        # only the side that looks towards the other figure counts
        (figure(35.1, 4, 40), Verdict.ROSE),
        (figure(35.1, 40, 4), Verdict.NO_CLEAR_CHANGE),
        # beside a count only the figure's own interval does
        (Estimate(33.1, exact=True), Verdict.ROSE),
        (Estimate(32.9, exact=True), Verdict.NO_CLEAR_CHANGE),
    ],
)
def test_a_change_is_clear_where_its_interval_leaves_out_0(later: Estimate, verdict: Verdict):
    found = change([EARLIER, later])
    assert (found.verdict, found.why_not) == (verdict, None)


def test_two_intervals_that_overlap_can_still_differ_clearly():
    """48 of 80 and 56 of 70: 0.690 to 0.877 begins below the end of 0.491 to 0.700, and the rise is 0.052 to 0.334."""
    earlier, later = wilson_interval(48, 80), wilson_interval(56, 70)
    assert later.low < earlier.high
    found = change([Estimate(0.6, earlier), Estimate(0.8, later)])
    assert found.verdict is Verdict.ROSE
    assert found.difference
    assert found.difference.interval
    assert (round(found.difference.interval.low, 4), round(found.difference.interval.high, 4)) == (
        0.0524,
        0.3339,
    )


@tried_slowly
@given(published(), published())
def test_the_verdict_is_that_of_the_slow_reference(earlier: Estimate, later: Estimate):
    def as_fractions(one: Estimate) -> tuple[Fraction, Fraction, Fraction]:
        assert one.interval
        return Fraction(one.value), Fraction(one.interval.low), Fraction(one.interval.high)

    low, high = difference_bounds(as_fractions(later), as_fractions(earlier), Fraction("0.95"))
    tiny = Fraction(
        1, 10**9
    )  # the reference's roots are cut off after 80 digits, so that it misses 0 by a little
    expected = Verdict.ROSE if low > tiny else Verdict.FELL if high < -tiny else Verdict.NO_CLEAR_CHANGE
    assert change([earlier, later]).verdict is expected


@pytest.mark.parametrize(("later", "value"), [(34.0, 4), (30.0, 0), (29.0, -1)])
def test_two_counts_differ_by_what_they_differ_and_nothing_is_tested(later: float, value: float):
    found = change([COUNTED, Estimate(later, exact=True)])
    assert found.verdict is Verdict.PLAIN_DIFFERENCE
    assert found.difference == Estimate(value, exact=True)
    assert found.why_not is None


@pytest.mark.parametrize("points", [[BARE, EARLIER], [EARLIER, BARE], [BARE, BARE], [COUNTED, BARE]])
def test_without_an_interval_a_change_is_shown_and_not_judged(points: list[Estimate]):
    found = change(points)
    assert (found.verdict, found.why_not) == (Verdict.CANNOT_BE_JUDGED, WhyNot.UNCERTAINTY_UNKNOWN)
    assert found.difference == Estimate(0)


@pytest.mark.parametrize("points", [[], [EARLIER], [COUNTED]])
def test_fewer_than_two_points_make_no_change(points: list[Estimate]):
    found = change(points)
    assert (found.verdict, found.why_not) == (Verdict.CANNOT_BE_JUDGED, WhyNot.TOO_FEW_POINTS)
    assert found.difference is None


def test_a_change_between_intervals_of_two_levels_is_shown_and_not_judged():
    found = change([EARLIER, figure(90, 4, 4, level=0.99)])
    assert (found.verdict, found.why_not) == (Verdict.CANNOT_BE_JUDGED, WhyNot.LEVELS_DIFFER)
    assert found.difference == Estimate(60)


def test_it_is_from_the_first_point_to_the_last():
    found = change([EARLIER, figure(90, 4, 4), figure(40, 4, 4)])
    assert found.difference
    assert found.difference.value == 10


OPPOSITE = {Verdict.ROSE: Verdict.FELL, Verdict.FELL: Verdict.ROSE}


@tried
@given(any_estimate(), any_estimate())
def test_backwards_a_rise_is_a_fall(first: Estimate, last: Estimate):
    there, back = change([first, last]), change([last, first])
    assert back.verdict is OPPOSITE.get(there.verdict, there.verdict)
    assert back.why_not is there.why_not


@tried
@given(published(), published(), st.integers(-10_000, 10_000))
def test_the_verdict_does_not_hang_on_where_the_scale_begins(first: Estimate, last: Estimate, step: int):
    def moved(one: Estimate) -> Estimate:
        assert one.interval
        return Estimate(one.value + step, Interval(one.interval.low + step, one.interval.high + step))

    assert change([moved(first), moved(last)]) == change([first, last])
