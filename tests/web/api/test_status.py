"""Where initiatives stand: three statuses side by side, and what is null says why."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monitor.access.roles import Role
from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import DecisionNeeded, NewAnswer, NewConclusion, NewRedaction, Task, Verdict
from monitor.wiring import Services
from tests.web.api.conftest import Asking, asking, signing_in
from tests.wiring.conftest import NOON
from tests.wiring.house import OTHER, OWN, House, make_house

SECRET = "Names a prison."


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path)


@pytest.fixture
def guarded(house: House) -> Services:
    return signing_in(house.local)


def standing(asked: Asking) -> dict[str, Any]:
    (found,) = asked.data("status")
    assert found == {**found, "initiative": "1.1", "number": "1.1"}
    one = asked.data("initiatives/1.1")
    assert {name: one[name] for name in ("reported", "public_record", "schedule")} == {
        name: found[name] for name in ("reported", "public_record", "schedule")
    }
    return found  # type: ignore[no-any-return]


def test_nothing_reported_is_null_with_the_reason_and_no_status(house: House) -> None:
    found = standing(Asking(house.local))
    assert found["reported"] == {"status": None, "missing": "not_reported", "report": None}
    assert found["public_record"] == {
        "status": "done",
        "confidence": "high",
        "deciding": "found",
        "left_out": 0,
    }
    assert found["schedule"] == {
        "state": "passed",
        "deadline": "2018",
        "last_day": "2018-12-31",
        "missing": None,
        "original": "2018",
        "revised_in": None,
        "late": True,
        "completed_late": False,
    }


def test_a_report_is_told_with_its_words_and_each_null_has_its_reason(house: House) -> None:
    entry = house.published(
        OWN,
        next_step="The next.",
        expected_completion=PartialDate("2027-H1"),
        comment="Late.",
        decision=DecisionNeeded(what="Money", of="JD", by=date(2026, 9, 1)),
    )
    found = standing(Asking(house.local))
    told = found["reported"]
    assert (told["status"], told["missing"]) == ("in_progress", None)
    assert told["report"] == {
        "entry": entry.sequence,
        "effective_on": "2026-06-01",
        "recorded_at": "2026-06-01T12:00:00Z",
        "acting_for": "JD",
        "done_since_last": None,
        "next_step": "The next.",
        "obstacle": None,
        "help_needed": None,
        "comment": "Late.",
        "expected_completion": "2027-H1",
        "evidence_url": None,
        "decision": {"what": "Money", "of": "JD", "by": "2026-09-01"},
        "access_ground": None,
        "absent": dict.fromkeys(
            ("done_since_last", "obstacle", "help_needed", "evidence_url"), "not_written"
        ),
    }
    assert found["contradicted"] is True  # in progress, and done on public record
    assert "person" not in Asking(house.local)("status").text  # nobody is named, not even by an id


def test_what_waits_for_answers_is_told_to_nobody(guarded: Services, house: House) -> None:
    house.recorded(OTHER, comment=SECRET, done_since_last=SECRET)
    for role in (Role.READER, Role.ANALYST, Role.SECRETARIAT):
        asked = asking(guarded, role)
        assert standing(asked)["reported"]["missing"] == "not_reported"
        for path in ("status", "initiatives/1.1", "strategy"):
            assert SECRET not in asked(path).text


def test_words_that_are_exempt_are_told_to_those_who_may_read_them(guarded: Services, house: House) -> None:
    house.published(OWN, comment=SECRET, done_since_last=SECRET, access_ground="offl. § 13")
    for role, sees in ((Role.READER, False), (Role.ANALYST, True), (Role.COMMITTEE, True)):
        asked = asking(guarded, role)
        told = standing(asked)["reported"]
        assert told["status"] == "in_progress"
        assert told["report"]["access_ground"] == "offl. § 13"
        assert (told["report"]["comment"] == SECRET) is sees
        assert ("comment" in told["report"]["absent"]) is not sees
        assert (SECRET in asked("initiatives/1.1").text) is sees
    reader = standing(asking(guarded, Role.READER))["reported"]["report"]
    assert {reader["absent"][name] for name in ("comment", "done_since_last", "evidence_url")} == {"exempt"}
    assert reader["absent"]["obstacle"] == "not_written"


def test_a_text_that_was_removed_says_so(house: House) -> None:
    entry = house.published(OWN, comment="Kari Nordmann", obstacle="None.")
    house.local.writer.record(
        [house.event(NewRedaction, OWN, redacts=entry.sequence, fields=("comment",), comment="A name.")]
    )
    told = standing(Asking(house.local))["reported"]["report"]
    assert (told["comment"], told["absent"]["comment"]) == (None, "redacted")
    assert told["obstacle"] == "None."


def test_what_a_committee_concluded_stands_beside_the_initiative(house: House) -> None:
    asked = house.published(OWN, decision=DecisionNeeded(what="Money", of="JD"), comment="Late.")
    house.local.writer.record(
        [
            house.event(
                NewConclusion,
                "committee",
                comment="Granted.",
                answers=asked.sequence,
                next_step="Pay it.",
                task=Task(of="KDI"),
            )
        ]
    )
    (found,) = Asking(house.local).data("initiatives/1.1")["conclusions"]
    assert found == {
        "entry": found["entry"],
        "meeting": "2026-06-01",
        "recorded_at": "2026-06-01T12:00:00Z",
        "committee": "committee",
        "concluded": "Granted.",
        "task": {"what": "Pay it.", "of": "KDI", "until": None},
        "answers": asked.sequence,
        "absent": {},
    }


def test_an_earlier_day_shows_what_was_effective_and_known_then(house: House) -> None:
    house.published(OWN)
    found = Asking(house.local)("status?as_of=2019-02-28").json()
    assert found["as_of"] == "2019-02-28"
    (row,) = found["data"]
    assert row["reported"]["missing"] == "not_reported"  # recorded in 2026
    assert row["public_record"]["status"] == "not_evidenced"  # published on 2019-03-01
    (row,) = Asking(house.local)("status?as_of=2018-12-31").json()["data"]
    assert (row["schedule"]["state"], row["schedule"]["late"]) == ("this_year", False)


@pytest.mark.parametrize("said", ["2016-12-31", "2026-06-02", "20180101", "2018-02-30", "2018", "", "today"])
def test_a_day_that_cannot_be_read_as_of_is_refused_with_those_that_can(house: House, said: str) -> None:
    found = Asking(house.local).problem(f"status?as_of={said}")
    assert (found["status"], found["code"], found["parameter"]) == (400, "bad_parameter", "as_of")
    assert "2017-01-01" in found["detail"] and "2026-06-01" in found["detail"]


def test_no_deadline_is_null_with_the_reason(house: House) -> None:
    file = house.local.settings.root / "initiatives.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    deadline: {due: 2018}\n", ""), encoding="utf-8")
    found = standing(Asking(house.local))["schedule"]
    assert (found["state"], found["deadline"], found["last_day"]) == ("no_deadline", None, None)
    assert (found["missing"], found["late"]) == ("no_deadline", False)


def test_an_answer_of_a_ministry_publishes_and_is_read_at_the_next_request(
    guarded: Services, house: House
) -> None:
    entry = house.recorded(OTHER)
    reader = asking(guarded, Role.READER)
    before = reader("status")
    house.local.writer.record(
        [house.event(NewAnswer, OWN, answers=entry.sequence, verdict=Verdict.CONFIRMED)]
    )
    after = reader("status", If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.json()["data"][0]["reported"]["report"]["entry"] == entry.sequence
    assert after.json()["as_of"] == NOON.date().isoformat()
