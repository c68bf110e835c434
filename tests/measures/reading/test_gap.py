"""The latest figures beside the reference population."""

from datetime import date
from typing import Any

import pytest

from monitor.measures.definitions import Definition, Matched
from monitor.measures.observations import Series
from monitor.measures.reading.compare import Comparison
from monitor.measures.reading.gap import Gap, gaps
from monitor.measures.reading.ruling import Note, Why
from monitor.statistics.change import Verdict
from tests.builders import an_indicator, an_observation, both

TODAY = date(2026, 11, 22)


def definition(**over: Any) -> Definition:
    content: dict[str, Any] = {
        "dimensions": [
            {
                "id": "group",
                "title": both("Group"),
                "codes": [{"code": code, "label": both(code)} for code in ("women", "men", "others")],
            }
        ],
        "reference": {
            "population": both("The rest of the population"),
            "group": {"group": "others"},
            "matched_on_age_and_sex": "yes",
        },
    }
    return an_indicator(**(content | over))


def series(entry: Definition, *figures: tuple[str, str, str], **over: Any) -> Series:
    return Series(entry, tuple(an_observation(entry, *figure, **over) for figure in figures))


def found(*figures: tuple[str, str, str], **over: Any) -> list[Gap]:
    return gaps(series(definition(), *figures, **over), {}, as_of=TODAY)


def compared(gap: Gap) -> Comparison:
    assert isinstance(gap.found, Comparison)
    return gap.found


def test_by_hand_36_of_100_beside_82_of_200():
    """Wilson: 36 % is 27.27 to 45.76, 82 % is 76.09 to 86.70. The difference is −46.

    Below it √((36 − 27.27)² + (86.70 − 82)²) = √(76.2 + 22.1) = 9.91, above √((45.76 − 36)² + (82 − 76.09)²) =
    √(95.3 + 34.9) = 11.41: −55.91 to −34.59.
    """
    entry = definition()
    women = an_observation(entry, "2014", "36", "women", n=100)
    others = an_observation(entry, "2014", "82", "others", n=200)
    (gap,) = gaps(Series(entry, (women, others)), {}, as_of=TODAY)
    told = compared(gap)
    assert (told.difference, told.verdict, gap.matched) == (-46, Verdict.FELL, Matched.YES)
    assert told.interval is not None
    assert (told.interval.low, told.interval.high) == (
        pytest.approx(-55.91, abs=0.02),
        pytest.approx(-34.59, abs=0.02),
    )


def test_every_group_but_the_reference_itself_is_set_beside_it():
    told = found(("2014", "36", "women"), ("2014", "30", "men"), ("2014", "82", "others"))
    assert [gap.figure.observation.group["group"] for gap in told] == ["women", "men"]
    assert [compared(gap).difference for gap in told] == [-46, -52]


def test_only_the_latest_figure_of_a_group_is():
    told = found(("2012", "30", "women"), ("2014", "36", "women"), ("2014", "82", "others"))
    assert [compared(gap).first.period.text for gap in told] == ["2014"]


@pytest.mark.parametrize(
    ("reference", "why", "notes"),
    [
        (("2013", "2015"), None, (Note.REFERENCE_OF_ANOTHER_PERIOD,)),  # the earlier of two that are as near
        (("2014",), None, ()),
        (("2010",), Why.PERIODS_APART, ()),
        (("2014-06-01",), Why.PERIODS_UNLIKE, ()),
    ],
)
def test_the_reference_is_of_the_same_time_or_the_year_beside_it(
    reference: tuple[str, ...], why: Why | None, notes: tuple[Note, ...]
):
    (gap,) = found(("2014", "36", "women"), *((period, "82", "others") for period in reference))
    told = compared(gap)
    assert told.second.period.text == reference[0]
    assert (told.ruling.why, told.ruling.notes) == (why, notes)


def test_a_group_without_a_reference_figure_is_told_to_have_none():
    (gap,) = found(("2014", "36", "women"))
    assert not isinstance(gap.found, Comparison)
    assert gap.found.why is Why.NO_REFERENCE_FIGURE


def test_a_reference_in_another_indicator_is_that_of_the_same_codes_there():
    others = definition(id="others", reference=None)
    entry = definition(reference={"population": both("Others"), "indicator": "others"})
    known = {"others": series(others, ("2014", "80", "women"), ("2014", "84", "men"))}
    told = gaps(series(entry, ("2014", "36", "women"), ("2014", "30", "men")), known, as_of=TODAY)
    assert [compared(gap).difference for gap in told] == [-44, -54]
    assert {gap.matched for gap in told} == {Matched.UNKNOWN}
    (gone,) = gaps(series(entry, ("2014", "36", "women")), {}, as_of=TODAY)
    assert not isinstance(gone.found, Comparison)


def test_without_a_reference_nothing_is_told():
    plain = definition(reference=None)
    assert gaps(series(plain, ("2014", "36", "women")), {}, as_of=TODAY) == []
