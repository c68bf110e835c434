"""Wilson's interval of a proportion."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from monitor.statistics.interval import Interval
from monitor.statistics.wilson import wilson_interval, wilson_interval_of_share
from tests.statistics.made_up import LEVELS, counts, tried, tried_slowly
from tests.statistics.reference import score_bounds


def bounds(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


def width(interval: Interval) -> float:
    return interval.high - interval.low


def test_by_hand_10_of_20():
    """With p = 0.5, z = 1.959964, z² = 3.841459, z²/n = 0.192073.

    centre  (0.5 + 0.192073/2) / 1.192073                            = 0.596036 / 1.192073 = 0.5
    margin  z √(0.25/20 + 3.841459/1600) / 1.192073
            = 1.959964 √(0.0125 + 0.002400912) / 1.192073
            = 1.959964 × 0.122069 / 1.192073 = 0.239251 / 1.192073   = 0.200702
    """
    assert bounds(wilson_interval(10, 20)) == pytest.approx((0.5 - 0.200702, 0.5 + 0.200702), abs=1e-6)


def test_by_hand_none_of_20():
    """With p = 0 the bounds are 0 and z²/n / (1 + z²/n) = 0.192073 / 1.192073 = 0.161125."""
    low, high = bounds(wilson_interval(0, 20))
    assert low == 0
    assert high == pytest.approx(0.161125, abs=1e-6)


@pytest.mark.parametrize(
    ("numerator", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_newcombes_published_examples(numerator: int, n: int, low: float, high: float):
    """Newcombe (1998), Statistics in Medicine 17, 857-872, method 3."""
    found = wilson_interval(numerator, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@tried_slowly
@given(counts(), LEVELS)
def test_it_is_what_the_score_test_does_not_reject(of: tuple[int, int], level: float):
    numerator, n = of
    reference = score_bounds(Fraction(numerator, n), n, Fraction(str(level)))
    found = bounds(wilson_interval(numerator, n, level=level))
    assert found == pytest.approx(tuple(map(float, reference)), abs=1e-14, rel=1e-12)


def test_so_close_to_0_that_a_subtraction_would_lose_its_digits_it_still_agrees():
    """One of 100 million: the lower bound is 1.8e-9, and centre less margin would keep some seven digits of it."""
    low, _high = score_bounds(Fraction(1, 10**8), 10**8, Fraction("0.95"))
    assert wilson_interval(1, 10**8).low == pytest.approx(float(low), rel=1e-14)


@tried
@given(counts(), LEVELS)
def test_scipy_and_statsmodels_find_the_same(of: tuple[int, int], level: float):
    numerator, n = of
    found = bounds(wilson_interval(numerator, n, level=level))
    theirs = binomtest(numerator, n).proportion_ci(level, method="wilson")
    assert found == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert found == pytest.approx(proportion_confint(numerator, n, 1 - level, method="wilson"), abs=1e-12)


@tried
@given(st.integers(0, 1000), st.integers(1, 100_000))
def test_a_share_that_no_whole_numerator_makes_has_the_interval_that_statsmodels_finds(tenths: int, n: int):
    """As printed: 56.3 per cent of 412."""
    found = wilson_interval_of_share(tenths / 10, n, whole=100)
    low, high = proportion_confint(tenths / 1000 * n, n, method="wilson")
    assert bounds(found) == pytest.approx((100 * low, 100 * high), abs=1e-10)


@tried
@given(counts(), LEVELS)
def test_it_lies_between_0_and_1_and_holds_the_proportion(of: tuple[int, int], level: float):
    numerator, n = of
    found = wilson_interval(numerator, n, level=level)
    assert 0 <= found.low <= numerator / n <= found.high <= 1
    assert found.level == level


@tried
@given(counts())
def test_it_reaches_0_only_where_there_is_none_and_1_only_where_all_are(of: tuple[int, int]):
    numerator, n = of
    found = wilson_interval(numerator, n)
    assert (found.low == 0) is (numerator == 0)
    assert (found.high == 1) is (numerator == n)


@tried
@given(counts(), LEVELS)
def test_those_who_did_not_have_its_mirror_image(of: tuple[int, int], level: float):
    numerator, n = of
    found, mirrored = (
        wilson_interval(numerator, n, level=level),
        wilson_interval(n - numerator, n, level=level),
    )
    assert bounds(mirrored) == pytest.approx((1 - found.high, 1 - found.low), abs=1e-15)


@tried
@given(counts(), st.integers(2, 100))
def test_the_same_proportion_of_more_persons_has_a_narrower_interval_within(of: tuple[int, int], times: int):
    numerator, n = of
    few, many = wilson_interval(numerator, n), wilson_interval(times * numerator, times * n)
    assert few.low <= many.low + 1e-15
    assert many.high <= few.high + 1e-15
    assert width(many) < width(few)


@tried
@given(counts())
def test_more_confidence_asks_for_a_wider_interval(of: tuple[int, int]):
    widths = [width(wilson_interval(*of, level=level)) for level in (0.5, 0.8, 0.95, 0.99)]
    assert widths == sorted(set(widths))


@tried
@given(counts())
def test_one_more_moves_both_bounds_up(of: tuple[int, int]):
    numerator, n = of
    assume(numerator < n)
    fewer, more = wilson_interval(numerator, n), wilson_interval(numerator + 1, n)
    assert fewer.low < more.low
    assert fewer.high < more.high


@pytest.mark.parametrize("n", [10, 30, 100])
def test_over_all_samples_it_holds_the_truth_about_as_often_as_it_says(n: int):
    """For 49 true proportions: the chance of every possible sample, added up where the interval holds the truth."""
    found = [wilson_interval(numerator, n) for numerator in range(n + 1)]
    held = [
        sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k, interval in enumerate(found) if interval.covers(p))
        for p in (one / 50 for one in range(1, 50))
    ]
    assert sum(held) / len(held) == pytest.approx(0.95, abs=0.01)
    assert min(held) > 0.82


def test_the_bounds_of_a_percentage_are_percentages():
    found = wilson_interval_of_share(40, 50, whole=100)
    assert bounds(found) == pytest.approx(tuple(100 * bound for bound in bounds(wilson_interval(20, 50))))


def test_a_share_of_all_or_none_ends_exactly_there():
    assert wilson_interval_of_share(100, 7, whole=100).high == 100
    assert wilson_interval_of_share(0, 7, whole=100).low == 0


@pytest.mark.parametrize(
    ("numerator", "n", "sentence"),
    [
        (0, 0, "A proportion of n needs n to be at least 1; it is 0."),
        (1, -5, "A proportion of n needs n to be at least 1; it is -5."),
        (11, 10, "The numerator 11 does not lie between 0 and n, which is 10."),
        (-1, 10, "The numerator -1 does not lie between 0 and n, which is 10."),
    ],
)
def test_counts_that_make_no_proportion_are_refused(numerator: int, n: int, sentence: str):
    with pytest.raises(ValueError) as refused:
        wilson_interval(numerator, n)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("value", "n", "whole", "sentence"),
    [
        (56, 412, 1, "The share 56 does not lie between 0 and the whole, which is 1."),
        (-0.1, 412, 1, "The share -0.1 does not lie between 0 and the whole, which is 1."),
        (float("nan"), 412, 1, "The share nan does not lie between 0 and the whole, which is 1."),
        (0, 412, 0, "A whole is above 0, such as 1 or 100; 0 is not."),
        (5, 412, float("inf"), "A whole is above 0, such as 1 or 100; inf is not."),
        (0.5, 0, 1, "A proportion of n needs n to be at least 1; it is 0."),
    ],
)
def test_a_share_that_is_none_is_refused(value: float, n: int, whole: float, sentence: str):
    with pytest.raises(ValueError) as refused:
        wilson_interval_of_share(value, n, whole=whole)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("numerator", [0, 3, 5])
def test_next_to_no_confidence_leaves_the_proportion_itself(numerator: int):
    """So little that it is rounded to none: z is 0, and nobody may divide by it."""
    assert bounds(wilson_interval(numerator, 5, level=1e-17)) == pytest.approx((numerator / 5, numerator / 5))


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_that_is_none_is_refused(level: float):
    with pytest.raises(ValueError, match="A level of confidence lies between 0 and 1"):
        wilson_interval(1, 2, level=level)
