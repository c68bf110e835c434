"""What a report must hold to be accepted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import (
    DecisionNeeded,
    LogEntry,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewMilestone,
    NewRedaction,
)
from monitor.reporting.plain import MAX_TEXT
from monitor.reporting.rules import Circumstances, check_may_report, may_report, objections
from monitor.reporting.status import Status
from tests.builders import a_report, about, an_entry

TODAY = date(2018, 6, 1)


def given(*, deadline: str | None = None, previous: LogEntry | None = None, **over: Any) -> Circumstances:
    """JD and HOD, 1.1 and 1.2, on 1 June 2018; `previous` is the one report before."""
    content: dict[str, Any] = {
        "initiative_ids": {"1.1", "1.2"},
        "body_ids": {"JD", "HOD"},
        "deadline": PartialDate.parse(deadline) if deadline else None,
        "before": [previous] if previous else [],
        "today": TODAY,
    }
    return Circumstances(**(content | over))


def check(report: NewEvent, **facts: Any) -> None:
    check_may_report(report, given(**facts))


def refusal(report: NewEvent, **facts: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        check(report, **facts)
    return refused.value


def test_a_plain_report_is_accepted() -> None:
    check(a_report())


def test_an_initiative_that_is_not_in_the_strategy_is_refused() -> None:
    assert refusal(a_report(initiative="9.9")).code == "unknown_initiative"


def test_a_body_that_is_not_in_the_strategy_is_refused() -> None:
    refused = refusal(a_report(acting_for="XX"))
    assert (refused.code, refused.fields["field"]) == ("unknown_body", "acting_for")


@pytest.mark.parametrize("value", ["", " person", "a\nb", "x" * 201])
@pytest.mark.parametrize("field", ["idempotency_key", "recorded_by"])
def test_an_id_that_the_log_cannot_keep_is_refused(field: str, value: str) -> None:
    refused = refusal(a_report(**{field: value}))
    assert (refused.code, refused.fields["field"]) == ("id_invalid", field)


def test_today_is_an_effective_day_but_tomorrow_is_not() -> None:
    check(a_report(effective_on=date(2018, 6, 1)))
    assert refusal(a_report(effective_on=date(2018, 6, 2))).code == "effective_in_future"


def test_a_report_holds_from_no_day_before_the_strategy() -> None:
    begin = date(2017, 1, 1)
    check(a_report(effective_on=begin), earliest=begin)
    assert refusal(a_report(effective_on=date(2016, 12, 31)), earliest=begin).code == "effective_too_early"


def test_only_a_body_that_has_a_part_in_the_initiative_reports_on_it() -> None:
    check(a_report(acting_for="JD"), reporters={"JD"})
    assert refusal(a_report(acting_for="JD"), reporters={"HOD"}).code == "not_its_initiative"


def test_an_expected_completion_lies_ahead_of_the_report_unless_it_is_completed() -> None:
    day = date(2018, 6, 1)
    past = PartialDate.parse("2017")
    assert refusal(a_report(effective_on=day, expected_completion=past)).code == "expected_in_past"
    check(a_report(effective_on=day, expected_completion=PartialDate.parse("2018")))
    check(a_report(effective_on=day, expected_completion=past, status=Status.COMPLETED))


def test_a_decision_is_not_asked_for_by_a_day_that_has_passed() -> None:
    asked = DecisionNeeded(what="Who pays?", of="JD", by=date(2019, 12, 31))
    today = date(2020, 1, 1)
    assert refusal(a_report(decision=asked), today=today).code == "decision_day_past"


def test_a_correction_may_keep_the_day_that_was_asked_for_and_has_passed_since() -> None:
    """With another day it would ask for something else, and what was concluded would no longer answer it."""
    asked = DecisionNeeded(what="Who pays?", of="JD", by=date(2019, 12, 31))
    report = a_report(decision=asked, corrects=1, comment="The status was wrong.")
    stands = an_entry(decision=asked)
    check(report, corrected=stands, today=date(2020, 1, 1))
    other = replace(report, decision=replace(asked, by=date(2019, 12, 30)))
    assert refusal(other, corrected=stands, today=date(2020, 1, 1)).code == "decision_day_past"
    assert refusal(report, corrected=an_entry(), today=date(2020, 1, 1)).code == "decision_day_past"


def test_a_link_that_cannot_be_followed_safely_is_refused() -> None:
    check(a_report(evidence_url="https://www.regjeringen.no/no/id2556905/"))
    assert refusal(a_report(evidence_url="javascript:alert(1)")).code == "link_invalid"


FIELDS = ["done_since_last", "next_step", "obstacle", "help_needed", "comment"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_may_be_as_long_as_the_limit_and_no_longer(field: str) -> None:
    check(a_report(**{field: "a" * MAX_TEXT}))
    refused = refusal(a_report(**{field: "a" * (MAX_TEXT + 1)}))
    assert (refused.code, refused.fields["field"]) == ("text_too_long", field)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("char", "kind"),
    [
        ("\x00", "control"),
        ("\r", "control"),
        ("\x1b", "control"),
        ("\x7f", "control"),
        ("\x85", "control"),
        ("\ud800", "surrogate"),
        ("\u202e", "bidi"),
        ("\u2066", "bidi"),
    ],
)
def test_a_character_that_deceives_or_cannot_be_stored_is_refused(field: str, char: str, kind: str) -> None:
    refused = refusal(a_report(**{field: f"ab{char}c"}))
    assert (refused.code, refused.fields["kind"], refused.fields["position"]) == ("text_invalid", kind, 3)


@pytest.mark.parametrize("text", ["To linjer\nog en\ttabulator", "Čielggadeapmi", "🙂", "שלום", "a\u200eb"])
def test_ordinary_text_of_any_language_is_accepted(text: str) -> None:
    check(a_report(comment=text))


def test_a_decision_needs_its_subject_and_a_known_body() -> None:
    check(a_report(decision=DecisionNeeded(what="Money for housing", of="HOD", by=date(2018, 9, 1))))
    for decision, code in (
        (DecisionNeeded(what=" ", of="HOD"), "decision_incomplete"),
        (DecisionNeeded(what="Money", of=""), "decision_incomplete"),
        (DecisionNeeded(what="Money", of="XX"), "unknown_body"),
        (DecisionNeeded(what="Mon\x00ey", of="HOD"), "text_invalid"),
    ):
        assert refusal(a_report(decision=decision)).code == code


def test_the_guard_that_asks_agrees_with_the_guard_that_insists() -> None:
    for report, allowed in ((a_report(), True), (a_report(initiative="9.9"), False)):
        assert allowed is may_report(report, given())


def test_a_form_can_show_every_objection_at_once() -> None:
    report = a_report(initiative="9.9", acting_for="XX", status=Status.DISCONTINUED, evidence_url="x")
    found = objections(report, given())
    assert [objection.code for objection in found] == [
        "unknown_initiative",
        "unknown_body",
        "comment_required",
        "link_invalid",
    ]


def test_a_revised_deadline_is_another_than_the_one_in_force() -> None:
    revised = about(NewDeadline, revised_deadline=PartialDate.parse("2019"))
    check(revised, deadline="2018")
    check(revised)  # an initiative may have had none
    refused = refusal(revised, deadline="2019")
    assert (refused.code, refused.fields["deadline"]) == ("same_deadline", PartialDate.parse("2019"))


@pytest.mark.parametrize("corrects", [None, 1])
def test_a_new_deadline_ends_no_earlier_than_the_day_it_was_decided(corrects: int | None) -> None:
    revised = about(NewDeadline, revised_deadline=PartialDate.parse("2018-05"), corrects=corrects)
    assert refusal(revised).code == "deadline_before_decision"
    check(replace(revised, effective_on=date(2018, 5, 31)))  # the last day of the month
    check(replace(revised, revised_deadline=PartialDate.parse("2018")))


def test_added_evidence_is_a_link() -> None:
    refused = refusal(about(NewEvidence))
    assert (refused.code, refused.fields["reason"]) == ("link_invalid", "missing")
    assert refusal(about(NewEvidence, evidence_url="http://example.no")).fields["reason"] == "scheme"


@pytest.mark.parametrize(("field", "limit"), [("milestone", 64), ("case_number", 64), ("access_ground", 200)])
def test_a_short_field_is_one_line_with_something_in_it(field: str, limit: int) -> None:
    content = {"milestone": "x", field: "x" * limit}
    check(about(NewMilestone, **content))
    for value, code in (
        ("x" * (limit + 1), "text_too_long"),
        (" ", "text_missing"),
        ("a\nb", "text_invalid"),
        ("a\tb", "text_invalid"),
        ("\u202ea", "text_invalid"),
    ):
        refused = refusal(about(NewMilestone, **(content | {field: value})))
        assert (refused.code, refused.fields["field"]) == (code, field)


def test_a_report_carries_a_case_number_and_a_ground_for_exempting_it() -> None:
    check(a_report(case_number="18/1234-5", access_ground="offl. § 15 første ledd"))


@pytest.mark.parametrize("fields", [(), ("gossip",), ("comment", "obstacle"), ("comment", "comment")])
def test_a_redaction_names_texts_that_there_are_in_their_order(fields: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="redaction"):
        about(NewRedaction, redacts=1, fields=fields)
