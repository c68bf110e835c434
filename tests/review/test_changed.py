"""What Overview tells as changed between two days."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import (
    EventKind,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewMilestone,
    NewRedaction,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.log import Wanted
from monitor.reporting.status import Status
from monitor.review.changed import Changed, changed
from monitor.review.submissions import differences
from tests import fakes
from tests.builders import a_question, a_report, about
from tests.fakes import InMemoryStatusLog

MAY, JUNE = date(2018, 5, 31), date(2018, 6, 30)
DEADLINE = about(NewDeadline, revised_deadline=PartialDate("2020"))
ASKED = a_question(answer_by=date(2018, 6, 15))


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def put(log: InMemoryStatusLog, *events: NewEvent, month: int = 6, day: int = 1) -> None:
    effective = [replace(event, effective_on=date(2018, month, day)) for event in events]
    fakes.put(log, *effective, at=datetime(2018, month, day, 12, tzinfo=UTC))


def told(log: InMemoryStatusLog, since: date = MAY, until: date = JUNE) -> list[Changed]:
    return changed(log, differences(log, Wanted(), since=since, until=until), since=since, until=until)


def kinds(change: Changed) -> list[tuple[EventKind, int]]:
    return [(each.entry.kind, each.entry.sequence) for each in change.statements]


def test_a_withdrawal_leads_back_to_not_reported_and_is_named(log: InMemoryStatusLog):
    put(log, a_report(), month=5)
    put(log, about(NewWithdrawal, withdraws=1))
    [change] = told(log)
    assert (change.old and change.old.status, change.new) == (Status.IN_PROGRESS, None)
    assert change.status_changed
    assert [entry.sequence for entry in change.withdrawals] == [2]
    assert change.statements == ()


def test_a_withdrawal_that_brings_back_the_same_status_is_no_repeated_report(log: InMemoryStatusLog):
    put(log, a_report(), month=4)
    put(log, a_report(), month=5)
    put(log, about(NewWithdrawal, withdraws=2))
    [change] = told(log)
    assert (change.status_changed, change.reported_again, change.counts_again) == (False, False, True)


def test_what_was_withdrawn_before_it_was_published_is_nobody_s_news(log: InMemoryStatusLog):
    put(log, a_report(question=ASKED), about(NewWithdrawal, withdraws=1))
    assert told(log) == []


def test_a_correction_a_deadline_a_milestone_and_evidence_are_told_with_their_numbers(
    log: InMemoryStatusLog,
):
    put(log, a_report(), month=5)
    put(
        log,
        a_report(corrects=1, status=Status.COMPLETED, comment="It was done."),
        DEADLINE,
        about(NewMilestone, milestone="Law passed"),
        about(NewEvidence, evidence_url="https://www.example.no/a"),
    )
    [change] = told(log)
    assert kinds(change) == [
        (EventKind.CORRECTION, 2),
        (EventKind.DEADLINE_REVISED, 3),
        (EventKind.MILESTONE_REACHED, 4),
        (EventKind.EVIDENCE_ADDED, 5),
    ]
    assert change.status_changed


def test_of_several_reports_only_the_last_is_told(log: InMemoryStatusLog):
    put(log, a_report(), a_report(), a_report(status=Status.COMPLETED))
    [change] = told(log)
    assert kinds(change) == [(EventKind.STATUS_REPORT, 3)]


def test_a_report_that_repeats_the_status_is_told_as_that(log: InMemoryStatusLog):
    put(log, a_report(), month=5)
    put(log, a_report())
    [change] = told(log)
    assert (change.reported_again, change.counts_again) == (True, False)


def test_what_is_not_published_and_what_was_answered_or_removed_is_not_told(log: InMemoryStatusLog):
    put(log, a_report(comment="Ola."), month=5)
    put(log, replace(DEADLINE, question=a_question(answer_by=JUNE)))
    put(log, about(NewRedaction, redacts=1, fields=("comment",)))
    put(log, a_report(question=a_question("HOD", "JD", answer_by=JUNE), initiative="1.2"))
    put(log, about(NewAnswer, initiative="1.2", answers=4, verdict=Verdict.CONFIRMED))
    assert told(log) == []


def test_what_was_submitted_before_and_published_in_between_is_told_once(log: InMemoryStatusLog):
    put(log, replace(DEADLINE, question=ASKED), month=5)
    put(log, a_report(question=ASKED), month=5)
    [change] = told(log)
    assert kinds(change) == [(EventKind.DEADLINE_REVISED, 1), (EventKind.STATUS_REPORT, 2)]
    assert told(log, until=date(2018, 6, 15)) == []  # the last day for answers is not over
    assert told(log, since=date(2018, 6, 16)) == []


def test_what_a_correction_has_replaced_since_is_not_told_beside_it(log: InMemoryStatusLog):
    put(log, DEADLINE, replace(DEADLINE, corrects=1, revised_deadline=PartialDate("2021")))
    [change] = told(log)
    assert kinds(change) == [(EventKind.CORRECTION, 2)]
