"""The difference of two figures, with its interval."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from statsmodels.stats.proportion import confint_proportions_2indep

from monitor.statistics.difference import difference
from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval
from monitor.statistics.wilson import wilson_interval
from tests.statistics.made_up import (
    LEVELS,
    any_estimate,
    bare,
    counts,
    exact,
    proportions,
    published,
    tried,
    tried_slowly,
)
from tests.statistics.reference import Figure, difference_bounds


def proportion(numerator: int, n: int, level: float = 0.95) -> Estimate:
    return Estimate(numerator / n, wilson_interval(numerator, n, level=level))


def bounds(figure: Estimate) -> tuple[float, float]:
    assert figure.interval
    return figure.interval.low, figure.interval.high


def as_fractions(figure: Estimate) -> Figure:
    assert figure.bounds
    low, high = figure.bounds
    return Fraction(figure.value), Fraction(low), Fraction(high)


def test_by_hand_40_from_35_to_44_less_30_from_27_to_34():
    """The value and both bounds:

    value  40 - 30                       = 10
    low    10 - √((40 - 35)² + (34 - 30)²)  = 10 - √(25 + 16) = 10 - 6.403124 = 3.596876
    high   10 + √((44 - 40)² + (30 - 27)²)  = 10 + √(16 + 9)  = 10 + 5        = 15
    """
    found = difference(Estimate(40, Interval(35, 44)), Estimate(30, Interval(27, 34)))
    assert found.value == 10
    assert bounds(found) == pytest.approx((3.596876, 15), abs=1e-6)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombes_published_examples(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
):
    """Newcombe (1998), Statistics in Medicine 17, 873-890, method 10."""
    found = bounds(difference(proportion(*first), proportion(*second)))
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


@tried
@given(counts(), counts(), LEVELS)
def test_over_wilsons_intervals_it_is_newcombes(
    first: tuple[int, int], second: tuple[int, int], level: float
):
    found = bounds(difference(proportion(*first, level), proportion(*second, level)))
    newcombe = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff", alpha=1 - level)
    assert found == pytest.approx(newcombe, abs=1e-12)


@tried_slowly
@given(published(), published())
def test_it_joins_the_variances_that_the_intervals_give_back(first: Estimate, second: Estimate):
    reference = difference_bounds(as_fractions(first), as_fractions(second), Fraction("0.95"))
    assert bounds(difference(first, second)) == pytest.approx(
        tuple(map(float, reference)), rel=1e-12, abs=1e-9
    )


@tried
@given(any_estimate(), any_estimate())
def test_the_other_way_round_it_is_the_mirror_image(first: Estimate, second: Estimate):
    found, mirrored = difference(first, second), difference(second, first)
    assert (mirrored.value, mirrored.exact) == (-found.value, found.exact)
    if found.bounds is None:
        assert mirrored.bounds is None
    else:
        assert mirrored.bounds == (-found.bounds[1], -found.bounds[0])


@tried
@given(proportions(), proportions())
def test_the_difference_of_two_proportions_stays_between_minus_1_and_1(first: Estimate, second: Estimate):
    low, high = bounds(difference(first, second))
    assert -1 - 1e-15 <= low <= first.value - second.value <= high <= 1 + 1e-15


@tried
@given(published(), published())
def test_it_is_wider_than_either_and_narrower_than_the_extremes_set_against_each_other(
    first: Estimate, second: Estimate
):
    assert first.interval
    assert second.interval
    low, high = bounds(difference(first, second))
    assert first.interval.low - second.interval.high - 1e-9 <= low
    assert high <= first.interval.high - second.interval.low + 1e-9
    widths = [one.high - one.low for one in (first.interval, second.interval)]
    assert high - low >= max(widths) / 2**0.5 - 1e-9


@tried
@given(published(), exact())
def test_beside_an_exact_figure_the_interval_is_only_moved(figure: Estimate, other: Estimate):
    assert figure.interval
    found = difference(figure, other)
    assert bounds(found) == (figure.interval.low - other.value, figure.interval.high - other.value)


@tried
@given(exact(), exact())
def test_the_difference_of_two_exact_figures_is_exact(first: Estimate, second: Estimate):
    assert difference(first, second) == Estimate(first.value - second.value, exact=True)


@tried
@given(any_estimate(), bare())
def test_with_a_figure_of_unknown_uncertainty_that_of_the_difference_is_unknown(
    one: Estimate, other: Estimate
):
    assert difference(one, other) == Estimate(one.value - other.value)


def test_the_level_is_that_of_the_intervals():
    found = difference(proportion(5, 10, 0.9), proportion(2, 10, 0.9))
    assert found.interval
    assert found.interval.level == 0.9


def test_intervals_of_two_levels_are_not_joined():
    with pytest.raises(ValueError) as refused:
        difference(proportion(5, 10, 0.99), proportion(2, 10))
    assert str(refused.value) == "Intervals of the levels 0.95 and 0.99 cannot be joined."


def test_over_all_pairs_of_samples_it_holds_the_truth_about_as_often_as_it_says():
    """20 and 30 persons, 81 pairs of true proportions: the chance of every pair of samples, added up where held."""
    n1, n2 = 20, 30
    ones = [proportion(k, n1) for k in range(n1 + 1)]
    others = [proportion(k, n2) for k in range(n2 + 1)]
    found = [[bounds(difference(one, other)) for other in others] for one in ones]

    def chances(p: float, n: int) -> list[float]:
        return [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]

    tenths = [one / 10 for one in range(1, 10)]
    held = [
        sum(
            of_one * of_other
            for of_one, row in zip(chances(p1, n1), found, strict=True)
            for of_other, (low, high) in zip(chances(p2, n2), row, strict=True)
            if low <= p1 - p2 <= high
        )
        for p1 in tenths
        for p2 in tenths
    ]
    assert sum(held) / len(held) == pytest.approx(0.955, abs=0.01)
    assert min(held) > 0.92
