"""How answers travel: tags, compression, HEAD, and what may be kept."""

from pathlib import Path

import pytest

from tests.web.api.conftest import PATHS, Asking
from tests.wiring.house import House, make_house


@pytest.fixture
def asked(house: House) -> Asking:
    return Asking(house.local, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize("path", [*PATHS, "openapi.json"])
def test_the_same_content_has_the_same_tag_and_is_not_sent_again(asked: Asking, path: str) -> None:
    first = asked(path)
    tag = first.headers["ETag"]
    assert tag.startswith('"') and asked(path).headers["ETag"] == tag
    for said in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = asked(path, If_None_Match=said)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "private, no-cache"
        assert again.headers["Vary"] == first.headers["Vary"] == "Accept-Encoding, Authorization"
    assert asked(path, If_None_Match='"other"').status_code == 200


def test_another_content_has_another_tag(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    asked = Asking(house.local)
    before = asked("status").headers["ETag"]
    house.published("JD")
    after = asked("status", If_None_Match=before)
    assert after.status_code == 200
    assert after.headers["ETag"] != before


def test_what_is_compressed_has_a_tag_of_its_own(shipped: Asking) -> None:
    plain = shipped("status", Accept_Encoding="identity")
    packed = shipped("status", Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < len(plain.content) / 3
    assert packed.content == plain.content
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + '-gzip"'
    again = shipped("status", Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert again.status_code == 304


def test_a_short_answer_is_not_compressed(asked: Asking) -> None:
    assert "content-encoding" not in asked("initiatives", Accept_Encoding="gzip").headers


@pytest.mark.parametrize("path", [*PATHS, "openapi.json", "nowhere", "status?limit=0"])
def test_head_says_what_get_would_and_sends_nothing(asked: Asking, path: str) -> None:
    got, head = asked(path), asked(path, method="HEAD")
    assert head.content == b""
    assert (head.status_code, head.headers) == (got.status_code, got.headers)


@pytest.mark.parametrize("path", [*PATHS, "openapi.json", "nowhere"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(asked: Asking, path: str, method: str) -> None:
    answer = asked(path, method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.json()["code"] == "only_reading"
