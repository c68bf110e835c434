"""What a person typed becomes a statement, or every field that cannot be read is named."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import EventKind, NewDeadline, NewEvidence, NewMilestone, Statement
from monitor.reporting.typed_statement import KINDS, TypedStatement, as_typed, read_statement
from tests.builders import an_entry

TODAY = date(2018, 6, 1)


def typed(kind: EventKind = EventKind.DEADLINE_REVISED, **over: object) -> TypedStatement:
    content: dict[str, object] = {
        "initiative": "1.1",
        "acting_for": "JD",
        "effective_on": " 31.05.2018 ",
        "revised_deadline": " 2019-Q3 ",
        "milestone": " Register in use ",
        "evidence_url": " https://www.example.no/x ",
        "comment": " The reason. ",
        "case_number": " 18/123 ",
        "access_ground": " § 13 ",
    }
    return TypedStatement(kind=kind, **(content | over))  # type: ignore[arg-type]


def read(each: TypedStatement) -> tuple[Statement, list[str]]:
    event, faults = read_statement(
        each, idempotency_key="form-1", expected_revision=7, recorded_by="person-1", today=TODAY
    )
    return event, [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        (EventKind.DEADLINE_REVISED, NewDeadline),
        (EventKind.MILESTONE_REACHED, NewMilestone),
        (EventKind.EVIDENCE_ADDED, NewEvidence),
    ],
)
def test_each_kind_is_read_with_what_all_have_in_common(kind: EventKind, becomes: type[Statement]):
    event, faults = read(typed(kind, corrects=3))
    assert faults == []
    assert type(event) is becomes
    assert (event.idempotency_key, event.expected_revision, event.recorded_by) == ("form-1", 7, "person-1")
    assert (event.initiative, event.acting_for, event.effective_on) == ("1.1", "JD", date(2018, 5, 31))
    assert (event.comment, event.evidence_url) == ("The reason.", "https://www.example.no/x")
    assert (event.case_number, event.access_ground, event.corrects) == ("18/123", "§ 13", 3)
    if isinstance(event, NewDeadline):
        assert event.revised_deadline == PartialDate("2019-Q3")
    if isinstance(event, NewMilestone):
        assert event.milestone == "Register in use"


def test_what_nobody_filled_in_is_absent():
    event, _faults = read(
        typed(EventKind.MILESTONE_REACHED, evidence_url=" ", case_number="", access_ground=" ")
    )
    assert (event.evidence_url, event.case_number, event.access_ground) == (None, None, None)


def test_every_field_that_cannot_be_read_is_named_at_once():
    assert read(typed(effective_on="soon", revised_deadline="later"))[1] == [
        "day_unreadable",
        "date_unreadable",
    ]
    assert read(typed(effective_on=" ", revised_deadline=""))[1] == ["day_missing", "deadline_missing"]


def test_a_field_that_cannot_be_read_gives_way_to_one_that_nothing_stands_against():
    event, _faults = read(typed(effective_on="soon", revised_deadline="later"))
    assert isinstance(event, NewDeadline)
    assert event.effective_on == TODAY
    assert event.revised_deadline.first_day.year == 2199


@pytest.mark.parametrize("kind", [EventKind.MILESTONE_REACHED, EventKind.EVIDENCE_ADDED])
def test_a_deadline_is_asked_of_a_deadline_only(kind: EventKind):
    assert read(typed(kind, revised_deadline=""))[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_typed_again_is_the_same_statement_but_for_its_reason(kind: EventKind):
    entry = an_entry(
        sequence=3,
        kind=kind,
        status=None,
        comment="Said then.",
        revised_deadline=PartialDate("2019") if kind is EventKind.DEADLINE_REVISED else None,
        milestone="A" if kind is EventKind.MILESTONE_REACHED else None,
        evidence_url="https://www.example.no/x",
        case_number="18/1",
    )
    again = as_typed(entry, acting_for="HOD", corrects=3)
    assert (again.kind, again.comment, again.acting_for, again.corrects) == (kind, "", "HOD", 3)
    event, faults = read(replace(again, comment="Why."))
    assert faults == []
    for name in (
        "revised_deadline",
        "milestone",
        "evidence_url",
        "case_number",
        "access_ground",
        "effective_on",
    ):
        assert getattr(event, name, None) == getattr(entry, name)
