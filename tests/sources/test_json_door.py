"""JSON comes in counted before it is built, each key once, each number as it was written."""

from decimal import Decimal

import pytest

from monitor.errors import Refused
from monitor.sources import json_door
from monitor.sources.json_door import MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_json


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        read_json(data)
    return refused.value


def test_values_come_as_they_were_written():
    found = read_json(b'{"a": [1, -2, 1.50, 1e3, true, null, "\\u00e5"]}')
    assert found == {"a": [1, -2, Decimal("1.50"), Decimal("1E+3"), True, None, "å"]}
    assert str(found["a"][2]) == "1.50"  # type: ignore[index,call-overload]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_read(encoding: str):
    assert read_json('["å"]'.encode(encoding)) == ["å"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'["\xe5"]', "json_encoding"),
        (b"", "json_invalid"),
        (b"[1,]", "json_invalid"),
        (b"[1] [2]", "json_invalid"),
        (b'["a\nb"]', "json_invalid"),
        (b"[01]", "json_invalid"),
        (b"[1_000]", "json_invalid"),
        ("[１２３]".encode(), "json_invalid"),
        (b'"' + b'\\"' * 100_000, "json_invalid"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "json_key_twice"),
        (b"[NaN]", "json_number"),
        (b"[Infinity]", "json_number"),
        (b"[-Infinity]", "json_number"),
        (b"[1e400]", "json_number"),
        (b"[1e-400]", "json_number"),
        (b"[1e999999999999999999999]", "json_number"),
        (b"[" + b"9" * 5000 + b"]", "json_number"),
        (b"[0." + b"9" * 5000 + b"]", "json_number"),
        (b"[" * (MAX_DEPTH + 1), "json_too_deep"),
        (b'{"a":' * (MAX_DEPTH + 1), "json_too_deep"),
        (b"[" * 200_000, "json_too_deep"),
        (b"[" + b"1," * (MAX_VALUES + 1), "json_too_many"),
        (b"[[]," * (MAX_VALUES // 2 + 1), "json_too_many"),
    ],
    ids=[
        *("Latin-1", "nothing", "a comma too many", "two values", "a line break in a text"),
        *("a leading zero", "an underscore", "digits of another script", "an open text"),
        *("a key that stands twice", "NaN", "infinity", "negative infinity", "too large", "too small"),
        *("far too large", "5000 digits", "5000 decimals", "deep lists", "deep mappings", "very deep lists"),
        *("many numbers", "many lists"),
    ],
)
def test_what_is_no_plain_json_is_refused(data: bytes, code: str):
    refused = refusal(data)
    assert refused.code == code
    assert len(refused.message) < 200


def test_brackets_within_texts_are_no_depth():
    deep = "[" * 100
    assert read_json(f'["{deep}", "\\"{deep}"]'.encode()) == [deep, f'"{deep}']
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) is not None


def test_a_file_that_is_too_large_is_not_looked_into(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json_door, "decoded", lambda _data: pytest.fail("it was read"))
    assert refusal(b" " * (MAX_BYTES + 1)).fields["limit"] == 10


def test_the_place_of_a_fault_is_named():
    refused = refusal(b'{\n  "a": 1,\n  b: 2\n}')
    assert (refused.fields["line"], refused.fields["column"]) == (3, 3)
