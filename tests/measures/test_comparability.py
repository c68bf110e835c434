"""Which figures of a series may be read as one course."""

from datetime import date
from typing import Any

import pytest

from monitor.measures.comparability import break_days, broken_between
from monitor.measures.quality import Flag
from tests.builders import an_indicator, an_observation, both


def broken(earlier: str, later: str, group: str = "", **over: Any) -> bool:
    indicator = an_indicator(breaks=[{"from": "2012", "reason": both("Counted anew")} | over])
    return broken_between(
        an_observation(indicator, earlier, "1", group),
        an_observation(indicator, later, "2", group),
        indicator,
    )


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        ("2010", "2011", False),
        ("2011", "2012", True),  # the first on the new footing
        ("2012", "2013", False),
        ("2005", "2020", True),
        ("2011..2013", "2014", True),  # begins on the old footing
        ("2011-12", "2012-01", True),
        ("undated", "2014", False),
        ("2011", "undated", False),
    ],
)
def test_a_series_breaks_between_the_last_on_the_old_and_the_first_on_the_new_footing(
    earlier: str, later: str, told: bool
):
    assert broken(earlier, later) is told


def test_a_break_of_one_group_leaves_the_others():
    assert broken("2011", "2012", "own", codes={"answer": ["own"]})
    assert not broken("2011", "2012", "none", codes={"answer": ["own"]})


def test_a_figure_flagged_as_a_break_begins_anew():
    indicator = an_indicator()
    figures = (
        an_observation(indicator, "2011", "1"),
        an_observation(indicator, "2013", "2", flags=(Flag.BREAK,)),
    )
    assert broken_between(*figures, indicator)
    assert break_days(figures, indicator) == [date(2013, 1, 1)]


def test_only_breaks_within_the_span_of_the_figures_are_marked():
    breaks = [{"from": year, "reason": both("Anew")} for year in ("2009", "2012", "2014", "2020")]
    indicator = an_indicator(breaks=breaks)
    figures = [an_observation(indicator, year, "1") for year in ("2010", "2014")]
    assert break_days(figures, indicator) == [date(2012, 1, 1), date(2014, 1, 1)]
    assert break_days([], indicator) == []
    assert break_days([an_observation(indicator, "undated", "1")], indicator) == []
