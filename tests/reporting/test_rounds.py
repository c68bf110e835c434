"""Rounds: who was asked, until when, and whom a submission is put to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.errors import Refused
from monitor.reporting.asking import question
from monitor.reporting.events import Question
from monitor.reporting.rounds import (
    NewRound,
    NewStep,
    Round,
    StepKind,
    check_may_add,
    check_may_open,
    may_add,
    may_open,
    more_time,
    round_on,
)
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


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (a_round(id=""), "id_invalid"),
        (a_round(id="x" * 65), "id_invalid"),
        (a_round(opened_by=" x"), "id_invalid"),
        (a_round(title=" "), "text_missing"),
        (a_round(title="a\nb"), "text_invalid"),
        (a_round(title="x" * 201), "text_too_long"),
        (a_round(closes=date(2018, 5, 14)), "round_ends_before_it_opens"),
        (a_round(title="Another of that id"), "round_exists"),
        (a_round(), None),
        (a_round(id="autumn", opens=DAY, closes=DAY), None),
    ],
)
def test_a_round_is_opened_once_with_a_title_and_days_in_order(new: NewRound, code: str | None) -> None:
    there = [opened()]
    assert may_open(new, there) is (code is None)
    if code is not None:
        with pytest.raises(Refused) as refused:
            check_may_open(new, there)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("step", "code", "reason"),
    [
        (a_step(), None, None),
        (a_step(body="HOD"), None, None),
        (a_step(body=""), "id_invalid", None),
        (a_step(contact="x" * 201), "text_too_long", None),
        (a_step(deputy="\x00"), "text_invalid", None),
        (a_step(kind=StepKind.REMINDED), None, None),
        (a_step(kind=StepKind.REMINDED, body="HOD"), "not_asked", None),
        (MORE, None, None),
        (a_step(kind=StepKind.MORE_TIME, body="HOD", due=date(2018, 6, 20)), "not_asked", None),
        (a_step(kind=StepKind.MORE_TIME), "more_time_invalid", "missing"),
        (a_step(due=date(2018, 6, 20)), "more_time_invalid", "unwanted"),
        (a_step(kind=StepKind.MORE_TIME, due=date(2018, 6, 15)), "more_time_invalid", "not_later"),
        (a_step(kind=StepKind.MORE_TIME, due=date(2018, 6, 16)), None, None),
    ],
)
def test_what_can_be_done_about_a_body_in_a_round(
    step: NewStep, code: str | None, reason: str | None
) -> None:
    round_ = opened(a_step(idempotency_key="first"))
    assert may_add(step, round_, at=NOON) is (code is None)
    if code is not None:
        with pytest.raises(Refused) as refused:
            check_may_add(step, round_, at=NOON)
        assert (refused.value.code, refused.value.fields.get("reason")) == (code, reason)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2018, 6, 15, 21, 59, 59, tzinfo=UTC), True),  # a second before midnight in Norway
        (datetime(2018, 6, 15, 22, tzinfo=UTC), False),
    ],
)
def test_more_time_is_given_only_while_there_is_time(at: datetime, may: bool) -> None:
    assert may_add(MORE, opened(a_step()), at=at) is may


def test_time_given_twice_counts_from_the_last() -> None:
    again = a_step(idempotency_key="again", kind=StepKind.MORE_TIME, due=date(2018, 6, 25))
    round_ = opened(a_step(), MORE, again)
    assert (round_.due("JD"), round_.due("HOD")) == (date(2018, 6, 25), date(2018, 6, 15))
    assert [time.due for time in more_time([round_])] == [date(2018, 6, 20), date(2018, 6, 25)]


@pytest.mark.parametrize(
    ("day", "body", "is_open"),
    [
        (date(2018, 5, 14), "JD", False),
        (date(2018, 5, 15), "JD", True),
        (date(2018, 6, 15), "HOD", True),
        (date(2018, 6, 16), "HOD", False),
        (date(2018, 6, 20), "JD", True),
        (date(2018, 6, 21), "JD", False),
    ],
)
def test_a_round_is_open_to_a_body_as_long_as_it_has_time(day: date, body: str, is_open: bool) -> None:
    assert opened(a_step(), MORE).is_open(body, today=day) is is_open


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
