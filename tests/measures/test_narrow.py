"""Choosing one course, or a few groups, of more figures than can be read at once."""

from monitor.measures.narrow import MOST_LINES, MOST_ROWS, for_chart, narrowed
from monitor.measures.observations import Series
from tests.builders import an_import, an_indicator, an_observation, both
from tests.measures.vintages import a_definition


def with_codes(count: int, **over: object):
    codes = [{"code": f"c{place}", "label": both(f"Code {place}")} for place in range(count)]
    dimension = {"id": "region", "title": both("Region"), "codes": codes} | over
    return an_import(dimensions=[dimension])


def of_all_codes(definition, periods=("2014", "2015"), *, total: bool = False) -> Series:
    groups = [*([""] if total else []), *(code.code for code in definition.dimensions[0].codes)]
    return Series(
        definition,
        tuple(an_observation(definition, period, "1", group) for group in groups for period in periods),
    )


def test_the_total_is_chosen_before_any_code():
    there = {"sex": {None, "a"}, "age": {"b"}}
    assert narrowed(a_definition("sex", "age"), lambda name, chosen: there[name]) == {"sex": None, "age": "b"}


def test_each_choice_looks_at_what_the_choices_before_leave():
    asked = []

    def offered(name, chosen):
        asked.append((name, dict(chosen)))
        return {"a", "b"}

    assert narrowed(a_definition("sex", "age"), offered) == {"sex": "a", "age": "a"}
    assert asked == [("sex", {}), ("age", {"sex": ["a"]})]


def test_a_dimension_without_figures_stands_at_its_total():
    assert narrowed(a_definition("sex"), lambda name, chosen: ()) == {"sex": None}


def test_a_chart_draws_all_groups_while_they_can_be_told_apart():
    few, many = with_codes(MOST_LINES), with_codes(MOST_LINES + 1)
    assert for_chart(of_all_codes(few)) == (of_all_codes(few), {})
    drawn, chosen = for_chart(of_all_codes(many, total=True))
    assert chosen == {"region": None}
    assert [entry.period.text for entry in drawn.observations] == ["2014", "2015"]
    assert {frozenset(entry.group) for entry in drawn.observations} == {frozenset()}
    assert for_chart(of_all_codes(many))[1] == {"region": "c0"}


def test_for_one_point_in_time_more_groups_stand_below_each_other():
    rows, more = with_codes(MOST_ROWS), with_codes(MOST_ROWS + 1)
    assert for_chart(of_all_codes(rows, ("2014",)))[1] == {}
    assert for_chart(of_all_codes(more, ("2014",)))[1] == {"region": "c0"}


def test_two_measures_never_stand_on_one_axis():
    measures = with_codes(2, kind="measure")
    drawn, chosen = for_chart(of_all_codes(measures))
    assert chosen == {"region": "c0"}
    assert {entry.group["region"] for entry in drawn.observations} == {"c0"}
    assert for_chart(of_all_codes(with_codes(1, kind="measure")))[1] == {}


def test_what_ships_is_drawn_whole():
    series = of_all_codes(an_indicator(dimensions=with_codes(MOST_ROWS + 1).model_dump()["dimensions"]))
    assert for_chart(series) == (series, {})
