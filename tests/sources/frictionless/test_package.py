"""Data packages of version 1 and 2 are read with their schema. Every package here is made up by us."""

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from monitor.errors import Refused
from monitor.sources.bundles import Zipped
from monitor.sources.delivery import Delivery
from monitor.sources.frictionless.package import read_data_package
from tests.sources.zips import a_zip

FIELDS = [
    {"name": "year", "type": "year"},
    {"name": "region", "type": "string", "title": "Region"},
    {"name": "value", "type": "number"},
]


def package(*resources: dict[str, Any], files: dict[str, str | bytes] | None = None, **over: Any) -> Zipped:
    said = {"name": "made-up", "title": "Made up", "resources": list(resources), **over}
    packed = {name: data.encode() if isinstance(data, str) else data for name, data in (files or {}).items()}
    return Zipped(a_zip({"datapackage.json": json.dumps(said).encode(), **packed}), "made-up.zip")


def table(csv: str, *, fields: Any = None, **schema: Any) -> Delivery:
    """What is read of a package with one CSV table."""
    resource = {"name": "figures", "path": "figures.csv", "schema": {"fields": fields or FIELDS, **schema}}
    return read_data_package(package(resource, files={"figures.csv": csv}))


def rows(delivery: Delivery, *columns: str) -> list[tuple[Any, ...]]:
    (received,) = delivery.indicators
    return [tuple(row[name] for name in columns) for row in received.figures.to_pylist()]


def test_a_table_is_read_with_what_the_package_says_of_it():
    resource = {
        "name": "figures",
        "title": "Figures of ours",
        "path": "data/figures.csv",
        "schema": {"fields": FIELDS, "primaryKey": ["year", "region"], "missingValues": ["", ".."]},
    }
    read = read_data_package(
        package(
            resource,
            files={"data/figures.csv": "year,region,value\n2020,,5.0\n2020,north,..\n"},
            licenses=[{"name": "CC-BY-4.0", "title": "Attribution", "path": "https://example.org/by"}],
            sources=[{"title": "Somebody", "path": "https://example.org"}],
        )
    )
    definition = read.indicators[0].definition
    assert (definition.id, definition.title.en) == ("made_up_figures", "Figures of ours")
    assert rows(read, "period", "by:region", "value", "missing") == [
        ("2020", None, 5.0, None),
        ("2020", "north", None, "not_available"),
    ]
    assert (read.dataset.licence, read.dataset.licence_url) == ("Attribution", "https://example.org/by")
    assert [source.title for source in definition.sources] == ["Somebody"]


def test_a_sign_for_no_value_that_the_schema_does_not_name_is_refused():
    read = table("year,region,value\n2020,,5\n2021,,..\n")
    assert [fault.problem for fault in read.indicators[0].refused] == ["'..' is no number."]


def test_signs_between_thousands_are_read_where_the_schema_names_them_and_only_then():
    assert table('year,region,value\n2020,,"1,234.5"\n').indicators[0].refused
    fields = [*FIELDS[:2], {"name": "value", "type": "number", "groupChar": ".", "decimalChar": ","}]
    assert rows(table('year,region,value\n2020,,"1.234,5"\n', fields=fields), "value") == [(1234.5,)]
    fields = [*FIELDS[:2], {"name": "value", "type": "number", "bareNumber": False}]
    assert rows(table("year,region,value\n2020,,12.5 %\n", fields=fields), "value") == [(12.5,)]


def test_codes_are_those_of_the_list_that_a_foreign_key_names():
    resource = {
        "name": "figures",
        "path": "figures.csv",
        "schema": {
            "fields": FIELDS,
            "foreignKeys": [{"fields": "region", "reference": {"resource": "regions", "fields": "code"}}],
        },
    }
    regions = {"name": "regions", "data": [["code", "label"], ["n", "North"], ["s", "South"]]}
    read = read_data_package(
        package(resource, regions, files={"figures.csv": "year,region,value\n2020,n,5\n2020,x,6\n2020,s,7\n"})
    )
    received = read.indicators[0]
    assert {code.code: code.label.en for code in received.definition.dimensions[0].codes} == {
        "n": "North",
        "s": "South",
    }
    assert [(fault.line, fault.problem, fault.accepted) for fault in received.refused] == [
        (3, "'x' is not known.", "one of n, s (of the list regions).")
    ]
    assert [fault.entry for fault in read.noted] == ["regions"]


def test_categories_and_constraints_of_the_schema_hold():
    fields = [
        {"name": "year", "type": "year"},
        {
            "name": "sex",
            "type": "string",
            "categories": [{"value": "f", "label": "Women"}, {"value": "m", "label": "Men"}],
        },
        {"name": "value", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
    ]
    read = table("year,sex,value\n2020,f,5\n2020,x,5\n2021,m,101\n", fields=fields)
    assert rows(read, "by:sex") == [("f",)]
    assert read.indicators[0].definition.labels["sex"]["f"].en == "Women"
    assert [fault.entry for fault in read.indicators[0].refused] == ["sex", "value"]


def test_several_columns_of_numbers_are_measures_each_in_its_own_unit():
    fields = [
        {"name": "date", "type": "date", "format": "%d/%m/%Y"},
        {"name": "deaths", "type": "integer", "title": "Deaths", "unit": "persons"},
        {"name": "rate", "type": "number"},
    ]
    read = table("date,deaths,rate\n31/12/2020,5,0.5\n31/12/2021,1.5,0.6\n", fields=fields)
    assert rows(read, "period", "by:measure", "value") == [
        ("2020-12-31", "deaths", 5.0),
        ("2020-12-31", "rate", 0.5),
    ]
    definition = read.indicators[0].definition
    assert definition.measures[0].codes[0].unit.en == "persons"  # type: ignore[union-attr]
    assert [fault.problem for fault in read.indicators[0].refused] == [
        "'1.5' is no whole number, as the schema says."
    ]


@pytest.mark.parametrize(
    "data",
    [
        "year,region,value\n2020,n,5\n",
        [{"year": 2020, "region": "n", "value": 5}],
        [["year", "region", "value"], [2020, "n", 5]],
    ],
)
def test_a_table_written_into_the_descriptor_is_read(data):
    read = read_data_package(package({"name": "figures", "data": data, "schema": {"fields": FIELDS}}))
    assert rows(read, "period", "by:region", "value") == [("2020", "n", 5.0)]


def test_a_table_in_parquet_is_read():
    out = io.BytesIO()
    pq.write_table(pa.table({"year": [2020, 2021], "region": ["n", None], "value": [5.5, None]}), out)
    resource = {"name": "figures", "path": "figures.parquet", "format": "parquet"}
    read = read_data_package(package(resource, files={"figures.parquet": out.getvalue()}))
    assert rows(read, "period", "by:region", "value") == [("2020", "n", 5.5), ("2021", None, None)]


def test_a_table_in_several_files_is_one():
    resource = {"name": "figures", "path": ["a.csv", "b.csv"], "dialect": {"delimiter": ";"}}
    files = {"a.csv": "year;value\n2020;5\n", "b.csv": "year;value\n2021;6\n"}
    read = read_data_package(package(resource, files=files))  # type: ignore[arg-type]
    assert rows(read, "period", "value") == [("2020", 5.0), ("2021", 6.0)]


def test_a_table_on_the_web_is_asked_for_only_where_its_host_is_allowed():
    resource = {"name": "figures", "path": "https://data.example.org/figures.csv"}
    asked: list[str] = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return b"year,value\n2020,5\n"

    read = read_data_package(package(resource), fetch=fetch)
    assert not asked and not read.indicators
    assert "may not be asked" in read.noted[0].problem
    read = read_data_package(package(resource), hosts=["data.example.org"], fetch=fetch)
    assert asked == ["https://data.example.org/figures.csv"]
    assert rows(read, "value") == [(5.0,)]


@pytest.mark.parametrize(
    "path",
    ["../secret.csv", "/etc/passwd", "a/../../b.csv", "file:///etc/passwd", "http://example.org/a.csv"],
)
def test_a_path_that_leads_out_is_refused(path):
    read = read_data_package(package({"name": "figures", "path": path}))
    assert not read.indicators and len(read.noted) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"resources": []}, "package_damaged"),
        ({"resources": ["x"]}, "package_damaged"),
        (None, "package_none"),
    ],
)
def test_what_is_no_package_is_refused(said, code):
    files = {} if said is None else {"datapackage.json": json.dumps(said).encode()}
    with pytest.raises(Refused) as refused:
        read_data_package(Zipped(a_zip(files)))
    assert refused.value.code == code
