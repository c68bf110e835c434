"""Figures that Hypothesis makes up, the same at every run."""

from hypothesis import settings
from hypothesis import strategies as st

from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval
from monitor.statistics.wilson import wilson_interval

tried = settings(max_examples=150, deadline=None, database=None, derandomize=True)
tried_slowly = settings(tried, max_examples=40)
"""For what is checked against fractions."""

LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.999])


@st.composite
def counts(draw: st.DrawFn, largest: int = 100_000) -> tuple[int, int]:
    """A numerator and its n."""
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


@st.composite
def proportions(draw: st.DrawFn) -> Estimate:
    """A proportion with Wilson's interval."""
    numerator, n = draw(counts())
    return Estimate(numerator / n, wilson_interval(numerator, n))


def whole_numbers(most: int = 10_000) -> st.SearchStrategy[float]:
    """Whole numbers as floats, so that sums and differences of them are exact."""
    return st.integers(-most, most).map(float)


@st.composite
def published(draw: st.DrawFn) -> Estimate:
    """A figure with an interval as lopsided as you like."""
    value = draw(whole_numbers())
    below, above = draw(st.integers(0, 5_000)), draw(st.integers(0, 5_000))
    return Estimate(value, Interval(value - below, value + above))


def exact() -> st.SearchStrategy[Estimate]:
    return whole_numbers().map(lambda value: Estimate(value, exact=True))


def bare() -> st.SearchStrategy[Estimate]:
    """A figure of which nothing but the value is known."""
    return whole_numbers().map(Estimate)


def any_estimate() -> st.SearchStrategy[Estimate]:
    return st.one_of(published(), exact(), bare())
