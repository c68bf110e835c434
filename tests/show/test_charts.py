"""The data of charts: bars from zero, gaps left open, text that stays text, and words for those who do not see."""

import math
from datetime import date
from typing import Any

import pytest

from monitor.evidence.record import PublicStatus, Reading
from monitor.measures.observations import Qualifier, Series
from monitor.measures.quality import Missing
from monitor.reporting.status import Status
from monitor.review.exploring.bounds import MOST_LINES
from monitor.review.schedule import schedule
from monitor.review.standing import Standing
from monitor.review.timeline import Course
from monitor.show.charts import indicator as charts
from monitor.show.charts import timeline
from monitor.show.charts.style import Paint, dash, symbol
from monitor.show.words import Words
from tests.builders import (
    a_series,
    an_entry,
    an_indicator,
    an_initiative,
    an_observation,
    both,
    planned,
    some_evidence,
)

EN, NB = Words("en"), Words("nb")
PAINT = Paint(dark=False)
HOSTILE = '<a href="https://evil.example">x</a>'


def drawn(series: Series, words: Words = EN, paint: Paint = PAINT) -> Any:
    figure = charts.chart(series, words, paint, as_of=AS_OF)
    assert figure is not None
    return figure


def behind(figure: Any) -> list[tuple[float, str]]:
    """What stands behind the ends of rows, and where; not their names, which stand above them."""
    return [(note.x, note.text) for note in figure.layout.annotations if note.xref != "paper"]


def above(figure: Any) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.xref == "paper"]


def lines(*figures: tuple[str, str], **over: Any) -> Any:
    return drawn(a_series(*figures, shown_as="lines", period_kind="calendar_year", **over))


@pytest.mark.parametrize("shown_as", ["bars", "dots"])
@pytest.mark.parametrize("values", [("56", "24"), ("3",), ("-5", "10"), ("-5", "-2")])
def test_bars_and_dots_start_at_zero(shown_as: str, values: tuple[str, ...]):
    series = a_series(*((str(2010 + place), value) for place, value in enumerate(values)), shown_as=shown_as)
    low, high = drawn(series).layout.xaxis.range
    assert low <= 0 <= high
    assert low <= min(map(float, values))
    assert high >= max(map(float, values))
    assert low == 0 or min(map(float, values)) < 0


def test_lines_start_at_zero():
    assert lines(("2014", "56"), ("2015", "60")).layout.yaxis.rangemode == "tozero"


def test_a_year_that_was_not_measured_leaves_a_gap():
    [trace] = lines(("2010", "1"), ("2011", "2"), ("2012", "3"), ("2016", "4"), ("2017", "5")).data
    assert trace.connectgaps is False
    assert list(trace.y) == [1, 2, 3, None, 4, 5]
    between = trace.x[3]
    assert date(2012, 7, 1) < between < date(2016, 7, 1)
    assert trace.text[3] == ""


def test_years_in_a_row_are_joined():
    [trace] = lines(("2010", "1"), ("2011", "2"), ("2012", "3")).data
    assert list(trace.y) == [1, 2, 3]


def test_points_stand_in_order_of_time_whatever_the_order_in_the_file():
    [trace] = lines(("2012", "3"), ("2010", "1"), ("2011", "2")).data
    assert list(trace.y) == [1, 2, 3]


def test_undated_figures_are_placed_nowhere_on_a_line():
    [trace] = lines(("2010", "1"), ("undated", "9"), ("2011", "2")).data
    assert 9 not in trace.y


def test_groups_differ_by_more_than_colour():
    indicator = an_indicator(shown_as="lines")
    figures = tuple(
        an_observation(indicator, year, "1", group) for group in ("own", "none") for year in ("2010", "2011")
    )
    first, second = drawn(Series(indicator, figures)).data
    assert (first.name, second.name) == ("Own", "None")
    assert first.line.dash != second.line.dash
    assert set(first.marker.symbol) != set(second.marker.symbol)

    paint = Paint(dark=False)
    marks = {(paint.colour(place), symbol(None, place)) for place in range(MOST_LINES)}
    strokes = {(paint.colour(place), dash(place)) for place in range(MOST_LINES)}
    assert len(marks) == len(strokes) == MOST_LINES, "no colour comes again with the same mark or stroke"


@pytest.mark.parametrize("qualifier", [Qualifier.PLANNED, Qualifier.TARGET])
def test_what_nobody_has_measured_is_drawn_hollow_or_hatched(qualifier: Qualifier):
    for shown_as in ("bars", "dots", "lines"):
        indicator = an_indicator(shown_as=shown_as)
        measured = an_observation(indicator, "2016", "400")
        series = Series(indicator, (measured, planned(an_observation(indicator, "2017", "500"), qualifier)))
        [trace] = drawn(series).data
        marks = trace.marker.pattern.shape if shown_as == "bars" else trace.marker.symbol
        assert marks[0] != marks[1]


@pytest.mark.parametrize("shown_as", ["bars", "dots", "lines"])
def test_a_label_that_looks_like_a_link_stays_text(shown_as: str):
    [dimension] = an_indicator().model_dump()["dimensions"]
    dimension["codes"][0]["label"] = {"nb": HOSTILE, "en": HOSTILE}
    indicator = an_indicator(shown_as=shown_as, dimensions=[dimension])
    figures = tuple(
        an_observation(indicator, year, "1", group) for group in ("own", "none") for year in ("2010", "2011")
    )
    told = drawn(Series(indicator, figures), paint=Paint(dark=False, watermark=HOSTILE)).to_json()
    assert "<a href" not in told
    assert "\\u003ca" not in told
    assert "&lt;a" in told


def test_a_figure_that_is_about_is_drawn_with_that_word():
    indicator = an_indicator()
    figure = planned(an_observation(indicator, "2014", "35"), Qualifier.ABOUT)
    [trace] = drawn(Series(indicator, (figure,))).data
    assert trace.text == ("about 35\N{NO-BREAK SPACE}%",)


def test_the_name_of_a_row_stands_above_it_and_a_long_figure_with_it():
    indicator = an_indicator()
    worded = planned(an_observation(indicator, "2014", "33", "own"), Qualifier.WORDED)
    plain = an_observation(indicator, "2014", "24", "none")
    figure = drawn(Series(indicator, (worded, plain)))
    assert above(figure) == ["Own<br>33\N{NO-BREAK SPACE}%, given in words", "None"]
    assert behind(figure) == [(24, "24\N{NO-BREAK SPACE}%")]
    assert figure.layout.yaxis.showticklabels is False, "names beside the axis leave a telephone no room"


def test_a_long_name_is_broken_into_lines_and_the_row_has_room_for_them():
    [dimension] = an_indicator().model_dump()["dimensions"]
    dimension["codes"][0]["label"] = both("Adults released from sentences of six months or under")
    indicator = an_indicator(dimensions=[dimension])
    long = drawn(Series(indicator, (an_observation(indicator, "2014", "10", "own"),)))
    short = drawn(Series(indicator, (an_observation(indicator, "2014", "10", "none"),)))
    assert above(long) == ["Adults released from sentences of<br>six months or under"]
    assert long.layout.height > short.layout.height


@pytest.mark.parametrize("value", ["3", "56", "100"])
def test_a_figure_has_room_behind_the_longest_row_of_a_telephone(value: str):
    figure = drawn(a_series(("2013", value), ("2014", "2"), shown_as="bars"))
    _low, high = figure.layout.xaxis.range
    [end, text], _other = behind(figure)
    assert 320 * (1 - end / high) > 8 * len(text)


def test_words_of_a_figure_below_zero_stand_behind_zero_and_not_on_the_bar():
    [first, _second] = behind(drawn(a_series(("2013", "-5"), ("2014", "2"), shown_as="bars", unit="persons")))
    assert first[0] == 0


def test_bars_of_several_periods_name_the_period():
    [trace] = drawn(a_series(("2003", "1"), ("2014", "2"))).data
    assert list(trace.y) == ["Total, 2003", "Total, 2014"]


def test_a_table_alone_and_a_line_of_one_period_are_no_line():
    assert charts.chart(a_series(("2014", "1"), shown_as="table"), EN, PAINT, as_of=AS_OF) is None
    assert charts.chart(Series(an_indicator(), ()), EN, PAINT, as_of=AS_OF) is None
    assert drawn(a_series(("2014", "1"), shown_as="lines")).data[0].type == "bar"


def test_the_alternative_holds_the_finding_and_the_newest_figures():
    told = charts.alternative_text(a_series(("2003", "60"), ("2014", "56")), EN)
    assert told.startswith("One in four has no housing.")
    assert "total 2014: 56\N{NO-BREAK SPACE}%" in told
    assert "2003" not in told
    assert told.endswith("The table holds every figure.")


def test_the_alternative_is_in_the_readers_language():
    told = charts.alternative_text(a_series(("2014", "56")), NB)
    assert "One in four has no housing. (norsk)" in told
    assert told.endswith(NB("The table holds every figure."))


def test_a_demonstration_is_written_on_every_picture():
    watermark = Paint(dark=True, watermark="Demonstration")
    assert drawn(a_series(("2014", "1")), paint=watermark).layout.title.text == "Demonstration"
    assert on_a_line(a_course(), paint=watermark).layout.title.text == "Demonstration"
    assert drawn(a_series(("2014", "1"))).layout.title.text is None


def test_decimals_follow_the_language():
    assert drawn(a_series(("2014", "1")), EN).layout.separators[0] == "."
    assert drawn(a_series(("2014", "1")), NB).layout.separators[0] == ","


@pytest.mark.parametrize("shown_as", ["bars", "dots"])
def test_an_interval_is_a_whisker_and_the_words_stand_behind_its_end(shown_as: str):
    indicator = an_indicator(shown_as=shown_as)
    sampled = an_observation(indicator, "2014", "56", "own", n=264)
    unknown = an_observation(indicator, "2014", "24", "none")
    figure = drawn(Series(indicator, (sampled, unknown)))
    [trace] = figure.data
    [low, none_below], [high, none_above] = trace.error_x.arrayminus, trace.error_x.array
    assert (56 - low, 56 + high) == pytest.approx((49.97, 61.86), abs=0.01)
    assert math.isnan(float(none_below)), "of null plotly would draw a whisker without length"
    assert math.isnan(float(none_above))
    assert behind(figure) == [
        (pytest.approx(61.86, abs=0.01), "56\N{NO-BREAK SPACE}%"),
        (24, "24\N{NO-BREAK SPACE}%"),
    ]
    assert list(trace.customdata) == ["56\N{NO-BREAK SPACE}% (50–62)", "24\N{NO-BREAK SPACE}%"]
    assert figure.layout.xaxis.range[1] > 61.86


def test_no_share_above_a_hundred_is_marked_on_an_axis():
    figure = drawn(a_series(("2014", "92"), ("2015", "80"), shown_as="bars"))
    assert list(figure.layout.xaxis.tickvals) == [0, 20, 40, 60, 80, 100]
    assert figure.layout.xaxis.range[1] > 100, "room for the words"
    counts = drawn(a_series(("2014", "92"), ("2015", "80"), shown_as="bars", unit="persons"))
    assert counts.layout.xaxis.tickvals is None


def test_a_bar_is_pale_below_a_whisker_and_full_without():
    indicator = an_indicator()
    with_n = Series(indicator, (an_observation(indicator, "2014", "56", "own", n=100),))
    assert drawn(with_n).data[0].marker.color.startswith("rgba(")
    assert drawn(a_series(("2014", "56"), shown_as="bars")).data[0].marker.color == PAINT.colour(0)


def test_without_intervals_there_are_no_whiskers():
    for shown_as in ("bars", "dots"):
        figure = drawn(a_series(("2014", "56"), shown_as=shown_as))
        assert figure.data[0].error_x.array is None
        assert behind(figure) == [(56, "56\N{NO-BREAK SPACE}%")]


def test_points_of_a_line_bear_whiskers_in_the_colour_of_their_line():
    indicator = an_indicator(shown_as="lines")
    figures = tuple(an_observation(indicator, year, "40", n=260) for year in ("2010", "2011"))
    [trace] = drawn(Series(indicator, figures)).data
    assert [40 - low for low in trace.error_y.arrayminus] == pytest.approx([34.23, 34.23], abs=0.01)
    assert trace.error_y.color == trace.line.color
    assert next(iter(trace.customdata)).endswith("40\N{NO-BREAK SPACE}% (34–46)")


BREAK = {"from": "2012", "reason": both("Counted anew")}


def test_a_line_never_crosses_a_series_break_and_the_break_is_marked():
    figure = lines(("2010", "1"), ("2011", "2"), ("2012", "3"), ("2013", "4"), breaks=[BREAK])
    [trace] = figure.data
    assert list(trace.y) == [1, 2, None, 3, 4]
    assert [shape.x0 for shape in figure.layout.shapes] == [date(2012, 1, 1)]
    assert [note.text for note in figure.layout.annotations] == ["Series break"]


def test_a_break_of_another_group_leaves_a_line_whole():
    indicator = an_indicator(shown_as="lines", breaks=[BREAK | {"codes": {"answer": ["own"]}}])
    figures = tuple(
        an_observation(indicator, year, "1", group) for group in ("own", "none") for year in ("2011", "2012")
    )
    own, none = drawn(Series(indicator, figures)).data
    assert list(own.y) == [1, None, 1]
    assert list(none.y) == [1, 1]


def test_bars_leave_a_row_empty_where_the_series_breaks():
    figure = drawn(a_series(("2011", "1"), ("2012", "2"), ("2013", "3"), dimensions=[], breaks=[BREAK]))
    assert list(figure.layout.yaxis.categoryarray) == ["2011", "Series break: 2012", "2012", "2013"]
    assert list(figure.data[0].y) == ["2011", "2012", "2013"]


def test_what_is_missing_is_not_drawn():
    indicator = an_indicator()
    there = an_observation(indicator, "2014", "56", "own")
    missing = an_observation(indicator, "2014", None, "none", missing=Missing.CONFIDENTIAL)
    assert list(drawn(Series(indicator, (there, missing))).data[0].x) == [56]
    assert charts.chart(Series(indicator, (missing,)), EN, PAINT, as_of=AS_OF) is None


AS_OF = date(2018, 12, 31)


def a_course(number: str = "1.1", **over: Any) -> Course:
    initiative = an_initiative(id=number, title=both(over.pop("title", "A title")), deadline={"due": "2018"})
    standing = Standing(
        initiative,
        None,
        Reading(PublicStatus.NOT_EVIDENCED, None, None),
        schedule(initiative, None, as_of=AS_OF),
    )
    return Course(standing, over.get("reports", ()), over.get("evidence", ()))


def on_a_line(*courses: Course, paint: Paint = PAINT) -> Any:
    return timeline.chart(list(courses), EN, paint, start=date(2017, 1, 1), as_of=AS_OF)


def points(figure: Any, name: str) -> list[tuple[date, str]]:
    return [
        (day, row)
        for trace in figure.data
        if trace.name == name
        for day, row in zip(trace.x, trace.y, strict=True)
    ]


def test_a_line_runs_to_the_last_day_of_the_deadline_and_reports_stand_on_their_day():
    course = a_course(reports=(an_entry(status=Status.COMPLETED, effective_on=date(2018, 6, 1)),))
    figure = on_a_line(course, a_course("1.2"))
    assert (date(2018, 12, 31), "1.1") in points(figure, "Planned")
    assert points(figure, "Reported: Completed") == [(date(2018, 6, 1), "1.1")]


def test_evidence_stands_on_its_event_or_else_its_publication():
    course = a_course(
        evidence=(
            some_evidence(event_day="2018-03-05"),
            some_evidence(publication_day="2019-03-01", event_day=None),
        )
    )
    assert points(on_a_line(course), "Public record: Done") == [
        (date(2018, 3, 5), "1.1"),
        (date(2019, 3, 1), "1.1"),
    ]


def test_every_kind_of_mark_on_the_timeline_has_a_symbol_of_its_own():
    course = a_course(
        reports=tuple(an_entry(status=status) for status in Status),
        evidence=tuple(some_evidence(supports=status) for status in PublicStatus),
    )
    marks = [trace.marker.symbol for trace in on_a_line(course).data if trace.mode == "markers"]
    assert len(marks) >= 8
    assert len(set(marks)) == len(marks)


def test_the_day_shown_is_a_line_on_that_day():
    shapes = on_a_line(a_course()).layout.shapes
    assert [(shape.x0, shape.x1) for shape in shapes] == [(AS_OF, AS_OF)]


def test_a_title_that_looks_like_a_link_stays_text_on_the_timeline():
    told = on_a_line(a_course(title=HOSTILE)).to_json()
    assert "<a href" not in told
    assert "&lt;a href" in told
