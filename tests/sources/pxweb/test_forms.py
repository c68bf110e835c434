"""Whatever form an answer in JSON-stat has, its tables are read, or one sentence says what to do.

All of it is made up by us, in the forms of the samples of json-stat.org and of answers of statistical offices.
"""

import json
from datetime import date
from typing import Any

import pytest

from monitor.errors import Refused
from monitor.measures.received import Received
from monitor.sources.jsonstat_forms import read_datasets
from monitor.sources.pxweb.from_file import read_file
from monitor.sources.pxweb.request import Described


def a_dataset(**over: Any) -> dict[str, Any]:
    """Version 2: two years, two places, one measure."""
    tree = {
        "version": "2.0",
        "class": "dataset",
        "label": "Beds",
        "id": ["year", "place"],
        "size": [2, 2],
        "role": {"time": ["year"]},
        "dimension": {
            "year": {"category": {"index": ["2020", "2021"]}},
            "place": {"category": {"index": {"N": 0, "S": 1}, "label": {"N": "North", "S": "South"}}},
        },
        "value": [1, 2, 3, 4],
    }
    return {key: said for key, said in (tree | over).items() if said is not None}


NO_TIMES = {name: {"category": {"index": ["a", "b"]}} for name in ("year", "place")}


def of_version_1(**over: Any) -> dict[str, Any]:
    """The same as version 1 has it: what the dimensions are stands among them."""
    tree = a_dataset(**over)
    inside = {key: tree.pop(key) for key in ("id", "size", "role")}
    del tree["class"], tree["version"]
    return {**tree, "dimension": {**tree["dimension"], **inside}}


def times(*codes: str, words: tuple[str, ...] = (), label: str = "Time", **over: Any) -> dict[str, Any]:
    """A table of these stretches of time alone."""
    time = {
        "label": label,
        "category": {"index": list(codes), "label": dict(zip(codes, words, strict=False))},
    }
    return a_dataset(id=["T"], size=[len(codes)], dimension={"T": time}, value=[5] * len(codes), **over)


def read(tree: object, **over: Any) -> tuple[Received, ...]:
    described = Described.model_validate({"indicator": "beds", "dataset": "made", "language": "en"} | over)
    return read_file(read_datasets(json.dumps(tree).encode()), described, "beds.json", "0" * 64)


def one(tree: object, **over: Any) -> Received:
    (received,) = read(tree, **over)
    return received


def rows(received: Received, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in received.figures.select(list(columns)).to_pylist()]


@pytest.mark.parametrize(
    "tree",
    [
        a_dataset(),
        {"dataset": of_version_1()},
        of_version_1(),
        {"class": "dataset", **of_version_1()},
        {"class": "collection", "version": "2.0", "link": {"item": [a_dataset(), {"href": "https://x.org"}]}},
        a_dataset(size=["2", "2"], note="One text.", updated="17/10/2013 16:51:00", role={"time": "year"}),
        a_dataset(version="2.00", updated=None, status=None),
    ],
    ids=["version 2", "bundle of one", "version 1", "version 1 with a class", "collection", "faults", "2.00"],
)
def test_a_table_is_the_same_in_every_form(tree: object):
    received = one(tree)
    assert rows(received, "period", "by:place", "value") == [
        ("2020", "N", 1.0),
        ("2020", "S", 2.0),
        ("2021", "N", 3.0),
        ("2021", "S", 4.0),
    ]
    assert received.definition.id == "beds"
    assert received.definition.title.en == "Beds"


def test_each_table_of_a_bundle_is_an_indicator():
    found = read({"north": of_version_1(), "Über alles": of_version_1(label="More")}, totals={"place": "N"})
    assert [each.definition.id for each in found] == ["beds_north", "beds_uber_alles"]
    assert [each.definition.title.en for each in found] == ["Beds", "More"]
    assert rows(found[0], "by:place")[0] == (None,)


def test_time_is_found_by_its_codes_where_no_role_says_it():
    assert rows(one(a_dataset(role=None)), "period")[0] == ("2020",)
    ages = {"category": {"index": ["1990", "1991"]}}
    tree = a_dataset(role={}, dimension={"year": a_dataset()["dimension"]["year"], "place": ages})
    assert rows(one(tree), "period", "by:place")[0] == ("2020", "1990")


def test_a_table_that_says_no_time_is_undated_and_says_so():
    tree = a_dataset(
        id=["place"],
        size=[2],
        role=None,
        dimension={"place": a_dataset()["dimension"]["place"]},
        value=[7, 8],
    )
    received = one(tree)
    assert rows(received, "period", "by:place", "value") == [("undated", "N", 7.0), ("undated", "S", 8.0)]
    assert "does not say when" in (received.definition.caveats[-1].en or "")


@pytest.mark.parametrize(
    ("code", "word", "label", "period"),
    [
        ("CI_0000001", "2011", "Time Dimension", "2011"),
        ("c", "Sep 1999", "Time", "1999-09"),
        ("c", "desember 1999", "tid", "1999-12"),
        ("c", "1999 May", "Time", "1999-05"),
        ("c", "Q3 2010", "Time", "2010-Q3"),
        ("2005 - 1", "", "Trimestre", "2005-Q1"),
    ],
)
def test_a_stretch_of_time_may_be_told_in_words(code: str, word: str, label: str, period: str):
    tree = times(code, words=(word,) if word else (), label=label, role={"time": ["T"]})
    assert rows(one(tree), "period") == [(period,)]


def test_stretches_that_are_no_period_are_told_by_their_words():
    with pytest.raises(Refused) as refused:
        read(times("CI_1", words=("Ramadan 1993",), role={"time": ["T"]}))
    assert (refused.value.code, refused.value.fields["said"]) == ("pxweb_no_period", "'Ramadan 1993'")
    kept = one(times("2020", "c", words=("2020", "Ramadan 1993"), role={"time": ["T"]}))
    assert [fault.problem for fault in kept.refused] == ["'Ramadan 1993' is no period that is known here."]


def test_rolling_quarters_are_the_three_months_they_are_of_and_time_without_a_role():
    tree = times("1", "2", words=("Nov 2019-Jan 2020", "Dec-Feb 2020"), label="Period", role=None)
    assert rows(one(tree), "period", "first_day", "last_day") == [
        ("2019-11..2020-01", date(2019, 11, 1), date(2020, 1, 31)),
        ("2019-12..2020-02", date(2019, 12, 1), date(2020, 2, 29)),
    ]


def test_two_digits_behind_a_dash_are_years_where_the_other_codes_prove_it():
    assert rows(one(times("2010-12", "2013-15", role={"time": ["T"]})), "period") == [
        ("2010..2012",),
        ("2013..2015",),
    ]
    assert rows(one(times("2010-11", "2010-12", role={"time": ["T"]})), "period") == [
        ("2010-11",),
        ("2010-12",),
    ]


def test_school_years_whose_days_are_not_known_say_so():
    received = one(times("2018-2019", "2019-2020", label="School year", role={"time": ["T"]}))
    assert rows(received, "period") == [("2018/19",), ("2019/20",)]
    assert "school years" in (received.definition.caveats[-1].en or "")


def test_remarks_on_dimensions_and_categories_are_kept_behind_what_they_are_about():
    places = a_dataset()["dimension"]["place"] | {"label": "Place", "note": ["Borders of 2020."]}
    places["category"] = places["category"] | {"note": {"S": ["Without islands."], "N": 7}}
    tree = a_dataset(note=["A count."], dimension={"year": a_dataset()["dimension"]["year"], "place": places})
    assert [text.en for text in one(tree).definition.caveats] == [
        "A count.",
        "Place: Borders of 2020.",
        "Place, South: Without islands.",
    ]


@pytest.mark.parametrize(
    "over",
    [
        pytest.param({"size": [2.0, 2]}, id="sizes with a point"),
        pytest.param({"note": {"1": "A count."}}, id="notes by number"),
        pytest.param({"status": {"0": None, "1": ""}}, id="signs that are none"),
        pytest.param({"status": [None, "", None, None]}, id="signs for all that are none"),
    ],
)
def test_small_faults_of_sources_are_mended(over: dict[str, Any]):
    assert rows(one(a_dataset(**over)), "value", "note") == [
        (1.0, None),
        (2.0, None),
        (3.0, None),
        (4.0, None),
    ]


def test_what_is_null_in_a_dimension_is_not_there_and_decimals_may_be_texts():
    places = {
        "label": None,
        "category": {"index": ["N", "S"], "label": None, "unit": {"N": {"decimals": "2"}, "S": None}},
    }
    tree = a_dataset(dimension={"year": a_dataset()["dimension"]["year"], "place": places})
    assert rows(one(tree), "by:place", "decimals")[:2] == [("N", 2), ("S", None)]


def test_numbers_in_quotes_are_numbers_and_other_texts_no_value():
    received = one(a_dataset(value=["1.50", "..", None, ""]))
    assert rows(received, "value", "missing") == [
        (1.5, None),
        (None, "not_available"),
        (None, "not_stated"),
        (None, "not_stated"),
    ]


def test_units_of_eurostat_are_measures_and_its_flags_are_read_by_their_words():
    place = {
        "label": "Unit of measure",
        "category": {"index": ["PC", "NR"], "label": {"PC": "Percentage", "NR": "Number"}},
    }
    tree = a_dataset(
        id=["year", "unit"],
        dimension={"year": a_dataset()["dimension"]["year"], "unit": place},
        value={"0": 1, "1": 2, "3": 4},
        status={"0": "p", "2": "c", "3": "d"},
        extension={
            "lang": "EN",
            "status": {"label": {"p": "provisional", "c": "confidential", "d": "definition differs"}},
        },
    )
    received = one(tree)
    assert rows(received, "by:unit", "value", "flags", "missing", "note") == [
        ("PC", 1.0, "provisional", None, None),
        ("NR", 2.0, None, None, None),
        ("PC", None, None, "confidential", None),
        ("NR", 4.0, None, None, "definition differs"),
    ]
    (unit,) = received.definition.measures
    assert [code.unit and code.label.en for code in unit.codes] == ["Percentage", "Number"]


def test_a_dimension_with_units_holds_measures_where_no_role_says_it():
    dimension = a_dataset()["dimension"]
    dimension["place"]["category"]["unit"] = {"N": {"label": "beds", "decimals": 1}, "S": {"label": "%"}}
    received = one(a_dataset(dimension=dimension))
    assert [measure.id for measure in received.definition.measures] == ["place"]


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        ({"class": "collection", "link": {"item": [{"href": "https://x.org/a"}]}}, "jsonstat_addresses"),
        ({"class": "dimension", "version": "2.0", "category": {"index": ["a"]}}, "pxweb_no_values"),
        (a_dataset(value=["A", "B", "C", "D"]), "jsonstat_texts"),
        (a_dataset(value={"0": None}), "pxweb_no_values"),
        ({"dataset": of_version_1(value=None)}, "pxweb_no_values"),
        (a_dataset(size=[2]), "jsonstat_damaged"),
        (a_dataset(role={"time": ["year", "place"]}, dimension=NO_TIMES), "pxweb_no_time"),
        ({"error": "no"}, "jsonstat_class"),
        ([1], "jsonstat_class"),
        (a_dataset(version="3.0"), "jsonstat_class"),
    ],
)  # fmt: skip
def test_what_holds_no_table_is_refused_by_what_it_is(tree: object, code: str):
    with pytest.raises(Refused) as refused:
        read(tree)
    assert refused.value.code == code
