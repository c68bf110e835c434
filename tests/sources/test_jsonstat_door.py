"""A table in JSON-stat 2 is read as it was sent, and one that contradicts itself is refused with the place."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import Refused
from monitor.sources.jsonstat_door import MAX_CELLS, read_dataset
from monitor.sources.jsonstat_table import Category, Dataset

RECORDED = Path(__file__).parent / "recorded" / "pxweb_v2_response_03024.json"
"""What Statistics Norway answered (CC BY 4.0); it tests the format, its subject is salmon."""


def a_table(**over: Any) -> dict[str, Any]:
    """A table of two years and two measures, made up for these tests."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Example",
        "source": "Somebody",
        "updated": "2026-02-25T07:00:00Z",
        "id": ["Tid", "Hva"],
        "size": [2, 2],
        "role": {"time": ["Tid"], "metric": ["Hva"]},
        "dimension": {
            "Tid": {"label": "year", "category": {"index": ["2024", "2025"]}},
            "Hva": {
                "label": "contents",
                "category": {
                    "index": {"b": 1, "a": 0},
                    "label": {"a": "Persons", "b": "Days"},
                    "unit": {"b": {"base": "days", "decimals": 1}},
                },
            },
        },
        "value": [1, 2.5, None, 4],
        "status": {"2": ":"},
    } | over


def read(tree: object) -> Dataset:
    return read_dataset(json.dumps(tree).encode())


def refusal(tree: object) -> Refused:
    with pytest.raises(Refused) as refused:
        read(tree)
    return refused.value


def test_the_recorded_answer_is_read_as_it_was_sent():
    dataset = read_dataset(RECORDED.read_bytes())
    assert dataset.label.startswith("03024: Export of salmon")
    assert dataset.source == "Statistics Norway"
    assert dataset.updated == datetime(2026, 9, 9, 6, tzinfo=UTC)
    assert dataset.id == ("VareGrupper2", "ContentsCode", "Tid")
    assert dataset.size == (2, 2, 88)
    assert dataset.role == {"time": ("Tid",), "metric": ("ContentsCode",)}
    assert dataset.dimensions[1].categories == (
        Category("Vekt", "Weight (tonnes)", "tonnes", 0),
        Category("Kilopris", "Price per kg (NOK)", "NOK", 2),
    )
    weeks = [category.code for category in dataset.dimensions[2].categories]
    assert (weeks[0], weeks[-1]) == ("2025U01", "2026U36")
    assert len(dataset.values) == 352
    assert dataset.values[0] == 11364
    assert dataset.values[-5:] == tuple(map(Decimal, ("74.09", "69.12", "75.03", "72.94", "68.07")))
    last = [dataset.values[dataset.place((group, measure, 87))] for group in (0, 1) for measure in (0, 1)]
    assert last == [30798, Decimal("69.71"), 546, Decimal("68.07")]
    assert dataset.status == {}


def test_a_value_that_is_not_there_is_none_with_its_sign_and_never_zero():
    dataset = read(a_table())
    assert dataset.values == (1, Decimal("2.5"), None, 4)
    assert dataset.status == {2: ":"}
    assert [category.label for category in dataset.dimensions[1].categories] == ["Persons", "Days"]
    assert [category.label for category in dataset.dimensions[0].categories] == ["2024", "2025"]


@pytest.mark.parametrize(
    ("over", "values", "status"),
    [
        ({"value": {"0": 7, "3": 9}, "status": None}, (7, None, None, 9), {}),
        ({"status": ["", ".", None, ".."]}, (1, Decimal("2.5"), None, 4), {1: ".", 3: ".."}),
        ({"status": "e"}, (1, Decimal("2.5"), None, 4), dict.fromkeys(range(4), "e")),
        ({"status": ["e"]}, (1, Decimal("2.5"), None, 4), dict.fromkeys(range(4), "e")),
    ],
)
def test_the_other_forms_the_format_allows_are_read(
    over: dict[str, Any], values: tuple[object, ...], status: dict[int, str]
):
    dataset = read(a_table(**over))
    assert dataset.values == values
    assert dataset.status == status


def test_a_dimension_of_one_category_may_leave_out_its_index():
    one = {"category": {"label": {"x": "Only"}}}
    tree = a_table(id=["A"], size=[1], role={}, dimension={"A": one}, value=[3], status=None)
    assert read(tree).dimensions[0].categories == (Category("x", "Only"),)


@pytest.mark.parametrize("value", [None, [], {}])
def test_a_description_without_values_may_be_of_any_extent(value: object):
    tree = a_table(value=value, status=None)
    assert read(tree).values == ()
    assert read(tree).size == (2, 2)


def test_a_table_of_10_to_the_18_cells_is_refused_by_its_sizes_alone():
    refused = refusal(a_table(size=[10**9, 10**9], value={"0": 1}))
    assert (refused.code, refused.fields["limit"]) == ("jsonstat_too_large", MAX_CELLS)
    assert refusal(a_table(size=[MAX_CELLS, 2])).code == "jsonstat_too_large"


@pytest.mark.parametrize("tree", [[], "x", {}, a_table(version="1.0"), a_table(**{"class": "collection"})])
def test_what_is_no_table_of_version_2_is_refused(tree: object):
    assert refusal(tree).code == "jsonstat_class"


_HVA = "dimension.Hva.category.index"


def _with(*path: str, value: object) -> dict[str, Any]:
    """The table with something else at a place below `dimension`."""
    tree = a_table()
    inside: Any = tree["dimension"]
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return tree


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: a_table(id=["Tid", "Tid"]), "id"),
        (lambda: a_table(id=[]), "id"),
        (lambda: a_table(id=[str(n) for n in range(60)]), "id"),
        (lambda: a_table(id=None), "id"),
        (lambda: a_table(size=[2]), "size"),
        (lambda: a_table(size=[2, -2]), "size"),
        (lambda: a_table(size=[2, 0]), "size"),
        (lambda: a_table(size=[2, 2.0]), "size"),
        (lambda: a_table(size=[2, True]), "size"),
        (lambda: a_table(size=[2, 3], value=[1] * 6), _HVA),
        (lambda: a_table(dimension={}), "dimension"),
        (lambda: a_table(value=[1, 2, 3]), "value"),
        (lambda: a_table(value=[1, 2, 3, "4"]), "value"),
        (lambda: a_table(value=[1, 2, 3, True]), "value"),
        (lambda: a_table(value={"4": 1}), "value"),
        (lambda: a_table(value={"01": 1}), "value"),
        (lambda: a_table(value={"-1": 1}), "value"),
        (lambda: a_table(value={"２": 1}), "value"),
        (lambda: a_table(status=[":", ":"]), "status"),
        (lambda: a_table(status={"9": ":"}), "status"),
        (lambda: a_table(status={"1": 5}), "status"),
        (lambda: a_table(role={"time": ["Year"]}), "role.time"),
        (lambda: a_table(role=[]), "role"),
        (lambda: a_table(updated="yesterday"), "updated"),
        (lambda: a_table(label="a\u202eb"), "label"),
        (lambda: a_table(label="\ud800"), "label"),
        (lambda: a_table(label="x" * 5000), "label"),
        (lambda: a_table(note="x"), "note"),
        (lambda: _with("Tid", "category", "index", value=["2024", "2024"]), "dimension.Tid.category.index"),
        (lambda: _with("Hva", "category", "index", value={"a": 0, "b": 0}), _HVA),
        (lambda: _with("Hva", "category", "index", value={"a": 0, "b": 5}), _HVA),
        (lambda: _with("Tid", "category", value=None), "dimension.Tid.category"),
        (lambda: _with("Hva", "category", "unit", value={"a": {"decimals": -1}}), "dimension.Hva.category.unit"),
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_refused_with_the_place(make: Callable[[], object], place: str):
    refused = refusal(make())
    assert (refused.code, refused.fields["place"]) == ("jsonstat_damaged", place)


@pytest.mark.parametrize(
    ("unit", "counted"),
    [
        ({"base": "tonn", "label": "weight"}, "tonn"),
        ({"label": "persons"}, "persons"),
        ({"base": "people", "label": "thousands of persons", "multiplier": 3}, "thousands of persons"),
        ({"symbol": "$", "label": "million", "multiplier": 6}, "$ million"),
        ({"base": "kroner", "multiplier": 6}, "kroner × 1 000 000"),
        ({"symbol": "%", "base": "Per cent", "multiplier": 0}, "Per cent"),
        ({"label": "", "multiplier": "Units"}, None),
    ],
)
def test_what_a_measure_is_counted_in_holds_the_thousands_it_is_given_in(unit: object, counted: str | None):
    made = _with("Hva", "category", "unit", value={"a": unit})
    assert read(made).dimensions[1].categories[0].unit == counted


def test_a_cell_outside_the_table_has_no_place():
    with pytest.raises(IndexError):
        read(a_table()).place((0, 2))
