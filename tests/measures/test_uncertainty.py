"""How far a figure may be off: an interval, or the reason why there is none."""

from decimal import Decimal
from typing import Any

import pytest

from monitor.measures.collection import Collection
from monitor.measures.observations import Observation, PublishedInterval, Qualifier
from monitor.measures.quality import Flag, Missing
from monitor.measures.uncertainty import Basis, NoInterval, Range, estimate, few_of, uncertainty
from tests.builders import an_import, an_indicator, an_observation

PUBLISHED = PublishedInterval(Decimal("50.2"), Decimal(62), Decimal(90))


def a_figure(value: str | None = "56", **over: Any) -> Observation:
    return an_observation(an_indicator(), "2014", value, **({"n": 264} | over))


def found(figure: Observation, **over: Any) -> Range | NoInterval:
    return uncertainty(figure, an_indicator(**over))


# Wilson's formula worked by hand (see the docstrings of monitor.statistics.wilson), z = 1.959964:
#   9 of 16:   p = 0.5625, centre (p + z²/2n)/(1 + z²/n) = 0.55040, half width 0.21862 → 33.18 to 76.90
#   40 % of 260: centre 0.40146, half width 0.05913 → 34.23 to 46.06
#   0 of 20:   0 to z²/(n + z²) = 0.16113
@pytest.mark.parametrize(
    ("value", "n", "lower", "upper"),
    [
        ("56.25", 16, 33.18, 76.90),
        ("40", 260, 34.23, 46.06),
        ("0", 20, 0.0, 16.11),
        ("100", 20, 83.89, 100.0),
    ],
)
def test_a_share_of_a_sample_with_its_own_n_has_wilsons_interval(
    value: str, n: int, lower: float, upper: float
):
    interval = found(a_figure(value, n=n))
    assert isinstance(interval, Range)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=0.01)
    assert (interval.level, interval.basis) == (pytest.approx(95), Basis.WILSON)


def test_the_printed_count_is_used_where_it_agrees_with_the_value():
    rounded, counted = (found(a_figure("56", n=16, numerator=count)) for count in (None, Decimal(9)))
    assert isinstance(rounded, Range)
    assert isinstance(counted, Range)
    assert counted.lower == pytest.approx(33.18, abs=0.01), "of 9/16, which is 56.25"
    assert rounded.lower == pytest.approx(32.97, abs=0.01), "of 0.56"


def test_where_weights_have_moved_the_value_it_is_taken_as_printed():
    weighted = found(a_figure("60", n=16, numerator=Decimal(9)))
    assert weighted == found(a_figure("60", n=16))


def test_a_sample_of_files_is_a_sample():
    assert isinstance(found(a_figure(), collection="audit_sample"), Range)


@pytest.mark.parametrize("collection", Collection)
def test_a_published_interval_is_taken_as_it_is_whatever_the_collection(collection: Collection):
    told = found(a_figure(interval=PUBLISHED), collection=collection)
    assert told == Range(50.2, 62, 90, Basis.PUBLISHED)


def test_a_published_interval_may_lack_its_level():
    told = found(a_figure(interval=PublishedInterval(Decimal(50), Decimal(62), None)))
    assert told == Range(50, 62, None, Basis.PUBLISHED)


@pytest.mark.parametrize(
    ("collection", "reason"),
    [
        ("register", NoInterval.REGISTER),
        ("full_count", NoInterval.FULL_COUNT),
        ("administrative", NoInterval.ADMINISTRATIVE),
        ("estimate", NoInterval.ESTIMATE),
        ("plan", NoInterval.PLANNED),
        ("mixed", NoInterval.SEVERAL_WAYS),
    ],
)
def test_what_is_no_sample_has_no_interval_even_with_n(collection: str, reason: NoInterval):
    assert found(a_figure(n=16), collection=collection) is reason


def test_where_nobody_says_how_figures_were_collected_there_is_no_interval():
    assert uncertainty(a_figure(), an_import(unit="percent")) is NoInterval.COLLECTION_NOT_STATED


@pytest.mark.parametrize("qualifier", [word for word in Qualifier if word not in ("planned", "target")])
def test_a_figure_in_words_has_no_interval(qualifier: Qualifier):
    assert found(a_figure(qualifier=qualifier)) is NoInterval.IN_WORDS


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({"value": None, "missing": Missing.CONFIDENTIAL}, NoInterval.MISSING),
        ({"qualifier": Qualifier.PLANNED}, NoInterval.PLANNED),
        ({"qualifier": Qualifier.TARGET}, NoInterval.PLANNED),
        ({"flags": (Flag.TARGET,)}, NoInterval.PLANNED),
        ({"flags": (Flag.ABOUT,)}, NoInterval.IN_WORDS),
        ({"flags": (Flag.ESTIMATED,)}, NoInterval.ESTIMATE),
        ({"n": None}, NoInterval.N_UNKNOWN),
        ({"value": "-3"}, NoInterval.NO_SHARE),
        ({"value": "104"}, NoInterval.NO_SHARE),
    ],
)
def test_no_interval_is_computed_where_a_condition_of_the_formula_fails(
    over: dict[str, Any], reason: NoInterval
):
    assert found(a_figure(**over)) is reason


@pytest.mark.parametrize("unit", ["persons", "months", "per_1000", "percentage_points"])
def test_what_is_no_share_has_no_interval_of_a_share(unit: str):
    assert found(a_figure(), unit=unit) is NoInterval.NO_SHARE


@pytest.mark.parametrize("flag", [Flag.PROVISIONAL, Flag.REVISED, Flag.SECOND_HAND, Flag.LOW_RELIABILITY])
def test_a_flag_that_does_not_touch_the_formula_leaves_the_interval(flag: Flag):
    assert isinstance(found(a_figure(flags=(flag,))), Range)


def test_a_figure_that_counts_everybody_is_exact_and_one_of_unknown_error_is_not():
    exact = estimate(a_figure(), an_indicator(collection="register"))
    assert exact is not None
    assert (exact.exact, exact.interval) == (True, None)
    unknown = estimate(a_figure(n=None), an_indicator())
    assert unknown is not None
    assert (unknown.exact, unknown.interval) == (False, None)


def test_an_estimate_bears_the_interval_of_its_figure():
    sampled = estimate(a_figure(), an_indicator())
    assert sampled is not None
    assert sampled.interval is not None
    assert sampled.interval.level == pytest.approx(0.95)
    assert sampled.interval.covers(56)
    published = estimate(a_figure(interval=PUBLISHED), an_indicator())
    assert published is not None
    assert published.interval is not None
    assert published.interval.level == pytest.approx(0.9)


@pytest.mark.parametrize(
    "over",
    [
        {"value": None, "missing": Missing.HIDDEN},
        {"qualifier": Qualifier.ABOUT},
        {"qualifier": Qualifier.TARGET},
        {"flags": (Flag.PLANNED,)},
    ],
)
def test_what_is_missing_planned_or_in_words_is_no_estimate(over: dict[str, Any]):
    assert estimate(a_figure(**over), an_indicator()) is None


def test_an_interval_of_unknown_level_or_beside_its_value_cannot_be_reckoned_with():
    for interval in (
        PublishedInterval(Decimal(50), Decimal(62), None),
        PublishedInterval(Decimal(57), Decimal(62), Decimal(95)),
    ):
        told = estimate(a_figure(interval=interval), an_indicator())
        assert told is not None
        assert (told.exact, told.interval) == (False, None)


@pytest.mark.parametrize(
    ("value", "n", "over", "told"),
    [
        ("56", 16, {}, (9, 16)),  # 56.25 rounds to 56, and no other count does
        ("33", 3, {}, (1, 3)),
        ("100", 29, {}, (29, 29)),
        ("0", 29, {}, (0, 29)),
        ("50", 30, {}, None),  # not few
        ("57", 16, {}, None),  # no count of 16 gives 57: weighted, or another base
        ("60", 16, {"numerator": Decimal(9)}, (9, 16)),  # printed, so it need not be found
        ("56", 16, {"qualifier": Qualifier.ABOUT}, None),
        ("56", 16, {"numerator": Decimal(20)}, None),
    ],
)
def test_a_share_of_few_is_told_as_a_count(value: str, n: int, over: dict[str, Any], told: Any):
    assert few_of(a_figure(value, n=n, **over), an_indicator()) == told


def test_few_persons_in_a_register_are_told_as_a_count_too():
    assert few_of(a_figure("56", n=16), an_indicator(collection="register")) == (9, 16)
    assert few_of(a_figure("56", n=16), an_indicator(unit="persons")) is None
