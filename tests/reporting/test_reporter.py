"""The one writer: check everything, then write everything."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import reporter
from monitor.reporting.events import (
    EventKind,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewRedaction,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.log import Wanted
from monitor.reporting.status import Status
from tests.builders import a_question, a_report, about
from tests.fakes import InMemoryStatusLog

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
FACTS = reporter.Facts(
    initiative_ids={"1.1", "1.2"}, body_ids={"JD", "HOD"}, deadlines={"1.1": PartialDate.parse("2018")}
)


def record(
    log: InMemoryStatusLog,
    *reports: NewEvent,
    now: datetime = NOON,
    ask: reporter.Ask = reporter.ask_nobody,
) -> list[LogEntry]:
    return reporter.record(
        log,
        reports,
        FACTS,
        clock=lambda: now,
        ask=ask,
    )


def refusal(log: InMemoryStatusLog, *events: NewEvent) -> Refused:
    before = log.entries()
    with pytest.raises(Refused) as refused:
        record(log, *events)
    assert log.entries() == before
    return refused.value


def test_several_reports_are_recorded_at_one_instant_and_given_back_in_order() -> None:
    log = InMemoryStatusLog()
    entries = record(log, a_report(initiative="1.2"), a_report(idempotency_key="form-2"))
    assert [entry.initiative for entry in entries] == ["1.2", "1.1"]
    assert {entry.recorded_at for entry in entries} == {NOON}


def test_one_unacceptable_report_keeps_all_of_them_out() -> None:
    log = InMemoryStatusLog()
    with pytest.raises(Refused):
        record(log, a_report(), a_report(idempotency_key="form-2", initiative="9.9"))
    assert log.revision() == 0


def test_today_is_the_day_in_norway() -> None:
    # At 22:30 UTC on 1 June the second of June has begun in Norway.
    entries = record(
        InMemoryStatusLog(),
        a_report(effective_on=date(2018, 6, 2)),
        now=datetime(2018, 6, 1, 22, 30, tzinfo=UTC),
    )
    assert entries[0].effective_on == date(2018, 6, 2)


def test_the_deadline_in_force_of_the_initiative_is_the_one_that_counts() -> None:
    later = datetime(2019, 6, 1, 12, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        record(InMemoryStatusLog(), a_report(effective_on=date(2019, 6, 1)), now=later)
    assert refused.value.fields["reason"] == "deadline_passed"
    record(InMemoryStatusLog(), a_report(initiative="1.2", effective_on=date(2019, 6, 1)), now=later)


def test_a_repeated_request_gives_the_first_result_even_when_it_would_be_refused_by_now() -> None:
    log = InMemoryStatusLog()
    first = a_report(expected_completion=PartialDate.parse("2018-09"))
    [entry] = record(log, first)
    record(
        log,
        a_report(
            idempotency_key="form-2",
            expected_revision=1,
            expected_completion=PartialDate.parse("2018-12"),
            comment="Delayed.",
        ),
    )
    assert record(log, first) == [entry]
    assert log.revision() == 2


def test_a_key_that_was_used_for_other_content_is_refused() -> None:
    log = InMemoryStatusLog()
    record(log, a_report())
    with pytest.raises(Refused) as refused:
        record(log, a_report(comment="Something else."))
    assert refused.value.code == "key_reused"


def test_the_expected_completion_is_compared_with_the_report_before_on_the_effective_day() -> None:
    log = InMemoryStatusLog()
    record(log, a_report(effective_on=date(2018, 5, 1)))
    later = a_report(
        idempotency_key="form-2",
        expected_revision=1,
        effective_on=date(2018, 5, 20),
        expected_completion=PartialDate.parse("2018-09"),
    )
    with pytest.raises(Refused) as refused:
        record(log, later)
    assert refused.value.fields["reason"] == "new_expected_completion"
    record(log, replace(later, comment="The plan is ready."))
    # A report for a day between the two follows the first, which had no expected completion.
    record(log, a_report(idempotency_key="form-3", expected_revision=2, effective_on=date(2018, 5, 10)))


def test_a_third_silent_report_is_refused_and_one_that_was_withdrawn_does_not_count() -> None:
    log = InMemoryStatusLog()
    for number in range(3):
        record(log, a_report(idempotency_key=f"silent-{number}", expected_revision=number))
    third = a_report(idempotency_key="silent-3", expected_revision=3)
    assert refusal(log, third).fields["reason"] == "unchanged_twice"
    record(log, about(NewWithdrawal, withdraws=3, expected_revision=3))
    [entry] = record(log, replace(third, expected_revision=4))
    assert entry.sequence == 5


def test_a_report_for_a_day_before_the_silent_ones_does_not_follow_them() -> None:
    log = InMemoryStatusLog()
    for number in range(3):
        record(log, a_report(idempotency_key=f"silent-{number}", expected_revision=number))
    earlier = a_report(idempotency_key="earlier", expected_revision=3, effective_on=date(2018, 5, 1))
    [entry] = record(log, earlier)
    assert entry.sequence == 4


def test_a_silent_report_sent_again_is_still_the_same_request() -> None:
    log = InMemoryStatusLog()
    for number in range(3):
        record(log, a_report(idempotency_key=f"silent-{number}", expected_revision=number))
    last = a_report(idempotency_key="silent-2", expected_revision=2)
    assert record(log, last) == [log.entries()[0]]


def test_two_reports_on_one_initiative_cannot_go_in_together() -> None:
    log = InMemoryStatusLog()
    with pytest.raises(Refused) as refused:
        record(log, a_report(), a_report(idempotency_key="form-2", status=Status.COMPLETED))
    assert refused.value.code == "stale_revision"
    assert log.revision() == 0


def test_with_answers_switched_off_what_is_submitted_is_published_whatever_it_came_with() -> None:
    [entry] = record(InMemoryStatusLog(), a_report(question=a_question()))
    assert entry.question is None


def test_with_answers_switched_on_the_writer_puts_the_question() -> None:
    log = InMemoryStatusLog()
    [entry] = record(log, a_report(), ask=lambda statement: a_question("HOD"))
    assert entry.question == a_question("HOD")
    assert log.latest(as_of=date(2018, 6, 1)) == {}
    # Sent again after the switch was turned, it is still the same request.
    assert record(log, a_report()) == [entry]


def test_answers_corrections_withdrawals_and_redactions_pass_the_one_writer() -> None:
    log = InMemoryStatusLog()
    record(log, a_report(comment="Kari"), ask=lambda statement: a_question("HOD"))
    record(log, about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED, acting_for="HOD"))
    record(log, a_report(idempotency_key="3", expected_revision=2, corrects=1, comment="Wrong."))
    redaction = about(NewRedaction, redacts=1, fields=("comment",), idempotency_key="4", expected_revision=3)
    [redacted] = record(log, redaction)
    assert record(log, redaction) == [redacted]  # sent again, though there is nothing left to redact
    record(log, about(NewWithdrawal, withdraws=1, idempotency_key="5", expected_revision=4))
    kinds = [entry.kind for entry in sorted(log.entries(), key=lambda entry: entry.sequence)]
    assert kinds == [
        EventKind.STATUS_REPORT,
        EventKind.APPROVAL,
        EventKind.CORRECTION,
        EventKind.REDACTION,
        EventKind.WITHDRAWAL,
    ]
    assert log.latest(as_of=date(2018, 6, 1)) == {}


def test_a_correction_says_more_than_the_comment_that_stands() -> None:
    """That of the last correction; what the original said may be said again."""
    log = InMemoryStatusLog()
    record(log, a_report(comment="Ended."))
    again = a_report(idempotency_key="2", expected_revision=1, corrects=1, comment="Ended.")
    assert refusal(log, again).code == "correction_unexplained"
    record(log, replace(again, comment="Ended. Another day."))
    third = replace(again, idempotency_key="3", expected_revision=2)
    assert refusal(log, replace(third, comment="Ended. Another day.")).code == "correction_unexplained"
    record(log, third)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED), "not_asked"),
        (about(NewAnswer, answers=9, verdict=Verdict.CONFIRMED), "unknown_entry"),
        (about(NewWithdrawal, withdraws=9), "unknown_entry"),
        (about(NewWithdrawal, withdraws=1, initiative="1.2", expected_revision=0), "unknown_entry"),
        (about(NewRedaction, redacts=9, fields=("comment",)), "unknown_entry"),
        (about(NewRedaction, redacts=1, fields=("obstacle",)), "nothing_to_redact"),
        (a_report(idempotency_key="2", expected_revision=1, corrects=9, comment="x"), "unknown_entry"),
        (a_report(idempotency_key="2", expected_revision=1, corrects=1), "comment_required"),
        (about(NewDeadline, revised_deadline=PartialDate.parse("2018")), "same_deadline"),
        (
            about(NewDeadline, revised_deadline=PartialDate.parse("2019"), corrects=1),
            "correction_of_another_kind",
        ),
    ],
)
def test_what_cannot_be_said_of_an_entry_is_refused(event: NewEvent, code: str) -> None:
    log = InMemoryStatusLog()
    record(log, a_report(comment="Kari"))
    assert refusal(log, event).code == code


def test_a_withdrawn_report_is_not_withdrawn_again() -> None:
    log = InMemoryStatusLog()
    record(log, a_report())
    record(log, about(NewWithdrawal, withdraws=1))
    again = about(NewWithdrawal, withdraws=1, idempotency_key="form-3", expected_revision=2)
    assert refusal(log, again).code == "illegal_move"


def test_an_initiative_that_has_left_the_strategy_can_still_be_redacted() -> None:
    log = InMemoryStatusLog()
    log.append(a_report(initiative="9.9", comment="Kari"), recorded_at=NOON)
    record(log, about(NewRedaction, redacts=1, fields=("comment",), initiative="9.9"))
    assert log.find(Wanted())[1].comment is None


def test_a_report_follows_the_one_before_also_while_that_waits_for_answers() -> None:
    log = InMemoryStatusLog()
    waiting = a_report(expected_completion=PartialDate.parse("2018-09"))
    record(log, waiting, ask=lambda statement: a_question("HOD"))
    assert refusal(log, a_report(idempotency_key="2", expected_revision=1)).fields["reason"] == (
        "new_expected_completion"
    )
    record(log, about(NewWithdrawal, withdraws=1))
    record(log, a_report(idempotency_key="3", expected_revision=2))
