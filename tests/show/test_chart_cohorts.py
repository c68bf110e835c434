"""Charts of release cohorts say that people stand at the year of their release."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from monitor.measures.observations import Series
from monitor.show.charts.indicator import chart
from monitor.show.charts.style import Paint
from monitor.show.words import Words
from tests.builders import an_indicator, an_observation, both

AS_OF = date(2018, 12, 31)
PAINT = Paint(dark=False, watermark="")
SAID = {"nb": "Løslatelseskull: løslatt i år …", "en": "Release cohort: released in the year …"}
SOURCE = {
    "id": "ssb", "title": "A table", "publisher": both("SSB"), "year": "2018", "url": "https://www.example.no/ssb",
    "seen": "source",
}  # fmt: skip
ROWS = {"nb": "løslatt i 2014", "en": "released in 2014"}


def drawn(language: str, kind: str, shown_as: str, *periods: str, **over: Any) -> go.Figure:
    indicator = an_indicator(period_kind=kind, shown_as=shown_as, **over)
    figures = tuple(
        an_observation(indicator, period, "10", code) for period in periods for code in ("own", "none")
    )
    figure = chart(Series(indicator, figures), Words(language), PAINT, as_of=AS_OF)
    assert figure is not None
    return figure


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_line_of_cohorts_names_its_axis_and_the_legend_stands_below_that(language: str):
    cohorts = drawn(language, "release_cohort", "lines", "2014", "2015")
    calendar = drawn(language, "calendar_year", "lines", "2014", "2015")
    assert cohorts.layout.xaxis.title.text == SAID[language]
    assert calendar.layout.xaxis.title.text is None
    below = [figure.layout.legend.y * figure.layout.height for figure in (cohorts, calendar)]
    assert below[0] < below[1] - 20


def test_a_cohort_of_no_known_year_is_said_to_be_one():
    assert [
        row.replace("<br>", " ") for row in drawn("en", "release_cohort", "bars", "undated").data[0].y
    ] == [
        "Own, year of release not stated",
        "None, year of release not stated",
    ]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_row_of_one_cohort_says_so_too(language: str):
    rows = drawn(language, "release_cohort", "bars", "2014").data[0].y
    assert all(ROWS[language] in row.replace("<br>", " ") for row in rows)
    plain = drawn(language, "calendar_year", "bars", "2014").data[0].y
    assert all("2014" not in row for row in plain), "one year of the calendar stands in the title"


def test_cohorts_that_were_not_followed_in_full_stand_on_ground_that_says_so():
    over = {"follow_up": "24", "sources": [SOURCE]}
    figure = drawn("en", "release_cohort", "lines", "2015", "2016", "2017", "2018", **over)
    [ground] = figure.layout.shapes
    assert (ground.x0, ground.x1) == (date(2017, 1, 1), date(2018, 12, 31)), (
        "2016 was followed until 31 December 2018"
    )
    assert [note.text for note in figure.layout.annotations] == ["incomplete cohorts"]
    complete = drawn("en", "release_cohort", "lines", "2013", "2014", **over)
    assert not complete.layout.shapes
    assert not complete.layout.annotations
