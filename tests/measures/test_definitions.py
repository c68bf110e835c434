"""What every indicator has, shipped or imported."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from monitor.catalogue.text import LocalText
from monitor.measures.collection import Break
from monitor.measures.definitions import Matched, Persons
from monitor.measures.scales import Direction, Unit
from tests.builders import an_import, an_indicator, both

SERIES = {
    "id": "series",
    "title": both("Series"),
    "kind": "measure",
    "codes": [
        {"code": "share", "label": both("Share"), "unit": "percent", "decimals": "1"},
        {"code": "income", "label": both("Income"), "unit": {"en": "euro a month"}, "decimals": "0"},
        {"code": "rank", "label": both("Rank")},
    ],
}


def test_an_import_may_leave_out_what_its_source_does_not_state():
    bare = an_import()
    assert (bare.theme, bare.finding, bare.definition, bare.population, bare.base) == (None,) * 5
    assert (bare.unit, bare.collection, bare.period_kind, bare.method, bare.survey) == (None,) * 5
    assert bare.direction is Direction.NONE
    assert bare.persons is Persons.PUBLISHED


@pytest.mark.parametrize(
    "key",
    ["theme", "finding", "definition", "unit", "direction", "population", "base", "collection", "method"],
)
def test_what_ships_states_what_an_import_may_leave_out(key: str):
    with pytest.raises(ValidationError, match=key):
        an_indicator(**{key: None})


@pytest.mark.parametrize("key", ["publisher", "url"])
def test_a_source_that_ships_says_who_published_it_and_where(key: str):
    [source] = an_indicator().model_dump()["sources"]
    with pytest.raises(ValidationError, match=key):
        an_indicator(sources=[source | {key: None}])
    assert an_import(sources=[source | {key: None}]).sources[0].title == "Living conditions"


def test_what_ships_belongs_to_no_data_set():
    with pytest.raises(ValidationError, match="dataset"):
        an_indicator(dataset="goals")


def test_a_measure_gives_its_figures_their_unit():
    indicator = an_import(unit="persons", dimensions=[SERIES])
    assert indicator.unit_of({"series": "share"}) is Unit.PERCENT
    assert indicator.unit_of({"series": "income"}) == LocalText(en="euro a month")
    assert indicator.unit_of({"series": "rank"}) is Unit.PERSONS, "the indicator's own"
    assert indicator.unit_of({}) is Unit.PERSONS


def test_a_unit_is_a_known_one_or_the_words_of_the_source():
    assert an_import(unit="percent").unit is Unit.PERCENT
    assert an_import(unit={"en": "tonnes"}).unit == LocalText(en="tonnes")
    with pytest.raises(ValidationError, match="unit"):
        an_indicator(unit={"en": "tonnes"})


def test_only_a_measure_has_units_of_its_own():
    dimension = SERIES | {"kind": "separate"}
    with pytest.raises(
        ValidationError,
        match="'share' has a unit, decimals, counts or among of its own, but 'series' is no measure",
    ):
        an_import(dimensions=[dimension])


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (
            {"breaks": [{"from": "2012", "reason": both("Anew"), "codes": {"answer": ["both"]}}]},
            "the break names answer: both",
        ),
        ({"breaks": [{"from": "undated", "reason": both("Anew")}]}, "a break has no period"),
        ({"targets": [{"value": "80", "period": "2020", "group": {"sex": "1"}}]}, "the target names sex: 1"),
        ({"targets": [{"value": "80", "period": "2020", "source": "nav"}]}, "a target names the source 'nav'"),
        ({"reference": {"population": both("All"), "group": {"answer": "all"}}}, "the reference names answer: all"),
        ({"follow_up": "0"}, "follow_up"),
        ({"persons": "secret"}, "persons"),
        (
            {"links": [{"initiative": "1.1", "state": "proposed", "reason": both("So"),
                        "expected_lag": {"months": "-1", "reason": both("So")}}]},
            "months",
        ),
    ],
)  # fmt: skip
def test_a_definition_that_names_what_is_not_there_is_refused(over: dict[str, Any], said: str):
    with pytest.raises(ValidationError, match=said):
        an_indicator(**over)


def test_what_may_be_said_of_an_indicator_is_read_from_text():
    indicator = an_indicator(
        survey={"question": both("Where will you live?"), "mode": both("By visit")},
        breaks=[{"from": "2012", "reason": both("Anew"), "codes": {"answer": ["own"]}}],
        targets=[{"value": "80.5", "period": "2020", "group": {"answer": "own"}, "source": "ssb"}],
        reference={"population": both("All"), "matched_on_age_and_sex": "yes"},
        follow_up="24",
        persons="unpublished",
        comparable_with=["housing_before_prison"],
        sources=[
            an_indicator().model_dump()["sources"][0] | {"register_table": "03024", "read_on": "2026-11-20"}
        ],
    )
    assert indicator.survey is not None
    assert indicator.survey.weighting is None
    assert indicator.breaks[0].from_.text == "2012"
    assert str(indicator.targets[0].value) == "80.5"
    assert indicator.reference is not None
    assert indicator.reference.matched_on_age_and_sex is Matched.YES
    assert (indicator.follow_up, indicator.persons) == (24, Persons.UNPUBLISHED)
    assert (indicator.sources[0].register_table, indicator.sources[0].read_on) == (
        "03024",
        date(2026, 11, 20),
    )


def test_a_break_concerns_the_groups_it_names_or_all():
    everywhere = Break.model_validate({"from": "2012", "reason": both("Anew")})
    assert everywhere.concerns({})
    assert everywhere.concerns({"sex": "women"})
    women = Break.model_validate({"from": "2012", "reason": both("Anew"), "codes": {"sex": ["women"]}})
    assert women.concerns({"sex": "women", "age": "18-24"})
    assert not women.concerns({"sex": "men"})
    assert not women.concerns({}), "the total is another series"


def test_a_dimension_is_not_named_like_a_column_of_the_figures():
    [dimension] = an_indicator().model_dump()["dimensions"]
    with pytest.raises(ValidationError, match="'flags' is named like a column"):
        an_indicator(dimensions=[dimension | {"id": "flags"}])


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([{"code": "a", "part_of": "b"}], "part of 'b'"),
        ([{"code": "a", "part_of": "a"}], "part of 'a'"),
        ([{"code": "a", "part_of": "b"}, {"code": "b", "part_of": "a"}], "not in a circle"),
    ],
)
def test_a_code_is_part_of_another_one_and_never_of_itself(codes: list[dict[str, str]], said: str):
    [dimension] = an_indicator().model_dump()["dimensions"]
    labelled = [{**code, "label": both(code["code"])} for code in codes]
    with pytest.raises(ValidationError, match=said):
        an_indicator(dimensions=[dimension | {"codes": labelled}])
