"""What a report must hold to be accepted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import (
    DecisionNeeded,
    EventKind,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewMilestone,
    NewRedaction,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.rules import (
    MAX_TEXT,
    Circumstances,
    check_may_report,
    comment_needed,
    may_report,
    objections,
)
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


def test_a_discontinued_initiative_needs_a_comment() -> None:
    refused = refusal(a_report(status=Status.DISCONTINUED))
    assert (refused.code, refused.fields["reason"]) == ("comment_required", "discontinued")
    check(a_report(status=Status.DISCONTINUED, comment="The ministry ended it."))


def test_a_comment_of_spaces_is_no_comment() -> None:
    assert refusal(a_report(status=Status.DISCONTINUED, comment=" \n\t")).code == "comment_required"


def test_a_passed_deadline_needs_a_comment_from_the_day_after_its_last_day() -> None:
    report = a_report(effective_on=date(2018, 6, 1))
    check(report, deadline="2018", today=date(2018, 12, 31))
    refused = refusal(report, deadline="2018", today=date(2019, 1, 1))
    assert (refused.code, refused.fields["reason"]) == ("comment_required", "deadline_passed")
    check(
        a_report(effective_on=date(2018, 6, 1), comment="Delayed."), deadline="2018", today=date(2019, 1, 1)
    )


def test_backdating_a_report_does_not_spare_the_comment_on_a_passed_deadline() -> None:
    report = a_report(effective_on=date(2018, 1, 1))
    assert refusal(report, deadline="2018", today=date(2020, 1, 1)).code == "comment_required"


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


def test_an_initiative_completed_after_its_deadline_needs_no_comment() -> None:
    report = a_report(status=Status.COMPLETED, effective_on=date(2019, 1, 1))
    check(report, deadline="2018", today=date(2020, 1, 1))


def test_another_expected_completion_than_before_needs_a_comment() -> None:
    before = an_entry(expected_completion=PartialDate.parse("2019"))
    check(a_report(expected_completion=PartialDate.parse("2019")), previous=before)
    for changed in (PartialDate.parse("2020"), None):  # a dropped date is a change too
        refused = refusal(a_report(expected_completion=changed), previous=before)
        assert (refused.code, refused.fields["reason"]) == ("comment_required", "new_expected_completion")
    check(a_report(expected_completion=PartialDate.parse("2020"), comment="Later."), previous=before)


def test_a_first_report_may_give_an_expected_completion_without_a_comment() -> None:
    check(a_report(expected_completion=PartialDate.parse("2019")))


def test_a_first_expected_completion_after_a_report_without_one_needs_a_comment() -> None:
    report = a_report(expected_completion=PartialDate.parse("2019"))
    assert refusal(report, previous=an_entry()).code == "comment_required"


def test_a_completed_initiative_drops_its_expected_completion_without_a_comment() -> None:
    before = an_entry(expected_completion=PartialDate.parse("2019"))
    check(a_report(status=Status.COMPLETED, expected_completion=None), previous=before)


def silent(**over: Any) -> LogEntry:
    return an_entry(**over)


def corrected(**over: Any) -> LogEntry:
    content = {"sequence": 2, "kind": EventKind.CORRECTION, "refers_to": 1, "comment": "It was a slip."}
    return an_entry(**(content | over))


@pytest.mark.parametrize(
    ("report", "before", "reason"),
    [
        (a_report(), [silent(), silent(), silent()], "unchanged_twice"),
        (a_report(comment=" \n"), [silent(), silent(), silent()], "unchanged_twice"),
        # Any word will do, here or in the two before; where one was written and redacted, one was written.
        (a_report(next_step="Summarise."), [silent(), silent(), silent()], None),
        (a_report(comment="Nothing new."), [silent(), silent(), silent()], None),
        (a_report(decision=DecisionNeeded(what="Who?", of="JD")), [silent(), silent(), silent()], None),
        (a_report(), [silent(obstacle="Money"), silent(), silent()], None),
        (a_report(), [silent(), silent(help_needed="Time"), silent()], None),
        (a_report(), [silent(), silent(comment=None), silent()], None),
        (a_report(), [silent(comment=None), silent(), silent()], None),
        # Why a correction was made says nothing of the initiative; anything else that it says does.
        (a_report(), [corrected(), silent(), silent()], "unchanged_twice"),
        (a_report(), [silent(), corrected(), silent()], "unchanged_twice"),
        (a_report(), [corrected(comment=None), silent(), silent()], "unchanged_twice"),
        (a_report(), [corrected(next_step="Summarise."), silent(), silent()], None),
        (a_report(), [corrected(status=Status.NOT_STARTED), silent(), silent()], None),
        # The oldest one is what the first unchanged report repeated: its words do not count.
        (a_report(), [silent(), silent(), silent(comment="Begun.")], "unchanged_twice"),
        # A first report repeats nothing.
        (a_report(), [silent(), silent()], None),
        (a_report(), [silent()], None),
        (a_report(), [], None),
        # What differs is not unchanged.
        (a_report(status=Status.COMPLETED), [silent(), silent(), silent()], None),
        (a_report(), [silent(), silent(), silent(status=Status.NOT_STARTED)], None),
        (a_report(), [silent(), silent(status=Status.NOT_STARTED), silent()], None),
        (a_report(), [silent(), silent(), silent(expected_completion=PartialDate("2019"))], None),
        # A link is no word.
        (a_report(evidence_url="https://example.no"), [silent(), silent(), silent()], "unchanged_twice"),
        (a_report(status=Status.COMPLETED), [silent(status=Status.COMPLETED)] * 3, "unchanged_twice"),
        (
            a_report(expected_completion=PartialDate("2019")),
            [silent(expected_completion=PartialDate("2019"))] * 3,
            "unchanged_twice",
        ),
        # A new expectation has a reason of its own.
        (
            a_report(expected_completion=PartialDate("2020")),
            [silent(expected_completion=PartialDate("2019"))] * 3,
            "new_expected_completion",
        ),
    ],
)
def test_after_two_reports_that_changed_nothing_without_a_word_a_sentence_is_asked_for(
    report: NewEvent, before: list[LogEntry], reason: str | None
) -> None:
    assert comment_needed(report, given(before=before)) == reason
    if reason:
        refused = refusal(report, before=before)
        assert (refused.code, refused.fields["reason"]) == ("comment_required", reason)
    else:
        check(report, before=before)


def test_more_reports_than_three_change_nothing() -> None:
    assert comment_needed(a_report(), given(before=[silent()] * 9)) == "unchanged_twice"


ENDED = Status.DISCONTINUED


@pytest.mark.parametrize(
    ("report", "before", "reason"),
    [
        (a_report(status=ENDED), [silent(status=ENDED, comment="Ended.")], None),
        (a_report(status=ENDED), [silent(status=ENDED), silent(status=ENDED, comment="Ended.")], None),
        # Words that were removed were words; a correction carries on the comment that it corrects.
        (a_report(status=ENDED), [silent(status=ENDED, comment=None)], None),
        (a_report(status=ENDED), [corrected(status=ENDED, comment="Ended. Another day.")], None),
        (
            a_report(status=ENDED),
            [*[silent(status=ENDED)] * 2, silent(status=ENDED, comment="Ended.")],
            "unchanged_twice",
        ),
        # Nobody has said why, or not of this.
        (a_report(status=ENDED), [], "discontinued"),
        (a_report(status=ENDED), [silent(status=ENDED)], "discontinued"),
        (a_report(status=ENDED), [silent(comment="Going well.")], "discontinued"),
        (a_report(status=ENDED), [silent(status=ENDED), silent(comment="Going well.")], "discontinued"),
        # What says something new is no repetition.
        (a_report(status=ENDED, next_step="Close."), [silent(status=ENDED, comment="So.")], "discontinued"),
        (
            a_report(status=ENDED, expected_completion=PartialDate("2019")),
            [silent(status=ENDED, comment="Ended.")],
            "discontinued",
        ),
    ],
)
def test_what_only_repeats_a_discontinued_initiative_needs_no_comment_where_one_was_given(
    report: NewEvent, before: list[LogEntry], reason: str | None
) -> None:
    assert comment_needed(report, given(before=before)) == reason


def test_what_only_repeats_a_late_report_needs_no_comment_where_one_was_given_since_the_deadline() -> None:
    """In Norway the last day of April was over when the second comment was given."""
    last_day = datetime(2018, 4, 30, 21, 59, tzinfo=UTC)
    late = datetime(2018, 4, 30, 22, tzinfo=UTC)
    explained = silent(comment="The money is late.", recorded_at=late)
    too_early = silent(comment="Going well.", recorded_at=last_day)
    check(a_report(), deadline="2018-04", before=[explained])
    check(a_report(), deadline="2018-04", before=[silent(recorded_at=late), explained])
    for before in ([too_early], [silent(recorded_at=late), too_early], [silent(recorded_at=late)], []):
        refused = refusal(a_report(), deadline="2018-04", before=before)
        assert (refused.code, refused.fields["reason"]) == ("comment_required", "deadline_passed")
    moved = refusal(a_report(), deadline="2018-05", before=[explained], today=date(2018, 6, 1))
    assert moved.fields["reason"] == "deadline_passed", "a later deadline passed since"


def test_a_correction_that_only_repeats_the_comment_it_corrects_is_refused() -> None:
    stands = an_entry(comment="The ministry ended it.\n")
    for said in ("The ministry ended it.", "  The ministry ended it.\n"):
        assert refusal(a_report(corrects=1, comment=said), corrected=stands).code == "correction_unexplained"
    check(a_report(corrects=1, comment="The ministry ended it. The day was wrong."), corrected=stands)
    for gone in ("", None):
        check(a_report(corrects=1, comment="The day was wrong."), corrected=an_entry(comment=gone))


def test_the_correction_of_another_statement_may_give_the_same_reason_again() -> None:
    revised = about(NewDeadline, revised_deadline=PartialDate("2019"), corrects=1)
    stands = an_entry(status=None, revised_deadline=PartialDate("2018"), comment=revised.comment)
    check(revised, corrected=stands)


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


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (about(NewDeadline, revised_deadline=PartialDate.parse("2019"), comment=" "), "deadline_revised"),
        (about(NewAnswer, answers=1, verdict=Verdict.DISAGREED, comment=""), "disagreed"),
        (about(NewWithdrawal, withdraws=1, comment=""), "withdrawn"),
        (about(NewRedaction, redacts=1, fields=("comment",), comment=""), "redacted"),
        (a_report(corrects=1), "corrected"),
        (about(NewMilestone, milestone="x", corrects=1, comment=""), "corrected"),
        (about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED, comment=""), None),
        (about(NewMilestone, milestone="x", comment=""), None),
        (about(NewEvidence, evidence_url="https://example.no", comment=""), None),
    ],
)
def test_what_changes_or_contradicts_says_why(event: NewEvent, reason: str | None) -> None:
    if reason is None:
        check(event)
        return
    refused = refusal(event)
    assert (refused.code, refused.fields["reason"]) == ("comment_required", reason)
    check(replace(event, comment="The reason."))


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
