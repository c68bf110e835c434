"""Parquet for programs: typed columns, and in the metadata everything that is said of the figures."""

import io
import json

import pandas
import pyarrow as pa
import pyarrow.parquet as pq

from monitor.measures.exports import Format
from tests.documents.figures.conftest import CITED, a_definition, a_part, written


def test_columns_have_types_and_a_hidden_value_is_null_with_its_reason():
    table = pq.read_table(io.BytesIO(written(Format.PARQUET)))
    assert table.schema.field("value").type == pa.float64()
    assert table.schema.field("first_day").type == pa.date32()
    assert table["value"].to_pylist() == [24.0, None, None, 0.5, 3.0, 1234567.0]
    assert table["missing"].to_pylist()[1:3] == ["hidden", "not_available"]
    assert table["sex"].to_pylist() == ["m", "w", None, "m", "w", None]
    assert table["sex_label"].to_pylist()[0] == "men"
    assert set(table["edition"].to_pylist()) == {2}


def test_the_metadata_says_where_they_are_from():
    said = {
        key.decode(): text.decode()
        for key, text in pq.read_schema(io.BytesIO(written(Format.PARQUET))).metadata.items()
    }
    assert (said["citation"], said["language"], said["demonstration"]) == (CITED, "en", "false")
    [one] = json.loads(said["indicators"])
    assert (one["indicator"], one["edition"], one["licence"][:9]) == ("homes", 2, "CC BY 4.0")
    assert one["sources"] == {"ssb": "Table 1. Statistics Norway. 2020. https://www.ssb.no/1"}
    assert ["Caveat", "Take care."] in one["about"]


def test_another_program_reads_several_indicators_from_one_file():
    other = a_part({"period": "2014", "value": 1.0}, definition=a_definition(id="other", dimensions=[]))
    table = pandas.read_parquet(io.BytesIO(written(Format.PARQUET, a_part(), other)))
    assert table["indicator"].tolist() == ["homes"] * 6 + ["other"]
