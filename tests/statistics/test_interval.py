"""Intervals, and figures that have one, are exact, or neither."""

import pytest

from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval

NAN, INFINITY = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("low", "high", "level", "sentence"),
    [
        (0.4, 0.3, 0.95, "The lower bound 0.4 lies above the upper bound 0.3."),
        (NAN, 0.3, 0.95, "The bounds nan and 0.3 are not both finite numbers."),
        (0.3, INFINITY, 0.95, "The bounds 0.3 and inf are not both finite numbers."),
        (0.3, 0.4, 95, "A level of confidence lies between 0 and 1, such as 0.95; 95 does not."),
        (0.3, 0.4, 0, "A level of confidence lies between 0 and 1, such as 0.95; 0 does not."),
        (0.3, 0.4, 1, "A level of confidence lies between 0 and 1, such as 0.95; 1 does not."),
        (0.3, 0.4, NAN, "A level of confidence lies between 0 and 1, such as 0.95; nan does not."),
    ],
)
def test_an_impossible_interval_is_refused(low: float, high: float, level: float, sentence: str):
    with pytest.raises(ValueError) as refused:
        Interval(low, high, level)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("value", "covered"), [(0.29, False), (0.3, True), (0.4, True), (0.41, False)])
def test_an_interval_covers_its_bounds(value: float, covered: bool):
    assert Interval(0.3, 0.4).covers(value) is covered


def test_an_interval_of_one_point_is_an_interval():
    assert Interval(0.3, 0.3).covers(0.3)


@pytest.mark.parametrize(
    ("value", "interval", "exact", "sentence"),
    [
        (NAN, None, False, "The value nan is not a finite number."),
        (2.0, Interval(1, 3), True, "A figure that is exact has no interval; leave out one of the two."),
        (4.0, Interval(1, 3), False, "The value 4.0 lies outside its interval, 1 to 3."),
    ],
)
def test_an_impossible_figure_is_refused(value: float, interval: Interval | None, exact: bool, sentence: str):
    with pytest.raises(ValueError) as refused:
        Estimate(value, interval, exact)
    assert str(refused.value) == sentence


def test_an_exact_figure_is_bounded_by_itself_and_a_bare_one_by_nothing_known():
    assert Estimate(4, exact=True).bounds == (4, 4)
    assert Estimate(4, Interval(3, 6)).bounds == (3, 6)
    assert Estimate(4).bounds is None
