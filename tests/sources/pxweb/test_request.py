"""What somebody writes down is read strictly."""

from typing import Any

import pytest
from pydantic import ValidationError

from monitor.sources.pxweb.request import SSB, TableRequest


def a_request(**over: Any) -> dict[str, Any]:
    return {"indicator": "inmates", "table": "10531", "select": {"Tid": ["*"], "Kjonn": ["0"]}} | over


def test_what_is_not_said_is_usual():
    request = TableRequest.model_validate(a_request())
    assert (request.base, request.language, request.left_out) == (SSB, "no", ())
    assert request.address == "https://data.ssb.no/api/pxwebapi/v2/tables/10531"
    assert TableRequest.model_validate(a_request(base="https://x.example/v2/")).base == "https://x.example/v2"


@pytest.mark.parametrize(
    "over",
    [
        {"select": {}},
        {"select": {"Tid": []}},
        {"table": "../config"},
        {"table": "1?x=1"},
        {"table": ""},
        {"base": "file:///etc"},
        {"base": "https://x.example/v2?y"},
        {"base": "https://x.example/v2#y"},
        {"language": "norsk språk"},
        {"indicator": "../x"},
        {"left_out": ["Tid"]},
        {"totals": {"Alder": "0"}},
        {"codelists": {"Alder": "agg_x"}},
        {"codelists": {"Kjonn": "../x"}},
        {"signs": {":": "zero"}},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_meant_is_refused(over: dict[str, Any]):
    with pytest.raises(ValidationError):
        TableRequest.model_validate(a_request(**over))
