"""The charts of the explorer: gaps stay gaps, intervals are seen, marks are bounded, and colour never speaks alone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import plotly.graph_objects as go
import pytest

from monitor.measures.columns import in_columns
from monitor.measures.definitions import Definition
from monitor.measures.editions import Counts
from monitor.measures.observations import Series
from monitor.measures.periods import Period
from monitor.measures.quality import Missing
from monitor.review.exploring.bounds import MOST_LINES, MOST_PANELS, MOST_ROWS
from monitor.review.exploring.explorer import Explorer, View
from monitor.review.exploring.look import Look, Shape
from monitor.show.blocks import exploring as blocks
from monitor.show.charts.exploring.chart import alternative_text, chart
from monitor.show.charts.exploring.drawn import Drawn
from monitor.show.charts.style import Paint
from monitor.show.exploring import source_line, subtitle, title
from monitor.show.words import Words
from monitor.storage.figures.in_memory import InMemoryFigures
from tests.builders import an_indicator, an_observation, both
from tests.measures.vintages import InMemoryEditions, a_new_edition

EN, NB = Words("en"), Words("nb")
TODAY = date(2026, 3, 2)
MANY = [f"c{number:02d}" for number in range(50)]
HOSTILE = '<a href="https://evil.example">x</a>'


def indicator(*codes: str, kind: str = "separate", **over: Any) -> Definition:
    labels = over.pop("labels", {})
    said = [{"code": code, "label": both(labels.get(code, code))} for code in codes or ("own", "none")]
    return an_indicator(
        dimensions=[{"id": "answer", "title": both("Answer"), "kind": kind, "codes": said}], **over
    )


def view_of(definition: Definition, entries: Sequence[Any], **chosen: Any) -> View:
    table = in_columns(Series(definition, tuple(entries)))
    editions = InMemoryEditions()
    new = a_new_edition(table, imported=definition, counts=Counts(new=len(entries)))
    (kept,) = editions.add([new], by="x", at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    explorer = Explorer(editions, InMemoryFigures({(kept.indicator, 1): table}))
    return explorer.view(Look(definition.id, **chosen), as_of=TODAY, today=TODAY)


def course(
    definition: Definition, group: str, *values: str | None, n: int | None = None, first: int = 2010
) -> Any:
    return [
        an_observation(definition, str(first + place), value, group, n=n)
        for place, value in enumerate(values)
        if value is not None
    ]


def drawn(view: View, words: Words = EN, paint: Paint | None = None) -> Drawn:
    found = chart(view, words, paint or Paint(dark=False), as_of=TODAY)
    assert found is not None
    return found


def figure_of(found: Drawn) -> go.Figure:
    """As plotly understands it, which refuses what it does not know."""
    return go.Figure(found.figure)


def lines_of(found: Drawn) -> list[Any]:
    return [trace for trace in figure_of(found).data if trace.fill is None]


def bands_of(found: Drawn) -> list[Any]:
    return [trace for trace in figure_of(found).data if trace.fill == "toself"]


def test_lines_have_a_band_where_figures_have_intervals():
    definition = indicator()
    view = view_of(definition, course(definition, "own", "50", "55", "60", n=100))
    (band,) = bands_of(drawn(view))
    assert len(band.y) == 6
    assert max(band.y) > 60
    assert min(band.y) < 50


def test_figures_without_an_interval_have_no_band():
    definition = indicator()
    found = drawn(view_of(definition, course(definition, "own", "50", "55")))
    assert bands_of(found) == []
    assert lines_of(found)[0].error_y.array is None


def test_of_many_lines_each_figure_bears_its_interval_as_a_whisker():
    codes = ("a", "b", "c", "d", "e")
    definition = indicator(*codes)
    entries = [each for code in codes for each in course(definition, code, "50", "55", n=100)]
    found = drawn(view_of(definition, entries))
    assert bands_of(found) == []
    assert all(len(trace.error_y.array) == 2 for trace in lines_of(found))


def test_a_series_break_is_a_gap_with_a_mark_and_the_band_breaks_too():
    definition = indicator(breaks=[{"from": "2012", "reason": both("Counted anew")}])
    found = drawn(view_of(definition, course(definition, "own", "50", "55", "60", "61", n=100)))
    assert list(lines_of(found)[0].y) == [50, 55, None, 60, 61]
    assert len(bands_of(found)) == 2
    assert [note.text for note in figure_of(found).layout.annotations] == ["Series break"]
    assert len(figure_of(found).layout.shapes) == 1


def test_no_two_lines_look_alike_without_colour():
    definition = indicator(*MANY)
    entries = [each for code in MANY[:MOST_LINES] for each in course(definition, code, "50", "55")]
    looks = {
        (trace.line.dash, trace.marker.symbol[0])
        for trace in lines_of(drawn(view_of(definition, entries, shape=Shape.LINES)))
    }
    assert len(looks) == MOST_LINES


def test_a_chart_of_too_many_groups_draws_the_first_and_says_so():
    definition = indicator(*MANY)
    entries = [each for code in MANY for each in course(definition, code, "50", "55")]
    view = view_of(definition, entries, codes={"answer": ("*",)}, shape=Shape.LINES)
    found = drawn(view)
    assert len(lines_of(found)) == MOST_LINES
    assert "12 of 50 groups are drawn: the first of those chosen. The table holds all." in found.left_out
    dots = drawn(view_of(definition, entries, codes={"answer": ("*",)}, shape=Shape.DOTS))
    assert len(figure_of(dots).data[0].x) == MOST_ROWS
    panels = drawn(view_of(definition, entries, codes={"answer": ("*",)}, shape=Shape.PANELS))
    assert len(figure_of(panels).data) == MOST_PANELS


def test_dots_show_one_period_with_whiskers_and_words():
    definition = indicator()
    entries = [*course(definition, "own", "50", "60", n=100), *course(definition, "none", "20", "30", n=100)]
    found = drawn(view_of(definition, entries, shape=Shape.DOTS))
    (trace,) = figure_of(found).data
    assert list(trace.x) == [60, 30]
    assert all(each > 0 for each in trace.error_x.array)
    assert [note.text.replace("\N{NO-BREAK SPACE}", " ") for note in figure_of(found).layout.annotations] == [
        "own",
        "60 %",
        "none",
        "30 %",
    ]
    assert "Only 2011 is drawn, the latest period chosen." in found.left_out
    assert figure_of(found).layout.xaxis.range[0] == 0


def test_figures_years_apart_are_dots_and_a_line_between_them_is_not_drawn():
    definition = indicator()
    entries = [
        an_observation(definition, year, value, "own") for year, value in (("2012", "9"), ("2016", "5"))
    ]
    found = drawn(view_of(definition, entries))
    assert list(lines_of(found)[0].y) == [9, None, 5]
    assert any("more than a year and a half apart are not joined" in note for note in found.notes)
    yearly = drawn(view_of(definition, course(definition, "own", "9", "5")))
    assert list(lines_of(yearly)[0].y) == [9, 5]
    assert yearly.notes == ()


def test_an_axis_of_time_names_years_that_were_counted_and_as_they_were_counted():
    definition = indicator()

    def axis(*periods: str) -> Any:
        entries = [an_observation(definition, period, "5", "own") for period in periods]
        return figure_of(drawn(view_of(definition, entries))).layout.xaxis

    assert (axis("2012", "2016").dtick, axis("2012", "2016").tickformat) == ("M12", "%Y")
    assert axis("2008", "2019").dtick == "M24"
    assert list(axis("2020/21", "2021/22").ticktext) == [
        EN.period(Period("2020/21")), EN.period(Period("2021/22"))
    ]  # fmt: skip


def test_what_is_hidden_stands_with_its_reason_by_the_name_and_takes_no_room_from_the_figures():
    definition = indicator("own", "none", "other")
    entries = [
        *course(definition, "own", "50"),
        an_observation(definition, "2010", None, "none", missing=Missing.HIDDEN),
        *course(definition, "other", "30"),
    ]
    layout = figure_of(drawn(view_of(definition, entries, shape=Shape.DOTS))).layout
    assert [note.text for note in layout.annotations if "hidden" in note.text] == [
        "none<br>: (hidden to protect persons)"
    ]
    assert layout.margin.r < 80


def test_panels_share_their_axes():
    definition = indicator("own", "none")
    entries = [*course(definition, "own", "50", "60"), *course(definition, "none", "20", "30")]
    layout = figure_of(drawn(view_of(definition, entries, shape=Shape.PANELS))).layout
    assert (layout.xaxis2.matches, layout.yaxis2.matches) == ("x", "y")
    assert [note.text for note in layout.annotations] == ["<b>own</b>", "<b>none</b>"]


def test_a_slope_joins_two_points_and_names_what_lies_between():
    definition = indicator()
    found = drawn(view_of(definition, course(definition, "own", "50", "70", "60"), shape=Shape.SLOPE))
    (trace,) = figure_of(found).data
    assert list(trace.y) == [50, 60]
    assert list(figure_of(found).layout.xaxis.ticktext) == ["2010", "2012"]
    assert "1 period between the two points is not drawn." in found.left_out


def test_parts_are_stacked_with_patterns_and_without_the_total():
    definition = indicator("own", "none", kind="parts_of_whole")
    entries = [
        an_observation(definition, "2014", value, code)
        for code, value in (("", "100"), ("own", "60"), ("none", "40"))
    ]
    found = drawn(view_of(definition, entries, shape=Shape.STACK))
    assert [(bar.name, list(bar.x)) for bar in figure_of(found).data] == [("own", [60]), ("none", [40])]
    assert len({bar.marker.pattern.shape for bar in figure_of(found).data}) == 2
    assert figure_of(found).layout.barmode == "stack"


@pytest.mark.parametrize("shape", [Shape.LINES, Shape.DOTS, Shape.PANELS, Shape.SLOPE])
def test_text_of_others_stays_text(shape: Shape):
    definition = indicator("own", "none", labels={"own": HOSTILE}, title=both(HOSTILE), finding=both(HOSTILE))
    entries = [*course(definition, "own", "50", "60"), *course(definition, "none", "20", "30")]
    assert "<a " not in figure_of(drawn(view_of(definition, entries, shape=shape))).to_json()


def test_the_finding_is_the_title_only_while_all_it_speaks_of_is_drawn():
    definition = indicator()
    entries = [*course(definition, "own", "50", "60"), *course(definition, "none", "20", "30")]
    view = view_of(definition, entries)
    assert title(view, drawn(view).shown, EN, complete=True) == "One in four has no housing."
    assert title(view, view.drawn, EN, complete=False) == "Housing at release, 2010–2011"
    some = view_of(definition, entries, codes={"answer": ("own",)}, last="2010")
    assert title(some, some.drawn, EN, complete=True) == "Housing at release: own, 2010"


def test_the_subtitle_says_what_is_counted_and_the_source_line_whose_edition_it_is():
    definition = indicator()
    view = view_of(definition, course(definition, "own", "50", "60"))
    assert subtitle(view, view.drawn, EN) == "Per cent · 2010–2011"
    assert (
        source_line(view, view.drawn, EN) == "Source: SSB (2015). Edition 1, kept 2 March 2026."
    )  # the day in Norway
    assert source_line(view, view.drawn, NB) == "Kilde: SSB (norsk) (2015). Utgave 1, lagret 2. mars 2026."


def test_a_picture_bears_title_period_source_and_ground():
    definition = indicator()
    view = view_of(definition, course(definition, "own", "50", "60"))
    picture = figure_of(drawn(view, paint=Paint(dark=True, watermark="Demonstration"))).layout.meta["picture"]
    text = picture["layout"]["title"]["text"]
    for told in (
        "One in four has no housing.",
        "2010–2011",
        "Source: SSB (2015). Edition 1",
        "Demonstration",
    ):
        assert told in text
    assert picture["layout"]["paper_bgcolor"] == "#17181a"
    assert picture["layout"]["height"] > 380


def test_the_chart_is_told_in_words():
    definition = indicator()
    view = view_of(definition, course(definition, "own", "50", "60"))
    told = alternative_text(view, drawn(view), EN).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "One in four has no housing. all figures 2011: 60 %. The table holds every figure."


def test_every_chart_that_does_not_fit_is_refused_with_its_reason():
    definition = indicator()
    view = view_of(definition, [an_observation(definition, "2014", "50", "own")], shape=Shape.STACK)
    html = blocks.refused(view, EN)
    assert (
        "“Stacked parts of a whole” does not fit what is chosen: nobody says that these are parts of one whole"
        in html
    )
    assert "5 charts do not fit, and why" in html
    assert "Lines over time: no group has values for two periods." in html


def test_a_chart_says_how_many_figures_are_hidden():
    definition = indicator()
    entries = [
        *course(definition, "own", "50", "60", None, "55"),  # nothing came for 2012 but that it is hidden
        an_observation(definition, "2012", None, "own", missing=Missing.HIDDEN),
    ]
    assert drawn(view_of(definition, entries)).notes == (
        "1 figure is hidden to protect persons: it is no dot here and a colon in the table.",
    )


def test_a_line_of_which_every_figure_is_hidden_is_told_though_it_is_not_drawn():
    definition = indicator()
    hidden = [
        an_observation(definition, year, None, "none", missing=Missing.HIDDEN) for year in ("2010", "2011")
    ]
    found = drawn(view_of(definition, [*course(definition, "own", "50", "60"), *hidden], shape=Shape.LINES))
    assert (
        "2 figures are hidden to protect persons: they are no dots here and colons in the table."
        in found.notes
    )


def test_a_long_name_is_broken_in_the_legend_and_the_chart_grows_with_it():
    long = "A region in the south-east with a very long name of its own"
    two = [*course(indicator(), "own", "50", "60"), *course(indicator(), "none", "5", "6")]
    short = drawn(view_of(indicator(), two))
    named = indicator(labels={"own": long, "none": long + " again"})
    found = drawn(view_of(named, two))
    names = [trace["name"] for trace in found.figure["data"] if trace.get("showlegend", True)]
    assert all("<br>" in name for name in names)
    assert max(len(line) for name in names for line in name.split("<br>")) <= 32
    assert found.figure["layout"]["height"] > short.figure["layout"]["height"]


def test_a_chart_of_more_groups_than_are_read_says_that_not_all_are_drawn():
    codes = [f"c{number:04d}" for number in range(400)]
    definition = indicator(*codes)
    entries = [each for code in codes for each in course(definition, code, *["5"] * 8)]
    for shape in (Shape.LINES, Shape.PANELS, Shape.DOTS):
        view = view_of(definition, entries, codes={"answer": ("*",)}, shape=shape)
        assert view.drawn_fewer
        assert any("drawn" in told and "The table holds all." in told for told in drawn(view).left_out), shape
