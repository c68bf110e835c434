"""JSON-stat 2: a cell for every combination, signs for what is missing, and the rest in the extension."""

import json
from typing import Any

import pytest

from monitor.errors import Refused
from monitor.measures.exports import MOST_CELLS, Format
from monitor.sources.jsonstat_door import read_dataset
from tests.builders import both
from tests.documents.figures.conftest import CITED, a_definition, a_part, written


def said(*parts: Any, **over: Any) -> dict[str, Any]:
    return json.loads(written(Format.JSON_STAT, *parts, **over))  # type: ignore[no-any-return]


def test_our_own_strict_door_reads_it():
    found = read_dataset(written(Format.JSON_STAT))
    assert (found.id, found.size) == (("sex", "place", "period"), (3, 1, 2))
    assert found.role == {"time": ("period",), "geo": ("place",)}
    at = {code: place for place, code in enumerate(c.code for c in found.dimensions[0].categories)}
    assert set(at) == {"_T", "m", "w"}
    assert found.values[found.place((at["m"], 0, 0))] == 24
    assert found.values[found.place((at["w"], 0, 1))] == 3
    assert found.values[found.place((at["w"], 0, 0))] is None
    assert found.status[found.place((at["w"], 0, 0))] == ":"
    assert found.status[found.place((at["_T"], 0, 0))] == ".."
    assert found.status[found.place((at["m"], 0, 1))] == "*"


def test_it_says_where_the_figures_are_from_and_how_they_are_cited():
    found = said()
    assert (found["version"], found["class"], found["updated"]) == ("2.0", "dataset", "2026-11-22")
    assert found["source"] == "Table 1. Statistics Norway. 2020. https://www.ssb.no/1"
    assert CITED in found["note"] and "Caveat: Take care." in found["note"]
    extension = found["extension"]
    assert (extension["edition"], extension["licence"][:9], extension["total"]) == (
        2,
        "CC BY 4.0",
        {"sex": "_T"},
    )
    assert extension["status"]["label"][":"] == "hidden to protect persons; hidden by the source"


def test_what_the_format_has_no_place_for_stands_in_the_extension_by_the_place_of_the_cell():
    found = said()
    beside = found["extension"]["figures"]
    men, women, total = (
        found["dimension"]["sex"]["category"]["index"].index(code) for code in ("m", "w", "_T")
    )
    assert beside["n"] == {str(2 * men): 463}
    assert (beside["lower"], beside["level"]) == ({str(2 * women + 1): 2}, {str(2 * women + 1): 95})
    assert beside["note"] == {str(2 * total + 1): "A remark"}
    assert beside["missing"][str(2 * women)] == "hidden"


def test_a_measure_has_the_units_and_decimals_of_its_codes():
    measure = {
        "id": "what",
        "title": both("What"),
        "kind": "measure",
        "codes": [
            {"code": "share", "label": both("Share"), "unit": "percent", "decimals": 1},
            {"code": "count", "label": both("Count"), "unit": {"en": "dwellings"}},
        ],
    }
    part = a_part(
        {"period": "2014", "value": 5.0, "what": "share"},
        {"period": "2014", "value": 7.0, "what": "count"},
        definition=a_definition(dimensions=[measure]),
    )
    found = said(part)
    assert found["role"] == {"time": ["period"], "metric": ["what"]}
    units = found["dimension"]["what"]["category"]["unit"]
    assert units == {"share": {"base": "percent", "decimals": 1}, "count": {"base": "dwellings"}}
    assert read_dataset(written(Format.JSON_STAT, part)).values == (5, 7)


def test_two_sources_for_one_cell_are_told_apart_by_a_dimension():
    sources = [{"id": name, "title": name.upper(), "seen": "source"} for name in ("a", "b")]
    part = a_part(
        {"period": "2014", "value": 5.0},
        {"period": "2014", "value": 6.0, "source": "b"},
        definition=a_definition(dimensions=[], sources=sources),
    )
    found = said(part)
    assert (found["id"], found["value"]) == (["period", "source"], [5, 6])
    assert found["dimension"]["source"]["category"]["label"] == {"a": "A", "b": "B"}


def test_several_indicators_are_a_collection():
    other = a_part({"period": "2014", "value": 1.0}, definition=a_definition(id="other", dimensions=[]))
    found = said(a_part(), other)
    assert (found["class"], len(found["link"]["item"])) == ("collection", 2)
    assert [each["extension"]["indicator"] for each in found["link"]["item"]] == ["homes", "other"]


def test_a_dimension_may_be_called_period():
    codes = [{"code": "day", "label": both("day")}]
    definition = a_definition(dimensions=[{"id": "period", "title": both("Part of the day"), "codes": codes}])
    part = a_part(table=figures_of_the_day(), definition=definition)
    assert said(part)["id"] == ["period", "period_"]


def figures_of_the_day():  # type: ignore[no-untyped-def]
    from tests.measures.vintages import figures

    table = figures(["x"], {"period": "2014", "value": 1.0, "x": "day"})
    return table.rename_columns([name.replace("by:x", "by:period") for name in table.column_names])


def test_too_many_cells_are_refused_and_so_is_none():
    with pytest.raises(Refused) as refused:
        written(Format.JSON_STAT, a_part(count=MOST_CELLS + 1))
    assert refused.value.code == "too_many_cells" and refused.value.fields["most"] == MOST_CELLS
    sparse = [
        {"period": str(1900 + at), "value": 1.0, "sex": f"s{at}", "place": f"p{at}"} for at in range(100)
    ]
    dimensions = [
        {
            "id": name,
            "title": both(name),
            "codes": [{"code": f"{name[0]}{at}", "label": both("x")} for at in range(100)],
        }
        for name in ("sex", "place")
    ]
    with pytest.raises(Refused) as refused:
        written(Format.JSON_STAT, a_part(*sparse, definition=a_definition(dimensions=dimensions)))
    assert refused.value.fields["cells"] == 1_000_000
    with pytest.raises(Refused) as refused:
        written(Format.JSON_STAT, a_part(count=0))
    assert refused.value.code == "no_figures_chosen"
