"""What is said of the difference of two figures."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from monitor.measures.definitions import Definition
from monitor.measures.observations import PublishedInterval, Qualifier
from monitor.measures.reading.compare import Comparison, compare, compare_as_chosen
from monitor.measures.reading.direction import Meaning
from monitor.measures.reading.ruling import Note, Why
from monitor.measures.reading.subjects import Figure
from monitor.measures.uncertainty import NoInterval
from monitor.statistics.change import Verdict
from tests.builders import an_indicator, an_observation, both
from tests.statistics.reference import difference_bounds, score_bounds

TODAY = date(2026, 11, 22)
SAMPLE = an_indicator()
BETTER_UP = an_indicator(direction="up_is_good")
REGISTER = an_indicator(collection="register", direction="up_is_bad")
COUNT = an_indicator(collection="register", unit="persons")


def figure(definition: Definition, value: str, period: str = "2014", group: str = "", **over: Any) -> Figure:
    return Figure(definition, an_observation(definition, period, value, group, **over))


def compared(definition: Definition, earlier: str, later: str, **over: Any) -> Comparison:
    """The later figure less the earlier one; what is said of both holds for both."""
    return compare(
        figure(definition, later, "2018", **over), figure(definition, earlier, **over), as_of=TODAY
    )


def test_by_hand_60_of_100_and_then_75_of_100():
    """Wilson with z = 1.95996 and z² / n = 0.038415.

    60 %: centre (0.6 + 0.038415 / 2) / 1.038415 = 0.59630, margin 1.95996 √(0.24 / 100 + 0.038415 / 400) / 1.038415 =
    0.09430, so 50.20 to 69.06. 75 %: 0.74075 and 0.08380, so 65.70 to 82.45. The difference is 15. Below it lie
    √(9.3045² + 9.0597²) = √(86.57 + 82.08) = 12.99, above it √(7.4548² + 9.7997²) = √(55.57 + 96.03) = 12.31.
    """
    found = compared(BETTER_UP, "60", "75", n=100)
    assert found.difference == 15
    assert found.verdict is Verdict.ROSE
    assert found.meaning is Meaning.IMPROVEMENT
    assert found.wilson
    assert found.interval is not None
    assert (round(found.interval.low, 2), round(found.interval.high, 2)) == (2.01, 27.31)


def test_newcombes_own_example_56_of_70_and_48_of_80():
    """R. G. Newcombe (1998), table II, method 10: 0.2000, from 0.0524 to 0.3339."""
    first = figure(SAMPLE, "80", "2018", n=70, numerator=Decimal(56))
    found = compare(first, figure(SAMPLE, "60", n=80, numerator=Decimal(48)), as_of=TODAY)
    assert found.interval is not None
    assert (round(found.interval.low, 2), round(found.interval.high, 2)) == (5.24, 33.39)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_interval_is_that_of_statsmodels_and_of_the_slow_reference(data: st.DataObject):
    counts = []
    for _figure in range(2):
        n = data.draw(st.integers(2, 3000))
        counts.append((data.draw(st.integers(0, n)), n))
    (later, m), (earlier, n) = counts
    # a printed count and n stand behind shares printed with many decimals
    first, second = (
        figure(SAMPLE, f"{100 * Decimal(x) / of:.12f}", year, n=of, numerator=Decimal(x))
        for (x, of), year in (((later, m), "2018"), ((earlier, n), "2014"))
    )
    found = compare(first, second, as_of=TODAY)
    assert found.interval is not None
    low, high = confint_proportions_2indep(later, m, earlier, n, method="newcomb")
    assert (found.interval.low, found.interval.high) == pytest.approx((100 * low, 100 * high), abs=1e-6)

    def slowly(x: int, of: int) -> tuple[Fraction, Fraction, Fraction]:
        share = Fraction(x, of)
        return (share, *score_bounds(share, of, Fraction("0.95")))

    bounds = difference_bounds(slowly(later, m), slowly(earlier, n), Fraction("0.95"))
    assert (found.interval.low, found.interval.high) == pytest.approx(
        tuple(100 * float(bound) for bound in bounds), abs=1e-6
    )


def test_an_interval_that_covers_0_is_no_clear_change_and_means_neither_good_nor_bad():
    """40 of 100 and 45 of 100: 5 with about √(9.6² + 9.8²) = 13.7 to either side."""
    found = compared(BETTER_UP, "40", "45", n=100)
    assert (found.verdict, found.meaning) == (Verdict.NO_CLEAR_CHANGE, None)
    assert found.interval is not None
    assert found.interval.covers(0)


def test_published_intervals_are_taken_as_they_are_printed():
    """30 (27 to 33) and 36 (32 to 40): 6 less √(4² + 3²) = 5 is 1, and 6 and 5 are 11."""
    later = figure(SAMPLE, "36", "2018", interval=PublishedInterval(Decimal(32), Decimal(40), Decimal(95)))
    earlier = figure(SAMPLE, "30", interval=PublishedInterval(Decimal(27), Decimal(33), Decimal(95)))
    found = compare(later, earlier, as_of=TODAY)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((1, 11))
    assert (found.verdict, found.wilson) == (Verdict.ROSE, False)


@pytest.mark.parametrize(("levels", "why"), [((95, 90), Why.LEVELS_DIFFER), ((95, None), Why.LEVEL_UNKNOWN)])
def test_intervals_of_two_levels_or_of_an_unknown_one_are_not_joined(
    levels: tuple[int, int | None], why: Why
):
    first, second = (
        figure(
            SAMPLE,
            "30",
            year,
            interval=PublishedInterval(Decimal(27), Decimal(33), None if level is None else Decimal(level)),
        )
        for level, year in zip(levels, ("2014", "2018"), strict=True)
    )
    found = compare(first, second, as_of=TODAY)
    assert found.verdict is Verdict.CANNOT_BE_JUDGED
    assert found.reason is not None
    assert found.reason.why is why
    assert found.difference == 0


def test_without_n_the_arithmetic_is_told_and_not_judged():
    """82 - 36 = 46, and how far either may be off was not printed."""
    found = compared(SAMPLE, "36", "82")
    assert (found.difference, found.interval, found.verdict) == (46, None, Verdict.CANNOT_BE_JUDGED)
    assert found.reason is not None
    assert (found.reason.why, found.reason.fields) == (
        Why.UNCERTAINTY_UNKNOWN,
        {"no_interval": NoInterval.N_UNKNOWN},
    )
    assert found.meaning is None


def test_two_registers_differ_by_what_they_differ_in_the_decimals_of_the_print():
    """31.1 - 25.9 = 5.2, not 5.200000000000003."""
    found = compared(REGISTER, "25.9", "31.1")
    assert (found.difference, found.verdict) == (Decimal("5.2"), Verdict.PLAIN_DIFFERENCE)
    assert (found.interval, found.reason, found.meaning) == (None, None, Meaning.WORSENING)


@pytest.mark.parametrize(
    ("definition", "earlier", "later", "within"),
    [
        (REGISTER, "29", "30", True),  # 28.5 to 29.5 and 29.5 to 30.5: the same, or two apart
        (REGISTER, "29", "31", False),
        (REGISTER, "29", "29", True),
        (REGISTER, "29.0", "30", True),  # the coarser of the two counts
        (REGISTER, "29.0", "30.0", False),
        (COUNT, "29", "30", False),  # persons are counted
        (an_indicator(collection="register", unit="persons", period_kind="average"), "29", "30", True),
    ],
)
def test_a_difference_no_greater_than_the_rounding_is_told_as_such(
    definition: Definition, earlier: str, later: str, within: bool
):
    found = compared(definition, earlier, later)
    assert (Note.ROUNDED in found.notes) is within
    assert found.meaning is None or not within


@pytest.mark.parametrize(
    ("earlier", "later", "relative"), [("200", "150", -25), ("100", "250", 150), ("99", "50", None)]
)
def test_counts_of_a_hundred_or_more_change_by_a_share_too(earlier: str, later: str, relative: int | None):
    """(150 - 200) / 200 = -25 %."""
    assert compared(COUNT, earlier, later).relative == relative


def test_shares_change_by_points_and_never_by_per_cent_of_per_cent():
    assert compared(an_indicator(collection="register", unit="per_1000"), "200", "150").relative is None


def test_one_counted_in_full_and_one_from_a_sample_are_joined_where_they_may_be():
    """Sample 40 of 100: 30.94 to 49.80. A register's 55 has no width: -15 with the sample's own distances."""
    others = an_indicator(id="others", collection="register", comparable_with=["housing"])
    found = compare(figure(SAMPLE, "40", n=100), figure(others, "55"), as_of=TODAY)
    assert found.interval is not None
    assert (round(found.interval.low, 2), round(found.interval.high, 2)) == (-24.06, -5.20)
    assert found.verdict is Verdict.FELL


def test_answers_of_the_same_persons_have_a_difference_and_no_interval():
    """Whether who says "own" may say "none" too is not stated; the interval would be wrong for either."""
    found = compare(
        figure(SAMPLE, "65", group="own", n=1499), figure(SAMPLE, "35", group="none", n=1499), as_of=TODAY
    )
    assert (found.difference, found.interval) == (30, None)
    assert found.reason is not None
    assert (found.reason.why, found.reason.fields["note"]) == (Why.NOT_INDEPENDENT, Note.PERHAPS_SAME_PERSONS)


def test_why_parts_of_one_whole_get_no_interval():
    """Of 100 who answer, 56 say one thing and 24 another. The true standard error of 0.32 is
    √((0.56 + 0.24 − 0.32²) / 100) = 0.0835; as if independent it would be √((0.56·0.44 + 0.24·0.76) / 100) = 0.0655.
    """
    assert sqrt((0.56 + 0.24 - 0.32**2) / 100) == pytest.approx(0.0835, abs=1e-4)
    assert sqrt((0.56 * 0.44 + 0.24 * 0.76) / 100) == pytest.approx(0.0655, abs=1e-4)
    parts = an_indicator(
        dimensions=[
            {
                "id": "answer",
                "title": both("Answer"),
                "kind": "parts_of_whole",
                "codes": [{"code": code, "label": both(code)} for code in ("own", "none")],
            }
        ]
    )
    found = compare(
        figure(parts, "56", group="own", n=100), figure(parts, "24", group="none", n=100), as_of=TODAY
    )
    assert found.reason is not None
    assert found.reason.fields["note"] is Note.PARTS_OF_ONE_WHOLE


def test_what_is_refused_has_no_difference_at_all():
    found = compared(SAMPLE, "40", "45", qualifier=Qualifier.ABOUT, n=100)
    assert (found.difference, found.interval, found.verdict) == (None, None, Verdict.CANNOT_BE_JUDGED)
    assert found.reason is not None
    assert found.reason.why is Why.IN_WORDS


def test_two_years_are_told_in_the_order_of_time_however_they_were_chosen():
    earlier, later = figure(REGISTER, "25.9", "2014"), figure(REGISTER, "31.1", "2018")
    for pair in ((earlier, later), (later, earlier)):
        found = compare_as_chosen(*pair, as_of=TODAY)
        assert (found.second.period.text, found.difference) == ("2014", Decimal("5.2"))
    own, none = figure(REGISTER, "20", group="own"), figure(REGISTER, "30", group="none")
    assert compare_as_chosen(own, none, as_of=TODAY).difference == -10, "groups stay as they were chosen"
