"""Rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.rate import rate
from tests.statistics.made_up import tried


def test_by_hand_3000_among_5400000():
    """3,000 / 5,400,000 = 1 / 1,800, and 100,000 / 1,800 = 55.5556."""
    assert rate(3_000, 5_400_000, per=100_000) == pytest.approx(55.5556, abs=1e-4)


def test_none_among_many_is_a_rate_of_0():
    assert rate(0, 5_400_000, per=1000) == 0


@tried
@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([1, 100, 1000, 100_000]))
def test_it_is_the_fraction_rounded_once(events: int, population: int, per: int):
    assert rate(events, population, per=per) == float(Fraction(events, population) * per)


@pytest.mark.parametrize(
    ("events", "population", "per", "sentence"),
    [
        (-1, 100, 1000, "Events are counted from 0; -1 is below."),
        (1, 0, 1000, "A rate needs a population above 0; it is 0."),
        (1, -3, 1000, "A rate needs a population above 0; it is -3."),
        (1, float("nan"), 1000, "A rate needs a population above 0; it is nan."),
        (1, 100, 0, "A rate is given per 1 or more, such as 1000; 0 is less."),
    ],
)
def test_what_makes_no_rate_is_refused(events: int, population: float, per: int, sentence: str):
    with pytest.raises(ValueError) as refused:
        rate(events, population, per=per)
    assert str(refused.value) == sentence
