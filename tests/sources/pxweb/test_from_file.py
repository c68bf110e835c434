"""A table that somebody has as a file is received without asking anybody."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import Refused
from monitor.measures.dimensions import DimensionKind
from monitor.measures.received import Received
from monitor.sources.jsonstat_forms import read_datasets
from monitor.sources.pxweb.from_file import read_file
from monitor.sources.pxweb.request import Described

RECORDED = (Path(__file__).parents[1] / "recorded" / "pxweb_v2_response_03024.json").read_bytes()


def a_file(**over: Any) -> bytes:
    """As Eurostat writes: values and signs by their places, no measures, a table of one unit. Made up."""
    tree = {
        "version": "2.0",
        "class": "dataset",
        "label": "Prisoners",
        "source": "ESTAT",
        "updated": "2026-04-01T23:00:00+0200",
        "id": ["freq", "geo", "time"],
        "size": [1, 2, 3],
        "role": {"time": ["time"], "geo": ["geo"]},
        "dimension": {
            "freq": {"label": "Frequency", "category": {"index": {"A": 0}, "label": {"A": "Annual"}}},
            "geo": {
                "label": "Place",
                "category": {"index": ["NO", "SE"], "label": {"NO": "Noreg", "SE": "Sverige"}},
            },
            "time": {"label": "Time", "category": {"index": {"2021": 0, "2022": 1, "2023": 2}}},
        },
        "value": {"0": 10, "1": 11.5, "3": 20, "5": 0},
        "status": {"1": "p", "2": ":", "4": "c"},
    }
    return json.dumps(tree | over).encode()


def received(content: bytes, **over: Any) -> Received:
    described = {"indicator": "prisoners", "dataset": "eurostat", "language": "en"} | over
    digest = hashlib.sha256(content).hexdigest()
    (came,) = read_file(read_datasets(content), Described.model_validate(described), "prisoners.json", digest)
    return came


def test_a_file_is_read_with_the_signs_of_its_source():
    came = received(
        a_file(), signs={"p": "provisional", ":": "not_available", "c": "confidential"}, totals={"freq": "A"}
    )
    rows = came.figures.select(["by:geo", "period", "value", "flags", "missing"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("NO", "2021", 10, None, None),
        ("NO", "2022", 11.5, "provisional", None),
        ("NO", "2023", None, None, "not_available"),
        ("SE", "2021", 20, None, None),
        ("SE", "2022", None, None, "confidential"),
        ("SE", "2023", 0, None, None),
    ]
    assert [each.id for each in came.definition.dimensions] == ["geo"]
    assert came.digest == hashlib.sha256(a_file()).hexdigest()
    assert came.asked == {}


def test_texts_stay_in_the_language_they_are_in():
    title = received(a_file(), language="sv").definition.title
    assert title.other is not None
    assert (title.other.language, title.other.text) == ("sv", "Prisoners")
    assert received(a_file(), language="no").definition.title.nb == "Prisoners"


def test_the_recorded_answer_is_read_as_a_file_too():
    came = received(RECORDED)
    assert came.figures.num_rows == 352
    assert came.definition.measures[0].kind is DimensionKind.MEASURE
    assert came.definition.unit_of({"ContentsCode": "Vekt"}) is not None


@pytest.mark.parametrize(
    ("content", "over", "code"),
    [
        (a_file(value={}, status={}), {}, "pxweb_no_values"),
        (a_file(role={"time": ["geo"]}), {}, "pxweb_no_period"),
        (a_file(), {"totals": {"geo": "DK"}}, "pxweb_codes_gone"),
        (a_file(), {"totals": {"sex": "T"}}, "pxweb_variable_gone"),
        (RECORDED, {"totals": {"ContentsCode": "Vekt"}}, "pxweb_no_total"),
        (b"{}", {}, "jsonstat_class"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(content: bytes, over: dict[str, Any], code: str):
    with pytest.raises(Refused) as refused:
        received(content, **over)
    assert refused.value.code == code
