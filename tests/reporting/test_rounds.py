"""Rounds: who was asked, until when, and whom a submission is put to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.reporting.asking import question
from monitor.reporting.events import Question
from monitor.reporting.rounds import NewStep, Round, StepKind, round_on
from tests.builders import a_round, a_step
from tests.fakes import InMemoryRounds

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
DAY = date(2018, 6, 1)
MORE = a_step(idempotency_key="more", kind=StepKind.MORE_TIME, contact="", due=date(2018, 6, 20))


def opened(*steps: NewStep, **over: object) -> Round:
    rounds = InMemoryRounds()
    round_ = rounds.open(a_round(**over), opened_at=NOON)
    for step in steps:
        round_ = rounds.add(step, recorded_at=NOON)
    return round_


def test_time_given_twice_counts_from_the_last() -> None:
    again = a_step(idempotency_key="again", kind=StepKind.MORE_TIME, due=date(2018, 6, 25))
    round_ = opened(a_step(), MORE, again)
    assert (round_.due("JD"), round_.due("HOD")) == (date(2018, 6, 25), date(2018, 6, 15))


def test_each_body_that_was_asked_stands_with_its_contacts_and_reminders() -> None:
    rounds = InMemoryRounds()
    rounds.open(a_round(), opened_at=NOON)
    rounds.add(a_step(deputy="Ola"), recorded_at=NOON)
    rounds.add(a_step(idempotency_key="2", body="HOD", contact=""), recorded_at=NOON)
    reminded = a_step(idempotency_key="3", kind=StepKind.REMINDED, contact="Per")
    round_ = rounds.add(reminded, recorded_at=NOON + timedelta(days=3))
    jd, hod = round_.asked()
    assert (jd.body, jd.contact, jd.deputy, jd.asked_at) == ("JD", "Per", "Ola", NOON)
    assert jd.reminded_at == (NOON + timedelta(days=3),)
    assert (hod.body, hod.contact, hod.deputy, hod.reminded_at) == ("HOD", "", "", ())


def test_of_two_rounds_that_run_the_one_that_opened_last_is_reported_in() -> None:
    spring, june = opened(), opened(id="june", opens=DAY)
    assert round_on([spring, june], today=DAY) == june
    assert round_on([spring, june], today=DAY - timedelta(days=1)) == spring
    assert round_on([spring, june], today=date(2018, 6, 16)) is None


def test_for_a_body_that_was_given_more_time_its_round_runs_until_that_is_over() -> None:
    round_ = opened(a_step(), MORE)
    assert round_on([round_], today=date(2018, 6, 20)) is None
    assert round_on([round_], today=date(2018, 6, 20), body=MORE.body) == round_
    assert round_on([round_], today=date(2018, 6, 21), body=MORE.body) is None
    assert round_on([round_], today=date(2018, 6, 20), body="KDI") is None


def test_a_submission_is_put_to_the_other_responsible_ministries_until_the_round_closes() -> None:
    put = question(ministries=["JD", "HOD", "KD"], acting_for="JD", rounds=[opened()], today=DAY)
    assert put == Question(asked=("HOD", "KD"), answer_by=date(2018, 6, 15), round="spring")


def test_outside_a_round_there_are_14_days_to_answer() -> None:
    put = question(ministries=["JD"], acting_for="KDI", rounds=[opened()], today=date(2018, 7, 1))
    assert put == Question(asked=("JD",), answer_by=date(2018, 7, 15), round=None)


def test_where_the_only_ministry_reports_itself_nobody_is_asked() -> None:
    assert question(ministries=["JD"], acting_for="JD", rounds=[], today=DAY) is None


@pytest.mark.parametrize("asked", [(), ("JD", "HOD"), ("JD", "JD"), ("J D",), ("",)])
def test_a_question_names_each_body_once_in_order_by_an_id_without_spaces(asked: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"body|bodies"):
        Question(asked=asked, answer_by=DAY)
