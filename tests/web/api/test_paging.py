"""Lists in parts: every entry once, in one order, and nothing mixed where the list has changed."""

import pytest

from monitor.web.api.asked import HERE
from tests.web.api.conftest import Asking
from tests.wiring.house import House


@pytest.mark.parametrize("size", [1, 2, 7, 17, 18, 19, 100])
def test_walking_a_list_meets_every_entry_once(shipped: Asking, size: int) -> None:
    for path in ("initiatives", "status", "indicators"):
        whole = shipped(f"{path}?limit=500").json()
        assert whole["next"] is None and len(whole["data"]) == whole["total"]
        assert shipped.everything(f"{path}?limit={size}") == whole["data"]


def test_the_next_part_keeps_what_was_asked_for(shipped: Asking) -> None:
    found = shipped("status?as_of=2019-06-01&limit=5&lang=nb").json()
    assert found["next"].startswith(f"{HERE}/status?as_of=2019-06-01&limit=5&lang=nb&cursor=")
    assert shipped(found["next"]).json()["as_of"] == "2019-06-01"


def test_the_header_and_the_answer_name_the_same_next_part_and_the_last_names_none(shipped: Asking) -> None:
    first = shipped("status?limit=10")
    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'
    last = shipped(first.json()["next"])
    assert "Link" not in last.headers and last.json()["next"] is None


def test_a_cursor_from_another_list_or_from_one_that_has_changed_is_refused(shipped: Asking) -> None:
    cursor = shipped("indicators?limit=10").json()["next"].rpartition("=")[2]
    found = shipped.problem(f"status?cursor={cursor}")
    assert (found["status"], found["code"], found["parameter"]) == (410, "list_changed", "cursor")
    assert shipped(f"indicators?cursor={cursor}&limit=3").status_code == 200  # the control


@pytest.mark.parametrize("said", ["", "10", "0-0", "x" * 16 + "-3", "0" * 16 + "-" + "9" * 10, "é"])
def test_a_cursor_that_is_none_is_refused(shipped: Asking, said: str) -> None:
    found = shipped.problem(f"status?cursor={said}")
    assert (found["status"], found["code"], found["parameter"]) == (400, "bad_parameter", "cursor")


@pytest.mark.parametrize("path", ["initiatives", "status", "indicators"])
@pytest.mark.parametrize(
    "said", ["0", "-1", "501", "1e3", "", "ten", "１", "99999999999999999999", "+5", " 5"]
)
def test_a_limit_outside_what_is_accepted_is_refused_with_the_most(
    shipped: Asking, path: str, said: str
) -> None:
    found = shipped.problem(f"{path}?limit={said}")
    assert (found["status"], found["code"], found["parameter"]) == (400, "bad_parameter", "limit")
    assert "500" in found["detail"]
    assert shipped(f"{path}?limit=500").status_code == 200


def test_figures_come_in_larger_parts(house: House) -> None:
    asked = Asking(house.local)
    assert asked("indicators/housing/observations?limit=5000").status_code == 200
    assert "5,000" in asked.problem("indicators/housing/observations?limit=5001")["detail"]
