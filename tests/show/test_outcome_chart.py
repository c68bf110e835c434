"""The chart of delivery beside outcome: what a picture of it must not lose, and what it must not claim."""

import re
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.evidence.record import Evidence
from monitor.measures.observations import Measures, Series
from monitor.reporting.events import NewDeadline, NewEvent, NewMilestone
from monitor.reporting.status import Status
from monitor.review.desk import Desk
from monitor.review.outcome import Outcome
from monitor.settings import ROOT
from monitor.show.charts import outcome as charts
from monitor.show.charts.style import Paint
from monitor.show.words import Words
from monitor.sources.shipped import read_shipped
from tests.builders import (
    a_catalogue,
    a_report,
    a_series,
    about,
    an_indicator,
    an_initiative,
    an_observation,
    both,
    planned,
    some_evidence,
)
from tests.fakes import InMemoryStatusLog, put

EN, NB = Words("en"), Words("nb")
PAINT = Paint(dark=False)
TODAY, END = date(2026, 3, 2), date(2021, 12, 31)
LINK = {"initiative": "1.1", "state": "proposed", "reason": both("So")}
HOSTILE = '<a href="https://evil.example">x</a>'


def found(
    series: Series, *events: NewEvent, record: tuple[Evidence, ...] = (), as_of: date = TODAY, **over: Any
) -> Outcome:
    """The series beside initiative 1.1, with what was recorded on 1 June 2018."""
    log = InMemoryStatusLog()
    put(log, *events, at=datetime(2018, 6, 1, 12, tzinfo=UTC))
    desk = Desk(a_catalogue(an_initiative(**over)), record, Measures({}), log, TODAY, as_of)
    return desk.outcome(series, desk.happenings(["1.1"]), "1.1")


def linked(*figures: tuple[str, str], months: int | None = None, **over: Any) -> Series:
    lag = {} if months is None else {"expected_lag": {"months": str(months), "reason": both("So long")}}
    return a_series(*figures, **({"links": [LINK | lag]} | over))


def drawn(outcome: Outcome, words: Words = EN, *, paint: Paint = PAINT, as_of: date = TODAY) -> Any:
    figure = charts.chart(outcome, words, paint, as_of=as_of, end=END)
    assert figure is not None
    return figure


def words_on(figure: Any) -> str:
    return " ".join(each.text.replace("<br>", " ") for each in figure.layout.annotations)


def lane(figure: Any, name: str) -> list[tuple[date, str, str]]:
    """When, with which sign and with which words something is marked in a lane."""
    return [
        (day, sign, text.strip())  # between a sign and its words there is a space
        for trace in figure.data
        if trace.yaxis == "y2" and trace.name == name
        for day, sign, text in zip(trace.x, trace.marker.symbol, trace.text, strict=True)
    ]


@pytest.mark.parametrize(
    ("words", "said"), [(EN, "Association, not effect"), (NB, "Samvariasjon, ikke effekt")]
)
def test_the_picture_itself_says_that_it_is_no_effect_with_source_n_and_day(words: Words, said: str):
    series = linked(("2014", "50"), ("2019", "40"))
    told = words_on(drawn(found(series), words))
    assert f"<b>{said}</b>" in told
    assert words.day(TODAY) in told
    assert "SSB" in told
    assert "n: " in told
    assert words.plain(series.indicator.title) in told


def test_what_was_measured_before_the_start_lies_on_shaded_ground_that_is_named():
    figure = drawn(found(linked(("2014", "50"), ("2019", "40"))))
    [ground] = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert ground.x1 == date(2017, 4, 1)
    assert ground.x0 < date(2014, 1, 1)
    assert "Baseline" in words_on(figure)
    assert "Start: April 2017" in words_on(figure)
    assert "No figure from after the start is known" not in words_on(figure)


def test_where_nothing_was_measured_since_the_chart_says_so():
    assert "No figure from after the start is known" in words_on(drawn(found(linked(("2014", "50")))))


def test_the_time_in_which_an_effect_could_show_is_a_stretch_from_the_lag_on():
    figure = drawn(found(linked(("2014", "50"), months=12)))
    stretch = [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.yref == "y2"]
    assert [shape.x0 for shape in stretch] == [date(2018, 4, 1)]
    assert stretch[0].x1 >= TODAY
    assert "An effect could first show (expected lag)" in words_on(figure)
    assert "from 1 April 2018" in words_on(figure)
    assert "expected lag" not in words_on(drawn(found(linked(("2014", "50"))))), (
        "nobody said it, so nor do we"
    )


def test_the_three_voices_have_lanes_signs_colours_and_words_of_their_own():
    outcome = found(
        linked(("2014", "50")),
        about(NewMilestone, milestone=HOSTILE),
        a_report(status=Status.COMPLETED),
        about(NewDeadline, revised_deadline=PartialDate("2020")),
        record=(some_evidence(event_day="2018-06-01", supports="done_late"),),
    )
    figure = drawn(outcome)
    june = date(2018, 6, 1)
    assert lane(figure, "The strategy")[0] == (date(2018, 12, 31), "diamond", "Deadline")
    assert sorted(lane(figure, "Reported by the bodies")) == [
        (june, "star", "Completed"),
        (june, "triangle-left", "Deadline revised"),
        (june, "triangle-up", "Milestone reached"),
    ]
    assert lane(figure, "Public record, our reading") == [(june, "hexagon", "Done late")]
    lanes = [trace for trace in figure.data if trace.yaxis == "y2"]
    assert len({trace.marker.color for trace in lanes}) == 3
    signs = [set(trace.marker.symbol) for trace in lanes]
    by_voice: dict[str, set[str]] = {}
    for trace, found_signs in zip(lanes, signs, strict=True):
        by_voice.setdefault(trace.name, set()).update(found_signs)
    assert sum(len(each) for each in by_voice.values()) == len(set().union(*by_voice.values())), (
        "no sign is shared"
    )
    assert "evil" not in str(figure), "what people typed stands in the table, never in the picture"


def test_marks_that_would_cover_each_others_words_stand_in_rows_of_their_own():
    outcome = found(
        linked(("2014", "50")), about(NewMilestone, milestone="One"), a_report(status=Status.COMPLETED)
    )
    heights = [
        height
        for trace in drawn(outcome).data
        if trace.name == "Reported by the bodies"
        for height in trace.y
    ]
    assert len(heights) == len(set(heights)) == 2


@pytest.mark.parametrize("words", [EN, NB], ids=["en", "nb"])
@pytest.mark.parametrize("as_of", [date(2018, 12, 31), date(2022, 12, 31), TODAY])
def test_no_mark_of_a_shipped_chart_covers_the_words_of_another_on_a_narrow_screen(words: Words, as_of: date):
    """Of 290 pixels for the axis; a letter takes 6, a sign 12. Words stand behind their sign, or before it."""
    shipped = read_shipped(ROOT)
    desk = Desk(shipped.catalogue, shipped.record, shipped.measures, InMemoryStatusLog(), TODAY, as_of)
    for outcome in desk.theme("substance_use").outcomes + desk.theme("notification").outcomes:
        figure = drawn(outcome, words, as_of=as_of) if outcome.drawn else None
        for trace in figure.data if figure is not None else ():
            if trace.yaxis != "y2":
                continue
            low, high = figure.layout.xaxis.range
            rows: dict[float, list[tuple[float, float]]] = {}
            for day, height, text, side in zip(trace.x, trace.y, trace.text, trace.textposition, strict=True):
                at = 290 * ((day - low) / (high - low))
                width = 6 * len(text)
                taken = (at - 6 - width, at + 6) if side == "middle left" else (at - 6, at + 6 + width)
                assert taken[0] > -10
                assert taken[1] < 310
                rows.setdefault(height, []).append(taken)
            for row in rows.values():
                for before, after in pairwise(sorted(row)):
                    assert before[1] < after[0], (outcome.series.indicator.id, trace.name)


def test_marks_with_room_for_their_words_share_a_row():
    day = date(2021, 12, 31)
    figure = drawn(found(linked(("2014", "50")), deadline={"due": "2016"}, as_of=day), as_of=day)
    [row] = [trace for trace in figure.data if trace.name == "The strategy"]
    assert list(row.text) == ["\N{NO-BREAK SPACE}Deadline", "Period ends\N{NO-BREAK SPACE}"]
    assert list(row.textposition) == ["middle right", "middle left"]


def test_what_is_alike_on_a_day_is_one_mark_with_the_numbers_of_all():
    catalogue = a_catalogue(
        an_initiative(), an_initiative(id="1.2"), an_initiative(id="1.3", deadline={"due": "2019"})
    )
    links = [LINK | {"initiative": number} for number in ("1.1", "1.2", "1.3")]
    series = a_series(("2014", "50"), links=links)
    desk = Desk(catalogue, (), Measures({"housing": series}), InMemoryStatusLog(), TODAY, TODAY)
    [outcome] = desk.theme("housing").outcomes
    marks = sorted(lane(drawn(outcome), "The strategy"))
    assert [text for _day, _sign, text in marks] == [
        "1.1, 1.2 Deadline",
        "1.3 Deadline",
        "Period ends",
    ]


def test_figures_years_apart_or_of_two_sources_are_dots_and_no_line():
    apart = drawn(found(linked(("2012", "6"), ("2016", "4"), ("2020", "3")))).data[0]
    assert "lines" not in apart.mode
    assert list(apart.y) == [6, None, 4, None, 3]
    indicator = an_indicator(
        links=[LINK],
        sources=[
            an_indicator().model_dump()["sources"][0],
            an_indicator().model_dump()["sources"][0] | {"id": "b"},
        ],
    )
    two = Series(
        indicator,
        (
            an_observation(indicator, "2018", "5"),
            an_observation(indicator, "2019", "4", source=indicator.sources[1]),
        ),
    )
    assert "lines" not in drawn(found(two)).data[0].mode


def test_figures_of_following_years_on_one_footing_are_joined_but_never_across_a_break():
    years = (("2016", "6"), ("2017", "5"), ("2018", "4"))
    joined = drawn(found(linked(*years))).data[0]
    assert joined.mode.startswith("lines")
    assert list(joined.y) == [6, 5, 4]
    broken = linked(*years, breaks=[{"from": "2017", "reason": both("Anew")}])
    assert list(drawn(found(broken)).data[0].y) == [6, None, 5, 4]


def test_groups_of_one_period_stand_beside_each_other_and_never_outside_it():
    indicator = an_indicator(links=[LINK])
    series = Series(
        indicator,
        (
            an_observation(indicator, "2014", "56", "own", n=264),
            an_observation(indicator, "2014", "24", "none"),
        ),
    )
    own, none = (trace for trace in drawn(found(series)).data if trace.yaxis != "y2")
    assert own.x[0] < none.x[0]
    assert {day.year for day in (own.x[0], none.x[0])} == {2014}
    assert own.error_y.array[0] > 0, "an interval where the figure has one"
    assert none.error_y.array is None
    days = Series(indicator, (an_observation(indicator, "2014-05-01", "56", "own"),
                              an_observation(indicator, "2014-05-01", "24", "none")))  # fmt: skip
    assert {trace.x[0] for trace in drawn(found(days)).data if trace.yaxis != "y2"} == {date(2014, 5, 1)}


def test_a_figure_for_several_years_is_drawn_over_all_of_them():
    figure = drawn(found(linked(("2016..2020", "40"))))
    [stretch] = [
        shape
        for shape in figure.layout.shapes
        if shape.type == "line" and shape.line.dash == "dot" and shape.yref != "paper"
    ]
    assert (stretch.x0, stretch.x1) == (date(2016, 1, 1), date(2020, 12, 31))


def test_a_target_is_hollow_and_no_line_leads_to_it():
    indicator = an_indicator(links=[LINK])
    series = Series(
        indicator, (an_observation(indicator, "2018", "5"), planned(an_observation(indicator, "2019", "9")))
    )
    trace = drawn(found(series)).data[0]
    assert list(trace.y) == [5, None, 9]
    assert list(trace.marker.symbol)[-1].endswith("-open")


def test_four_groups_at_most_are_drawn_the_headline_first_and_of_one_unit_only():
    codes = [{"code": f"c{place}", "label": both(f"Group {place}")} for place in range(6)]
    dimension = an_indicator().model_dump()["dimensions"][0] | {"codes": codes}
    indicator = an_indicator(dimensions=[dimension], links=[LINK], headline={"answer": "c5"})
    series = Series(
        indicator, tuple(an_observation(indicator, "2014", str(place), f"c{place}") for place in range(6))
    )
    outcome = found(series)
    assert [entry.group["answer"] for entry in outcome.drawn] == ["c0", "c1", "c2", "c5"]
    assert outcome.left_undrawn == (4, 6)


def test_undated_figures_have_no_chart():
    assert charts.chart(found(linked(("undated", "50"))), EN, PAINT, as_of=TODAY, end=END) is None


def test_as_of_an_earlier_day_the_chart_holds_nothing_that_was_not_known_then():
    day = date(2018, 5, 31)
    outcome = found(linked(("2014", "50"), ("2019", "40")), about(NewMilestone, milestone="Guide"), as_of=day)
    figure = drawn(outcome, as_of=day)
    assert list(figure.data[0].y) == [50]
    assert lane(figure, "Reported by the bodies") == []
    assert "31 May 2018" in words_on(figure)
    assert any(shape.x0 == day for shape in figure.layout.shapes), "the day itself is marked"


def test_those_who_do_not_see_hear_figures_phases_and_that_it_is_no_effect():
    told = charts.alternative_text(found(linked(("2014", "50"))), EN)
    assert "Association, not effect." in told
    assert "2014: 50\N{NO-BREAK SPACE}% (Baseline: before the start)" in told


def test_names_from_files_are_text_in_the_picture():
    series = linked(("2014", "50"), title=both(HOSTILE))
    assert "<a" not in str(drawn(found(series)))


def test_every_shipped_chart_holds_every_figure_it_says_it_draws(words: Words = NB):
    shipped = read_shipped(ROOT)
    desk = Desk(shipped.catalogue, shipped.record, shipped.measures, InMemoryStatusLog(), TODAY, TODAY)
    for theme in desk.themes():
        for outcome in desk.theme(theme).outcomes:
            if not outcome.drawn:
                continue
            figure = drawn(outcome, words)
            values = [
                value
                for trace in figure.data
                if trace.yaxis != "y2"
                for value in trace.y
                if value is not None
            ]
            assert sorted(values) == sorted(float(entry.value or 0) for entry in outcome.drawn)
            low, high = figure.layout.xaxis.range
            assert all(low <= day <= high for trace in figure.data for day in trace.x)
            assert set(re.findall(r"<[^>]+>", words_on(figure))) <= {"<b>", "</b>"}


def test_a_demonstration_leaves_its_mark_room():
    plain, marked = (
        drawn(found(linked(("2014", "50")))),
        drawn(found(linked(("2014", "50"))), paint=Paint(dark=True, watermark="Demonstration")),
    )
    assert "Demonstration" in marked.layout.title.text
    assert marked.layout.margin.t > plain.layout.margin.t
