"""Deadlines: precise to what is printed, in stages, and revised without losing the original."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Deadline, Initiative
from tests.builders import an_initiative, both


def a_deadline(**content: Any) -> Deadline:
    return Deadline.model_validate(content)


def revised(due: str, decided: str) -> dict[str, Any]:
    return {"due": due, "decided": decided, "reason": both(f"Moved to {due}")}


def test_the_original_deadline_stays_beside_the_revised_one_with_its_reason():
    deadline = a_deadline(due="2018", revised=[revised("2019-H1", "2018-11-01")])
    assert deadline.original == PartialDate("2018")
    assert deadline.in_force(date(2018, 12, 1)) == PartialDate("2019-H1")
    revision = deadline.revision_in_force(date(2018, 12, 1))
    assert revision is not None
    assert revision.reason.en == "Moved to 2019-H1"


def test_a_revision_holds_from_the_day_it_was_decided():
    deadline = a_deadline(due="2018", revised=[revised("2019", "2018-11-01")])
    assert deadline.in_force(date(2018, 10, 31)) == PartialDate("2018")
    assert deadline.in_force(date(2018, 11, 1)) == PartialDate("2019")


def test_a_revision_whose_day_is_not_known_holds_when_its_month_is_over():
    deadline = a_deadline(due="2018", revised=[revised("2019", "2018-11")])
    assert deadline.in_force(date(2018, 11, 29)) == PartialDate("2018")
    assert deadline.in_force(date(2018, 11, 30)) == PartialDate("2019")


def test_the_revision_decided_last_is_in_force_whatever_the_order_in_the_file():
    deadline = a_deadline(due="2018", revised=[revised("2021", "2019-11-01"), revised("2019", "2018-11-01")])
    assert deadline.in_force(date(2019, 1, 1)) == PartialDate("2019")
    assert deadline.in_force(date(2020, 1, 1)) == PartialDate("2021")


def test_a_deadline_in_stages_is_due_when_its_last_stage_is():
    deadline = a_deadline(
        stages=[{"due": "2018-H2", "what": both("Second")}, {"due": "2018-H1", "what": both("First")}]
    )
    assert deadline.original == PartialDate("2018-H2")
    assert [stage.due.text for stage in deadline.stages_in_force(date(2018, 1, 1))] == ["2018-H2", "2018-H1"]


def test_revised_stages_replace_the_stages_from_their_day():
    deadline = a_deadline(
        stages=[{"due": "2018-H1"}, {"due": "2018-H2"}],
        revised=[{"stages": [{"due": "2019-Q3"}], "decided": "2018-06-01", "reason": both("Late")}],
    )
    assert len(deadline.stages_in_force(date(2018, 5, 31))) == 2
    assert [stage.due.text for stage in deadline.stages_in_force(date(2018, 6, 1))] == ["2019-Q3"]
    assert deadline.in_force(date(2018, 6, 1)) == PartialDate("2019-Q3")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"due": "2018", "stages": [{"due": "2018"}]}, "both `due` and `stages` are given"),
        ({}, "neither `due` nor `stages` is given"),
        (
            {"due": "2018", "revised": [{"decided": "2018", "reason": both("x")}]},
            "neither `due` nor `stages`",
        ),
    ],
)
def test_a_deadline_says_in_one_way_when_it_is_due(content: dict[str, Any], said: str):
    with pytest.raises(ValidationError, match=said):
        a_deadline(**content)


def test_bodies_stand_in_printed_order_with_their_roles():
    initiative = an_initiative(
        responsible=[
            {"body": "HOD", "role": "lead"},
            {"body": "JD", "role": "joint"},
            {"body": "KDI", "role": "contributing"},
            {"body": "KS", "role": "consulted"},
        ]
    )
    assert initiative.bodies() == ("HOD", "JD", "KDI", "KS")
    assert [part.role.value for part in initiative.responsible] == [
        "lead",
        "joint",
        "contributing",
        "consulted",
    ]


def test_a_sourced_statement_names_its_source():
    with pytest.raises(ValidationError, match="names no source"):
        an_initiative(executing={"bodies": ["KDI"], "origin": "sourced"})
    ours: Initiative = an_initiative(executing={"bodies": ["KDI"], "origin": "ours"})
    assert ours.executing is not None


def test_an_initiative_may_be_closed_and_continued_by_another():
    initiative = an_initiative(
        closed={"on": "2019-05-01", "reason": both("Merged")},
        continued_by={"initiative": "9.9", "strategy": "the-next-strategy"},
    )
    assert initiative.closed is not None
    assert initiative.closed.on == PartialDate("2019-05-01")
    assert initiative.continued_by is not None
    assert initiative.continued_by.strategy == "the-next-strategy"
