"""What can be done with an entry, asked of the desk, and what explains a text that is gone."""

from datetime import UTC, date, datetime

import pytest

from monitor.measures.observations import Measures
from monitor.reporting.events import NewAnswer, NewEvent, NewMilestone, NewRedaction, NewWithdrawal, Verdict
from monitor.review.desk import Desk
from tests.builders import a_catalogue, a_question, a_report, about
from tests.fakes import InMemoryStatusLog

DAY = date(2018, 6, 1)


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def desk(log: InMemoryStatusLog, as_of: date = DAY) -> Desk:
    return Desk(a_catalogue(), (), Measures({}), log, date(2019, 1, 1), as_of)


def put(log: InMemoryStatusLog, event: NewEvent, day: int = 1) -> None:
    log.append(event, recorded_at=datetime(2018, 6, day, 12, tzinfo=UTC))


def test_a_withdrawal_the_next_day_changes_what_is_possible_from_then_on(log: InMemoryStatusLog):
    put(log, a_report(comment="Said."))
    put(log, about(NewWithdrawal, withdraws=1), day=2)
    for day, code in ((1, None), (2, "illegal_move")):
        there = desk(log, date(2018, 6, day))
        told = there.entry(1)
        assert told is not None
        found = there.possible(told)
        assert {each.code if each else None for each in (found.withdraw, found.correct)} == {code}
        assert found.texts == ("comment",)


def test_an_answer_is_no_statement(log: InMemoryStatusLog):
    put(log, a_report(question=a_question("HOD")))
    put(log, about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED, acting_for="HOD"))
    told = desk(log).entry(2)
    assert told is not None
    found = desk(log).possible(told)
    assert [each.code for each in (found.withdraw, found.correct) if each] == ["not_a_statement"] * 2
    assert found.texts == ("comment",)


def test_an_entry_that_is_no_statement_tells_what_removed_its_words(log: InMemoryStatusLog):
    put(log, a_report())
    put(log, about(NewWithdrawal, withdraws=1))
    put(
        log,
        about(NewRedaction, redacts=2, fields=("comment",), expected_revision=2, idempotency_key="form-3"),
        day=3,
    )
    on_the_day = desk(log, date(2018, 6, 3))
    for told in (on_the_day.entry(2), on_the_day.about(1)[0]):
        assert told is not None
        assert told.entry.comment is None
        assert [each.sequence for each in told.redactions] == [3]
    before = desk(log, date(2018, 6, 2)).entry(2)
    assert before is not None
    assert before.redactions == (), "nobody knew then"


def test_a_statement_tells_what_removed_its_words_and_not_what_else_refers_to_it(log: InMemoryStatusLog):
    put(log, a_report(comment="Said."))
    put(log, about(NewRedaction, redacts=1, fields=("comment",)))
    put(log, about(NewWithdrawal, withdraws=1, expected_revision=2, idempotency_key="form-3"))
    told = desk(log).entry(1)
    assert told is not None
    assert [each.sequence for each in told.redactions] == [2]


def test_what_came_in_after_an_entry_is_told_in_the_order_it_was_recorded(log: InMemoryStatusLog):
    put(log, a_report())
    for number in (2, 3):
        event = about(
            NewMilestone,
            milestone=f"No. {number}",
            expected_revision=number - 1,
            idempotency_key=f"form-{number}",
        )
        put(log, event)
    put(log, a_report(initiative="1.2", idempotency_key="form-4"))
    assert [each.entry.sequence for each in desk(log).recorded_after("1.1", 1)] == [2, 3]
    assert desk(log).recorded_after("1.1", 3) == []
