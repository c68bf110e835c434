"""Whatever stands in an address, the answer is one of ours and never a fault."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.soak.conftest import FULL
from tests.web.api.conftest import PATHS, Asking

TEXT = st.text(max_size=40)
SAID = st.one_of(
    TEXT,
    st.sampled_from(
        ["", "0", "1", "-1", "2014", "2014-02-30", "9999-12-31", "0001-01-01", "undated", "nb", "*"]
    ),
    st.dates().map(str),
    st.integers().map(str),
    st.from_regex(r"[0-9a-f]{16}-[0-9]{1,9}", fullmatch=True),
)
NAME = st.one_of(
    TEXT,
    st.sampled_from(["as_of", "lang", "limit", "cursor", "from", "to", "by", "by[answer]", "by[]", "by[ ]"]),
    TEXT.map(lambda name: f"by[{name}]"),
)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
ALLOWED = {200, 304, 400, 404, 410}


def ask(asked: Asking, path: str, **headers: str) -> None:
    answer = asked(path, **headers)
    assert answer.status_code in ALLOWED, (path, answer.text)
    if answer.status_code >= 400:
        found = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert found["code"] != "fault" and found["detail"]


def some(examples: int) -> settings:
    return settings(
        max_examples=examples * (20 if FULL else 1),
        deadline=None,  # nothing is measured here
        database=None,
        derandomize=not FULL,  # `make test` asks the same every time, `make soak` something new
        suppress_health_check=list(HealthCheck),
    )


@some(150)
@given(path=st.sampled_from([*PATHS, "openapi.json"]), query=st.lists(st.tuples(NAME, SAID), max_size=4))
def test_any_query(shipped: Asking, path: str, query: list[tuple[str, str]]) -> None:
    path = path.replace("housing", "housing_at_release")
    said = "&".join(f"{quote(name, safe='[]')}={quote(value)}" for name, value in query)
    ask(shipped, f"{path}?{said}")


@some(60)
@given(query=st.binary(max_size=60))
def test_any_bytes_behind_the_question_mark(shipped: Asking, query: bytes) -> None:
    ask(shipped, f"status?{quote(query, safe='%&=+;[]')}")


@some(60)
@given(name=TEXT)
def test_any_name(shipped: Asking, name: str) -> None:
    for kind in ("initiatives/", "indicators/", ""):
        ask(shipped, f"{kind}{quote(name, safe='')}")


@some(40)
@given(etag=HEADER, language=HEADER, encoding=HEADER)
def test_any_header(shipped: Asking, etag: str, language: str, encoding: str) -> None:
    headers = {"If_None_Match": etag, "Accept_Language": language, "Accept_Encoding": encoding}
    ask(shipped, "initiatives?limit=2", **headers)
    ask(shipped, "nowhere", **headers)


@some(40)
@given(said=HEADER)
def test_any_authorization_is_a_token_or_refused(shipped: Asking, said: str) -> None:
    answer = shipped("status", Authorization=said)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")


@pytest.mark.parametrize("path", PATHS)
def test_what_is_fuzzed_is_there(shipped: Asking, path: str) -> None:
    """The control: without it, an address that is always 404 would pass."""
    assert shipped(path.replace("housing", "housing_at_release")).status_code == 200
