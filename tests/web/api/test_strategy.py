"""What was promised, as programs read it."""

from tests.web.api.conftest import Asking
from tests.wiring.house import House


def test_the_strategy_comes_with_its_bodies_and_what_is_on_record_of_the_whole(shipped: Asking) -> None:
    found = shipped.data("strategy")
    assert found["strategy"]["period"] == {"from": "2017", "to": "2021"}
    assert len(found["bodies"]) == 23
    assert len(found["committees"]) == 2
    assert found["evidence"] and all(each["initiative"] is None for each in found["evidence"])


def test_every_initiative_is_listed_and_leads_to_itself(shipped: Asking) -> None:
    rows = shipped.data("initiatives")
    assert len(rows) == 18
    for row in rows:
        one = shipped.data(row["url"])
        assert one["initiative"] == {**one["initiative"], "id": row["id"], "title": row["title"]}


def test_the_statuses_are_those_of_the_initiatives_in_the_same_order(shipped: Asking) -> None:
    rows = shipped.data("status")
    assert [row["initiative"] for row in rows] == [row["id"] for row in shipped.data("initiatives")]
    statuses = {row["reported"]["status"] for row in rows}
    assert {"in_progress", "completed"} < statuses


def test_an_initiative_names_the_indicators_that_speak_to_it_with_the_reason(house: House) -> None:
    (found,) = Asking(house.local).data("initiatives/1.1")["indicators"]
    assert (found["indicator"], found["state"], found["reason"]["en"]) == ("housing", "proposed", "Because")
    assert Asking(house.local)(found["url"]).status_code == 200


def test_evidence_counts_from_its_day_of_publication(house: House) -> None:
    asked = Asking(house.local)
    assert [each["id"] for each in asked.data("initiatives/1.1")["evidence"]] == ["found"]
    assert asked.data("initiatives/1.1?as_of=2019-02-28")["evidence"] == []


def test_an_invented_report_is_marked_on_every_answer(shipped: Asking, house: House) -> None:
    paths = ("strategy", "initiatives", "initiatives/1.1", "status", "indicators")
    assert all(shipped(path).json()["demonstration"] is True for path in paths)
    assert all(Asking(house.local)(path).json()["demonstration"] is False for path in paths)
