"""The cells of a table become rows, with period, measure and reason each in its column."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from monitor.measures.figures import Flag, Missing, schema
from monitor.measures.periods import Period
from monitor.sources.jsonstat_door import read_dataset
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.pxweb.columns import Reading, dimensions, figures
from monitor.sources.pxweb.signs import USUAL
from monitor.sources.pxweb.time_codes import period

RECORDED = Path(__file__).parents[1] / "recorded" / "pxweb_v2_response_03024.json"


def a_dataset(**over: Any) -> Dataset:
    """Two places, three years, made up; the values count up from 1."""
    tree = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Aar", "Sted"],
        "size": [3, 2],
        "role": {"time": ["Aar"]},
        "dimension": {
            "Aar": {"category": {"index": ["2022", "2023", "2024"]}},
            "Sted": {"category": {"index": ["0", "03"]}},
        },
        "value": [1, 2, None, 4.5, 5, 6],
        "status": {"2": ":", "3": "*", "4": "k"},
        "extension": {"px": {"decimals": 1}},
    }
    return read_dataset(json.dumps(tree | over).encode())


def a_reading(**over: Any) -> Reading:
    return Reading(
        **{
            "time": "Aar",
            "periods": {year: Period(year) for year in ("2022", "2023", "2024")},
            "codes": {"Sted": ("0", "03")},
            "totals": {},
            "signs": USUAL,
        }
        | over
    )


def test_each_cell_is_a_row_in_the_columns_of_all_figures():
    table = figures(a_dataset(), a_reading())
    assert table.schema == schema(["Sted"])
    rows = table.select(["period", "by:Sted", "value", "decimals", "flags", "missing", "note"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("2022", "0", 1.0, 1, None, None, None),
        ("2022", "03", 2.0, 1, None, None, None),
        ("2023", "0", None, 1, None, Missing.CONFIDENTIAL.value, None),
        ("2023", "03", 4.5, 1, Flag.PROVISIONAL.value, None, None),
        ("2024", "0", 5.0, 1, None, None, "k"),
        ("2024", "03", 6.0, 1, None, None, None),
    ]
    assert table["first_day"][2].as_py() == date(2023, 1, 1)
    assert table["last_day"][2].as_py() == date(2023, 12, 31)
    assert table["n"].null_count == table["lower"].null_count == 6


def test_the_code_of_the_total_is_no_code():
    table = figures(a_dataset(), a_reading(totals={"Sted": "0"}))
    assert table["by:Sted"].to_pylist() == [None, "03"] * 3
    assert table["by:Sted"].chunk(0).dictionary.to_pylist() == ["03"]


def test_a_dimension_of_the_total_alone_is_none():
    tree = {"Aar": {"category": {"index": ["2022", "2023", "2024"]}}, "Sted": {"category": {"index": ["0"]}}}
    dataset = a_dataset(size=[3, 1], dimension=tree, value=[1, 2, 3], status=None)
    reading = a_reading(codes={"Sted": ("0",)}, totals={"Sted": "0"})
    assert dimensions(reading) == []
    assert figures(dataset, reading).schema == schema([])


def test_what_has_no_period_is_passed_over():
    table = figures(a_dataset(), a_reading(periods={"2023": Period("2023")}))
    assert table["value"].to_pylist() == [None, 4.5]


def test_dimensions_of_an_answer_may_stand_in_any_order():
    tree = {"Sted": {"category": {"index": ["03", "0"]}}, "Aar": {"category": {"index": ["2024", "2022"]}}}
    dataset = a_dataset(id=["Sted", "Aar"], size=[2, 2], dimension=tree, value=[1, 2, 3, 4], status=None)
    rows = figures(dataset, a_reading()).select(["by:Sted", "period", "value"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("03", "2024", 1), ("03", "2022", 2), ("0", "2024", 3), ("0", "2022", 4),
    ]  # fmt: skip


def test_the_recorded_answer_is_read_with_the_decimals_of_each_measure():
    dataset = read_dataset(RECORDED.read_bytes())
    weeks = [category.code for category in dataset.dimensions[2].categories]
    reading = Reading(
        time="Tid",
        periods={week: period(week) for week in weeks},
        codes={"VareGrupper2": ("01", "02"), "ContentsCode": ("Vekt", "Kilopris")},
        totals={},
        signs=USUAL,
    )
    table = figures(dataset, reading)
    assert table.num_rows == 352
    last = table.filter(pc.equal(table["period"], "2026-W36"))
    rows = last.select(["by:VareGrupper2", "by:ContentsCode", "value", "decimals"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("01", "Vekt", 30798, 0), ("01", "Kilopris", 69.71, 2), ("02", "Vekt", 546, 0), ("02", "Kilopris", 68.07, 2),
    ]  # fmt: skip
    assert last["first_day"][0].as_py() == date(2026, 8, 31)
