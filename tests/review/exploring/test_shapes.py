"""Which charts fit, and why the others are refused."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.quality import Missing
from monitor.measures.reading.stack import may_stack
from monitor.review.exploring.bounds import fewer
from monitor.review.exploring.groups import grouped, runs
from monitor.review.exploring.look import Shape
from monitor.review.exploring.shapes import Unfit, bars, first_fit, parts, two_points, unfit
from tests.builders import an_indicator, an_observation, both

CODES = [{"code": code, "label": both(code)} for code in ("own", "none", "other")]


def indicator(kind: str = "separate", **over: Any) -> Definition:
    return an_indicator(
        dimensions=[{"id": "answer", "title": both("Answer"), "kind": kind, "codes": CODES}], **over
    )


def figures(definition: Definition, *said: tuple[str, str | None, str]) -> list[Observation]:
    return [
        an_observation(
            definition, period, value, group, missing=Missing.NOT_AVAILABLE if value is None else None
        )
        for period, value, group in said
    ]


def reasons(definition: Definition, *said: tuple[str, str | None, str]) -> dict[Shape, Unfit | None]:
    return unfit(figures(definition, *said), definition)


def test_two_periods_of_two_groups_fit_lines_dots_panels_and_slopes():
    found = reasons(
        indicator(), ("2014", "1", "own"), ("2015", "2", "own"), ("2014", "3", "none"), ("2015", "4", "none")
    )
    assert [shape for shape, reason in found.items() if reason is None] == [
        Shape.LINES, Shape.DOTS, Shape.PANELS, Shape.SLOPE,
    ]  # fmt: skip


def test_one_period_fits_dots_alone():
    found = reasons(indicator(), ("2014", "1", "own"), ("2014", "3", "none"))
    assert found[Shape.DOTS] is None
    assert {found[shape] for shape in (Shape.LINES, Shape.PANELS, Shape.SLOPE)} == {Unfit.ONE_PERIOD}


def test_periods_of_different_groups_make_no_line():
    assert reasons(indicator(), ("2014", "1", "own"), ("2015", "3", "none"))[Shape.LINES] is Unfit.ONE_PERIOD


def test_undated_figures_stand_on_no_axis_of_time():
    found = reasons(indicator(), ("undated", "1", "own"), ("undated", "2", "none"))
    assert found[Shape.LINES] is Unfit.UNDATED
    assert found[Shape.DOTS] is None


def test_no_value_fits_no_chart():
    found = reasons(indicator(), ("2014", None, "own"), ("2015", None, "own"))
    assert set(found.values()) == {Unfit.NO_VALUE}
    assert first_fit(found, []) is None


def test_codes_that_nobody_calls_parts_are_not_stacked():
    said = (("2014", "28", "own"), ("2014", "35", "none"), ("2014", "37", "other"))
    assert reasons(indicator(), *said)[Shape.STACK] is Unfit.NOT_PARTS
    assert reasons(indicator("parts_of_whole"), *said)[Shape.STACK] is None  # the control


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (("60", "30", "10"), None),
        (("60", "30", "10.5"), None),  # each was rounded
        (("60", "30", "13"), Unfit.NOT_THE_WHOLE),
        (("60", "30", None), Unfit.PARTS_MISSING),
        (("80", "30", "-10"), Unfit.NEGATIVE),
    ],
)
def test_parts_that_make_no_whole_are_not_stacked(values: tuple[str | None, ...], reason: Unfit | None):
    said = [("2014", value, code) for value, code in zip(values, ("own", "none", "other"), strict=True)]
    assert reasons(indicator("parts_of_whole"), *said)[Shape.STACK] is reason


def test_one_part_alone_is_not_stacked_nor_are_rates():
    assert reasons(indicator("parts_of_whole"), ("2014", "28", "own"))[Shape.STACK] is Unfit.ONE_PART
    said = [("2014", "1", code) for code in ("own", "none", "other")]
    found = reasons(indicator("parts_of_whole", unit="per_1000"), *said)
    assert found[Shape.STACK] is Unfit.UNIT_NOT_ADDITIVE


def test_a_bar_has_all_its_parts_and_never_the_total():
    definition = indicator("parts_of_whole")
    entries = figures(
        definition,
        ("2014", "100", ""), ("2014", "60", "own"), ("2014", "30", "none"), ("2014", "10", "other"),
        ("2015", "70", "own"), ("2016", "100", ""),
    )  # fmt: skip
    assert parts(entries, definition) == "answer"
    whole = [entry for entry in entries if entry.period.text == "2014"]
    assert [[entry.group["answer"] for entry in bar] for bar in bars(whole, "answer")] == [
        ["own", "none", "other"]
    ]
    assert unfit(whole, definition)[Shape.STACK] is None
    assert unfit(entries, definition)[Shape.STACK] is Unfit.PARTS_MISSING


def test_the_explorer_stacks_exactly_what_the_reading_aids_would():
    definition = indicator("parts_of_whole")
    years = {"2014": ("60", "30", "10"), "2015": ("60", "30", "5"), "2016": ("60", None, "10"),
             "2017": ("110", "-20", "10")}  # fmt: skip
    for some in (["2014"], ["2014", "2015"], ["2015"], ["2014", "2016"], ["2017"], ["2014", "2017"]):
        said = [
            (year, value, code)
            for year in some
            for value, code in zip(years[year], ("own", "none", "other"), strict=True)
        ]
        entries = figures(definition, *said)
        refused = unfit(entries, definition)[Shape.STACK]
        assert (refused is None) == may_stack(definition, "answer", entries).allowed, some
        assert (refused is None) == (some == ["2014"]), some


def test_a_slope_is_refused_where_the_series_breaks_between_its_points():
    definition = indicator(breaks=[{"from": "2015", "reason": both("Counted anew")}])
    found = unfit(figures(definition, ("2014", "1", "own"), ("2016", "2", "own")), definition)
    assert found[Shape.SLOPE] is Unfit.BROKEN
    assert found[Shape.LINES] is None


def test_a_slope_leaves_out_who_has_not_both_points_and_what_nobody_has_measured():
    definition = indicator()
    entries = [
        *figures(definition, ("2014", "1", "own"), ("2016", "2", "own"), ("2016", "4", "none")),
        an_observation(definition, "2020", "9", "own", qualifier=Qualifier.PLANNED),
    ]
    kept, left_out = two_points(grouped(entries, definition), definition)
    assert [[each.period.text for each in course.figures] for course in kept] == [["2014", "2016"]]
    assert left_out == 1


def test_a_line_is_cut_at_a_missing_value_a_long_gap_a_break_and_a_plan():
    definition = indicator(breaks=[{"from": "2018", "reason": both("Counted anew")}])
    entries = [
        *figures(
            definition, ("2010", "1", "own"), ("2011", None, "own"), ("2012", "1", "own"), ("2013", "2", "own"),
            ("2016", "3", "own"), ("2017", "4", "own"), ("2018", "4", "own"),
        ),
        an_observation(definition, "2019", "9", "own", qualifier=Qualifier.PLANNED),
    ]  # fmt: skip
    cut = [[each.period.text for each in run] for run in runs(entries, definition)]
    assert cut == [["2010"], ["2012", "2013"], ["2016", "2017"], ["2018"], ["2019"]]


def test_sources_that_speak_of_one_period_are_never_one_course():
    source = {"seen": "source", "year": "2015", "publisher": both("X"), "url": "https://www.example.no"}
    definition = indicator(
        sources=[{"id": "one", "title": "One"} | source, {"id": "two", "title": "Two"} | source]
    )
    one, two = definition.sources
    entries = [
        an_observation(definition, "2014", "1", "own", source=one),
        an_observation(definition, "2014", "2", "own", source=two),
        an_observation(definition, "2015", "2", "own", source=two),
    ]
    assert [(course.source, len(course.figures)) for course in grouped(entries, definition)] == [
        (one, 1),
        (two, 2),
    ]


def test_groups_stand_in_the_order_of_their_codes_the_total_first():
    definition = indicator()
    entries = figures(definition, ("2014", "1", "other"), ("2014", "1", "own"), ("2014", "1", ""))
    assert [course.group.get("answer") for course in grouped(entries, definition)] == [None, "own", "other"]


def test_the_dimension_with_most_codes_gives_first_and_the_kept_one_last():
    codes = {"place": tuple(map(str, range(357))), "sex": (None, "f", "m"), "answer": ("a", "b", "c", "d")}
    found = fewer(codes, 12, keep=("answer",))
    assert {name: len(each) for name, each in found.items()} == {"place": 1, "sex": 3, "answer": 4}
    assert fewer({"a": ("x",)}, 12) == {"a": ("x",)}
    assert len(fewer({"answer": tuple(map(str, range(30)))}, 12, keep=("answer",))["answer"]) == 12


def test_more_lines_than_an_eye_follows_stand_in_small_charts():
    found = {Shape.LINES: None, Shape.PANELS: None}
    definition = indicator()
    few = figures(definition, ("2014", "1", "own"), ("2015", "2", "none"))
    many = [replace(few[0], group={"answer": f"c{number}"}) for number in range(8)]
    assert first_fit(found, few) is Shape.LINES
    assert first_fit(found, many) is Shape.PANELS
    assert first_fit(found | {Shape.PANELS: Unfit.NOTHING_TO_SPLIT}, many) is Shape.LINES
