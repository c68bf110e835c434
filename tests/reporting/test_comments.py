"""When a report has to say why."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
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
from monitor.reporting.rules import comment_needed
from monitor.reporting.status import Status
from tests.builders import a_report, about, an_entry
from tests.reporting.test_rules import check, given, refusal


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
