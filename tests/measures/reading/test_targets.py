"""How far the latest figure is from a target."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from monitor.measures.observations import PublishedInterval, Qualifier, Series
from monitor.measures.reading.ruling import Why
from monitor.measures.reading.targets import Aim, NoPace, Pace, Side, aims
from monitor.statistics.estimate import Estimate
from monitor.statistics.target import Standing
from tests.builders import an_indicator, an_observation
from tests.statistics.target import Distance, Point, Target, distance_to_target

AS_OF = date(2019, 6, 1)


def aim(
    *figures: tuple[str, str],
    value: str = "30",
    period: str = "2024",
    as_of: date = AS_OF,
    of: dict[str, Any] | None = None,
    **over: Any,
) -> Aim:
    content = {"collection": "register", "targets": [{"value": value, "period": period}]}
    definition = an_indicator(**(content | over))
    series = Series(
        definition, tuple(an_observation(definition, *figure, **(of or {})) for figure in figures)
    )
    (found,) = aims(series, as_of=as_of)
    return found


def test_by_hand_from_50_in_2014_to_42_in_2018_with_30_by_2024():
    """Remaining 30 − 42 = −12, in six years −2 a year; so far (42 − 50) / 4 = −2 a year."""
    found = aim(("2014", "50"), ("2018", "42"), direction="up_is_bad")
    assert (found.side, found.remaining, found.standing) == (Side.AT_MOST, -12, Standing.SHORT)
    assert isinstance(found.pace, Pace)
    assert (found.pace.needed, found.pace.so_far, found.pace.since.period.text) == (-2, -2, "2014")


@pytest.mark.parametrize(("start", "last"), [("50", "42"), ("10", "20"), ("10", "8"), ("50", "60")])
def test_remaining_and_pace_are_those_of_the_formulas(start: str, last: str):
    found = aim(("2014", start), ("2018", last))
    known = distance_to_target(
        Target(30, date(2024, 12, 31)),
        baseline=Point(date(2014, 12, 31), Estimate(float(start), exact=True)),
        last=Point(date(2018, 12, 31), Estimate(float(last), exact=True)),
        as_of=AS_OF,
    )
    assert isinstance(known, Distance)
    assert isinstance(found.pace, Pace)
    assert (found.remaining, found.standing) == (known.remaining.value, known.standing)
    assert found.pace.needed == pytest.approx(known.yearly)


@pytest.mark.parametrize(
    ("direction", "value", "standing"),
    [
        ("up_is_good", "31", Standing.REACHED),
        ("up_is_good", "30", Standing.REACHED),
        ("up_is_good", "29", Standing.SHORT),
        ("up_is_bad", "31", Standing.SHORT),
        ("up_is_bad", "30", Standing.REACHED),
        ("up_is_bad", "29", Standing.REACHED),
    ],
)
def test_the_direction_says_from_which_side_a_target_is_reached(
    direction: str, value: str, standing: Standing
):
    assert aim(("2018", value), direction=direction).standing is standing


def test_without_a_direction_the_first_figure_says_it_and_one_alone_cannot():
    assert aim(("2014", "50"), ("2018", "42")).side is Side.AT_MOST
    assert aim(("2014", "20"), ("2018", "42")).side is Side.AT_LEAST
    for lone in (aim(("2018", "42")), aim(("2014", "30"), ("2018", "42"))):
        assert (lone.side, lone.remaining) == (None, None)
        assert lone.reason is not None
        assert lone.reason.why is Why.SIDE_UNKNOWN


def test_an_interval_that_holds_the_target_leaves_it_open():
    """38 of 100 is 29.1 to 47.8: 30 lies within. Turned round, what remains is −17.8 to 0.9."""
    found = aim(("2018", "38"), of={"n": 100}, collection="sample_survey", direction="up_is_bad")
    assert (found.remaining, found.standing) == (-8, Standing.NOT_CLEAR)
    assert found.interval is not None
    assert (round(found.interval.low, 1), round(found.interval.high, 1)) == (-17.8, 0.9)


def test_how_far_off_an_unknown_figure_is_can_be_told_and_not_judged():
    found = aim(("2018", "38"), collection="sample_survey", direction="up_is_bad")
    assert (found.remaining, found.standing) == (-8, Standing.CANNOT_BE_JUDGED)
    assert found.reason is not None
    assert found.reason.why is Why.UNCERTAINTY_UNKNOWN


def test_a_figure_in_words_and_no_figure_have_no_distance():
    worded = aim(("2018", "38"), of={"qualifier": Qualifier.OVER}, direction="up_is_bad")
    assert (worded.remaining, worded.reason and worded.reason.why) == (None, Why.IN_WORDS)
    planned = aim(("2018", "38"), of={"qualifier": Qualifier.TARGET}, direction="up_is_bad")
    assert (planned.last, planned.reason and planned.reason.why) == (None, Why.NO_FIGURE)


def test_a_target_whose_day_is_past_is_met_only_by_the_figure_of_its_own_period():
    """1,779 in 2019 against 1,800 in 2019: 21 short. Against 1,850 in 2020 nothing can be said in 2026."""
    later = date(2026, 11, 22)
    own = aim(
        ("2019", "1779"), value="1800", period="2019", unit="assessments", direction="up_is_good", as_of=later
    )
    assert (own.remaining, own.standing, own.pace) == (21, Standing.SHORT, NoPace.DAY_PAST)
    assert own.is_of_its_period
    none = aim(
        ("2019", "1779"), value="1850", period="2020", unit="assessments", direction="up_is_good", as_of=later
    )
    assert (none.remaining, none.reason and none.reason.why) == (None, Why.NO_FIGURE_THEN)
    then = aim(
        ("2019", "1779"),
        value="1850",
        period="2020",
        unit="assessments",
        direction="up_is_good",
        as_of=date(2020, 6, 1),
    )
    assert (then.remaining, then.standing) == (71, Standing.SHORT)


def test_a_pace_needs_a_clear_change_since_an_earlier_point_and_something_left_to_do():
    assert aim(("2018", "42"), direction="up_is_bad").pace is NoPace.NO_EARLIER_POINT
    assert aim(("2014", "50"), ("2018", "30"), direction="up_is_bad").pace is NoPace.REACHED
    unclear = aim(
        ("2014", "50"), ("2018", "48"), of={"n": 100}, collection="sample_survey", direction="up_is_bad"
    )
    assert (unclear.standing, unclear.pace) == (Standing.SHORT, NoPace.NOT_CLEAR)
    broken = [{"from": "2016", "reason": {"nb": "Ny lov.", "en": "New law."}}]
    assert (
        aim(("2014", "50"), ("2018", "42"), direction="up_is_bad", breaks=broken).pace
        is NoPace.NO_EARLIER_POINT
    )


def test_a_published_interval_is_turned_round():
    """42 with 40 to 45 beside 30: from 30 − 45 = −15 to 30 − 40 = −10."""
    found = aim(
        ("2018", "42"),
        of={"interval": PublishedInterval(Decimal(40), Decimal(45), Decimal(95))},
        collection="sample_survey",
        direction="up_is_bad",
    )
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((-15, -10))


def test_a_target_for_a_cohort_is_due_when_the_cohort_was_followed():
    """The cohort of 2020 is followed for 24 months: until the end of 2022 its figure cannot be there."""
    cohort = {"period_kind": "release_cohort", "follow_up": 24, "direction": "up_is_bad", "period": "2020"}
    assert aim(("2016", "42"), as_of=date(2022, 6, 1), **cohort).remaining == -12
    assert aim(("2016", "42"), as_of=date(2023, 6, 1), **cohort).reason is not None
