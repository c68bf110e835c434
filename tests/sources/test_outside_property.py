"""Whatever comes in from outside, only our own errors come out: never a traceback."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import MonitorError
from monitor.measures.figures import schema
from monitor.sources.bundles import Zipped
from monitor.sources.delivery import Delivery
from monitor.sources.frictionless.package import read_data_package
from monitor.sources.opensdg.repository import read_repository
from monitor.sources.tabular.cells import read_cells
from tests.sources.zips import a_zip

_SOON = settings(max_examples=40, deadline=None, derandomize=True)

_CELLS = st.one_of(
    st.sampled_from(
        ["", "2015", "2014-05", "1,234", "1.5", "12,5", "..", "Female", "R1", "_T", '"', "\u202e", "x" * 600]
    ),
    st.text(max_size=6),
)
_HEADINGS = st.sampled_from(
    [
        "Year",
        "Value",
        "Sex",
        "Région",
        "GeoCode",
        "Units",
        "Series",
        "Observation status",
        "Unit multiplier",
        "",
        "Note",
    ]
)
_TABLES = st.lists(_HEADINGS, min_size=1, max_size=7).flatmap(
    lambda names: st.lists(
        st.lists(_CELLS, min_size=len(names) - 1, max_size=len(names) + 1), max_size=8
    ).map(lambda rows: "\n".join(",".join(row) for row in [names, *rows]))
)
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "---\nindicator_name: a.b\ngraph_target_lines:\n  - value: x\n---\n",
            "indicator_name: &x [1, *x]\n",
            "graph_series_breaks: 5\nsource_active_1: yes\nsource_url_1: http://[::1\nsource_organisation_1: '<'\n",
            "{{{",
            "languages: [x, 5, en]\ninputs: 7\n",
            "\t- a: b",
        ]
    ),
)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _is_whole(read: Delivery) -> None:
    for received in read.indicators:
        wanted = schema([dimension.id for dimension in received.definition.dimensions])
        assert received.figures.schema.equals(wanted)
        for dimension in received.definition.dimensions:
            said = set(received.figures.column(f"by:{dimension.id}").to_pylist()) - {None}
            assert said <= set(received.definition.code[dimension.id])


@_SOON
@given(data=st.binary(max_size=200))
def test_bytes_that_may_be_anything_are_a_table_or_refused(data):
    with suppress(MonitorError):
        read_cells(data, "a.csv")


@_SOON
@given(table=_TABLES, meta=_TEXTS, config=_TEXTS, words=_TEXTS)
def test_a_repository_that_may_hold_anything_is_read_or_refused(table, meta, config, words):
    files = {
        "data/indicator_1-1-1.csv": _encoded(table),
        "meta/1-1-1.md": _encoded(meta),
        "indicator-config/1-1-1.yml": _encoded(meta),
        "config_data.yml": _encoded(config),
        "translations/en/data.yml": _encoded(words),
    }
    with suppress(MonitorError):
        _is_whole(read_repository(Zipped(a_zip(files))))


_OF_TABLES = ("name", "path", "data", "schema", "dialect", "format", "fields", "primaryKey", "foreignKeys")
_OF_FIELDS = (
    "type",
    "constraints",
    "missingValues",
    "reference",
    "resource",
    "enum",
    "categories",
    "minimum",
)
_KEYS = (*_OF_TABLES, *_OF_FIELDS, "year", "value")
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-5, 3000)
    | st.text(max_size=5)
    | st.sampled_from(["year", "value", "n", "%Y%Y"])
)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5),
    max_leaves=25,
)


@_SOON
@given(resource=_JSON, fields=_JSON, table=_TABLES)
def test_a_data_package_that_may_hold_anything_is_read_or_refused(resource, fields, table):
    made = {"name": "a", "path": "a.csv", "schema": {"fields": fields}}
    said = {
        "name": "x",
        "resources": [made, {**resource, "name": "b"} if isinstance(resource, dict) else resource],
    }
    files = {"datapackage.json": json.dumps(said).encode(), "a.csv": _encoded(table.replace("Year", "year"))}
    with suppress(MonitorError):
        _is_whole(read_data_package(Zipped(a_zip(files))))
