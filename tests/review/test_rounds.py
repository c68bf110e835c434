"""A round beside the log: what belongs to it, what has come in, what is missing, and what goes to the archive."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.events import (
    EventKind,
    LogEntry,
    NewAnswer,
    NewEvent,
    NewRedaction,
    NewReport,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.rounds import NewStep, Round, StepKind
from monitor.reporting.workflow import State
from monitor.review.rounds import (
    RoundExtract,
    RoundNow,
    belongs,
    check_last_day,
    extract,
    known,
    last_day,
    read_round,
    round_id,
)
from tests.builders import (
    a_catalogue,
    a_question,
    a_report,
    a_round,
    a_step,
    about,
    an_entry,
    an_initiative,
    for_bodies,
)
from tests.fakes import InMemoryRounds, InMemoryStatusLog

DAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
CATALOGUE = a_catalogue(
    an_initiative(responsible=for_bodies("JD", "HOD")),
    an_initiative(id="1.2"),
    an_initiative(id="1.3", responsible=for_bodies("HOD")),
)


@dataclass
class Desk:
    """A log and a round with JD and HOD asked on the day it opens."""

    rounds: InMemoryRounds = field(default_factory=InMemoryRounds)
    catalogue: Catalogue = CATALOGUE

    def __post_init__(self) -> None:
        self.log = InMemoryStatusLog(self.rounds)
        self.rounds.open(a_round(), opened_at=datetime(2018, 5, 15, 8, tzinfo=UTC))
        for body in ("JD", "HOD"):
            step = a_step(idempotency_key=f"ask-{body}", body=body)
            self.rounds.add(step, recorded_at=datetime(2018, 5, 15, 9, tzinfo=UTC))

    def record(self, event: NewEvent, at: datetime = NOON) -> LogEntry:
        number = self.log.revision() + 1
        seen = self.log.initiative_revision(event.initiative)
        numbered = replace(event, idempotency_key=f"form-{number}", expected_revision=seen)
        return self.log.append(numbered, recorded_at=at)

    def report(self, initiative: str = "1.1", at: datetime = NOON, **over: Any) -> LogEntry:
        return self.record(a_report(initiative=initiative, **over), at)

    def round(self, day: date = DAY) -> Round:
        (found,) = known(self.rounds.rounds(), known_by=day)
        return found

    def now(self, day: date = DAY) -> RoundNow:
        return read_round(self.round(day), self.catalogue, self.log, as_of=day)

    def extract(self, day: date = DAY) -> RoundExtract:
        return extract(self.round(day), self.catalogue, self.log, as_of=day, made_at=NOON)


def numbers(initiatives: Any) -> list[str]:
    return [initiative.number for initiative in initiatives]


MORE = a_step(idempotency_key="more", kind=StepKind.MORE_TIME, contact="", due=date(2018, 6, 20))


def with_more_time(*steps: NewStep) -> Round:
    rounds = InMemoryRounds()
    rounds.open(a_round(), opened_at=NOON)
    for step in (a_step(), *steps):
        rounds.add(step, recorded_at=NOON)
    return rounds.rounds()[0]


@pytest.mark.parametrize(
    ("recorded_at", "steps", "is_of_it"),
    [
        (datetime(2018, 5, 14, 21, 59, tzinfo=UTC), (), False),  # a minute before the first day in Norway
        (datetime(2018, 5, 14, 22, tzinfo=UTC), (), True),
        (datetime(2018, 6, 15, 21, 59, tzinfo=UTC), (), True),
        (datetime(2018, 6, 15, 22, tzinfo=UTC), (), False),
        (datetime(2018, 6, 15, 22, tzinfo=UTC), (MORE,), True),  # somebody has time until the 20th
        (datetime(2018, 6, 20, 22, tzinfo=UTC), (MORE,), False),
    ],
)
def test_a_statement_belongs_to_the_round_in_whose_days_it_was_recorded(
    recorded_at: datetime, steps: tuple[NewStep, ...], is_of_it: bool
) -> None:
    round_ = with_more_time(*steps)
    assert belongs(an_entry(recorded_at=recorded_at), round_) is is_of_it
    outside = a_question(round=None)  # asked while no round ran
    assert belongs(an_entry(recorded_at=recorded_at, question=outside), round_) is is_of_it


def test_a_statement_that_was_put_in_a_round_belongs_to_that_one_and_no_other() -> None:
    round_ = with_more_time()
    assert belongs(an_entry(question=a_question(round="spring")), round_)
    assert not belongs(an_entry(question=a_question(round="another")), round_)


@pytest.mark.parametrize("kind", [EventKind.APPROVAL, EventKind.WITHDRAWAL, EventKind.REDACTION], ids=str)
def test_what_is_said_of_a_statement_belongs_to_no_round_by_itself(kind: EventKind) -> None:
    assert not belongs(an_entry(kind=kind, refers_to=1), with_more_time())


def test_an_effective_day_outside_the_round_does_not_matter() -> None:
    assert belongs(an_entry(effective_on=date(2017, 1, 1)), with_more_time())


def test_everything_is_missing_for_the_bodies_that_answer_for_it_until_it_is_reported() -> None:
    now = Desk().now()
    jd, hod = now.bodies
    assert numbers(jd.missing) == ["1.1", "1.2"]
    assert numbers(hod.missing) == ["1.1", "1.3"]
    assert numbers(now.missing) == ["1.1", "1.2", "1.3"]
    assert (now.complete, jd.is_behind) == (0, True)


def test_a_report_of_one_body_is_missing_for_nobody_and_it_is_told_whose_it_was() -> None:
    desk = Desk()
    desk.report("1.1", acting_for="HOD")
    jd, hod = desk.now().bodies
    assert (numbers(jd.by_it), numbers(jd.by_others), numbers(jd.missing)) == ([], ["1.1"], ["1.2"])
    assert (numbers(hod.by_it), numbers(hod.by_others), numbers(hod.missing)) == (["1.1"], [], ["1.3"])


def test_a_body_with_nothing_missing_is_complete() -> None:
    desk = Desk()
    for initiative in ("1.1", "1.2"):
        desk.report(initiative)
    assert (desk.now().complete, [body.is_behind for body in desk.now().bodies]) == (1, [False, True])


def test_a_report_from_before_the_round_or_after_it_is_none_in_it() -> None:
    desk = Desk()
    desk.report("1.1", at=datetime(2018, 5, 1, tzinfo=UTC))
    desk.report("1.2", at=datetime(2018, 6, 16, 12, tzinfo=UTC))
    assert numbers(desk.now(date(2018, 7, 1)).missing) == ["1.1", "1.2", "1.3"]


def test_a_report_that_was_withdrawn_is_missing_again_and_a_correction_replaces_nothing_that_is_not_there() -> (
    None
):
    desk = Desk()
    first = desk.report("1.1")
    desk.record(about(NewWithdrawal, withdraws=first.sequence))
    early = desk.report("1.2", at=datetime(2018, 5, 1, tzinfo=UTC))
    desk.record(a_report(initiative="1.2", corrects=early.sequence, comment="It was wrong."))
    assert numbers(desk.now().missing) == ["1.1", "1.2", "1.3"]


def test_a_report_counts_when_it_is_submitted_and_the_answers_to_it_are_owed() -> None:
    desk = Desk()
    question = a_question("HOD", round="spring")
    entry = desk.report("1.1", question=question)
    desk.report("1.2", question=a_question("HOD", round="another"))
    jd, hod = desk.now().bodies
    assert numbers(jd.by_it) == ["1.1"]
    assert [(owed.progress.entry.sequence, owed.due) for owed in hod.owes] == [
        (entry.sequence, question.answer_by)
    ]
    assert jd.owes == ()


def test_an_answer_that_was_given_or_whose_time_is_up_is_not_owed_any_more() -> None:
    desk = Desk()
    first = desk.report("1.1", question=a_question("HOD", round="spring"))
    desk.report("1.3", acting_for="JD", question=a_question("HOD", round="spring"))
    desk.record(about(NewAnswer, acting_for="HOD", answers=first.sequence, verdict=Verdict.CONFIRMED))
    assert [owed.progress.entry.initiative for owed in desk.now().bodies[1].owes] == ["1.3"]
    assert desk.now(date(2018, 6, 16)).bodies[1].owes == ()


def test_a_body_that_answers_for_nothing_stands_with_what_it_is_named_to_carry_out() -> None:
    executing = {"bodies": ["KDI"], "origin": "ours"}
    desk = Desk(catalogue=a_catalogue(an_initiative(executing=executing), an_initiative(id="1.2")))
    desk.rounds.add(a_step(idempotency_key="ask-KDI", body="KDI"), recorded_at=NOON)
    assert numbers(desk.now().bodies[-1].missing) == ["1.1"]


def test_a_round_is_read_as_it_was_known_by_the_day() -> None:
    desk = Desk()
    reminded = a_step(idempotency_key="remind", kind=StepKind.REMINDED, contact="")
    desk.rounds.add(reminded, recorded_at=NOON)
    desk.report("1.1")
    assert known(desk.rounds.rounds(), known_by=date(2018, 5, 14)) == []
    before, after = desk.now(DAY - timedelta(days=1)), desk.now()
    assert [len(now.bodies[0].asked.reminded_at) for now in (before, after)] == [0, 1]
    assert [len(now.missing) for now in (before, after)] == [3, 2]


def test_more_time_that_was_given_later_moves_no_earlier_day() -> None:
    desk = Desk()
    desk.rounds.add(MORE, recorded_at=NOON)
    assert last_day(desk.round(DAY - timedelta(days=1))) == date(2018, 6, 15)
    assert last_day(desk.round()) == date(2018, 6, 20)


def test_an_extract_holds_the_statements_of_the_round_and_all_that_was_recorded_about_them() -> None:
    desk = Desk()
    desk.report("1.3", at=datetime(2018, 5, 1, tzinfo=UTC), acting_for="HOD")  # no. 1, before the round
    first = desk.report("1.1", question=a_question("HOD", round="spring"), next_step="A name.")
    answer = desk.record(
        about(NewAnswer, acting_for="HOD", answers=first.sequence, verdict=Verdict.DISAGREED)
    )
    redaction = desk.record(about(NewRedaction, redacts=answer.sequence, fields=("comment",)))
    correction = desk.record(
        a_report(initiative="1.1", corrects=first.sequence, comment="Wrong."),
        at=datetime(2018, 7, 1, tzinfo=UTC),  # after the round
    )
    withdrawal = desk.record(
        about(NewWithdrawal, withdraws=first.sequence), at=datetime(2018, 7, 2, tzinfo=UTC)
    )
    desk.report("1.2", at=datetime(2018, 7, 3, tzinfo=UTC))  # no. 7, after the round
    found = desk.extract(date(2018, 7, 4))
    assert found.entries == (
        first,
        answer._replace(comment=None),
        redaction,
        correction,
        withdrawal,
    )
    assert [each.entry.sequence for each in found.statements] == [2, 5]
    assert [each.state for each in found.statements] == [State.WITHDRAWN, State.WITHDRAWN]
    assert found.statements[0].disagreements[0].sequence == answer.sequence
    assert found.last is not None
    assert found.last.sequence == 7
    assert set(found.digests) == {2, 3, 4, 5, 6, 7}


def test_an_extract_of_an_earlier_day_holds_nothing_that_came_later() -> None:
    desk = Desk()
    first = desk.report("1.1", at=NOON - timedelta(days=2))
    desk.record(about(NewWithdrawal, withdraws=first.sequence))
    before = desk.extract(DAY - timedelta(days=1))
    assert before.entries == (first,)
    assert before.statements[0].state is State.PUBLISHED
    assert before.last == first


def test_a_correction_in_the_round_of_a_report_from_before_it_stands_alone() -> None:
    desk = Desk()
    early = desk.report("1.1", at=datetime(2018, 5, 1, tzinfo=UTC))
    correction = desk.record(a_report(corrects=early.sequence, comment="It was wrong."))
    later = desk.record(a_report(corrects=early.sequence, comment="Still wrong."))
    found = desk.extract()
    assert found.entries == (correction, later)
    assert [each.state for each in found.statements] == [State.CORRECTED, State.PUBLISHED]


def test_what_withdraws_a_correction_through_its_original_or_takes_its_place_is_told_with_it() -> None:
    desk = Desk()
    early = desk.report("1.1", at=datetime(2018, 5, 1, tzinfo=UTC))
    earlier = a_report(corrects=early.sequence, comment="A slip.")
    desk.record(earlier, at=datetime(2018, 5, 2, tzinfo=UTC))  # no. 2, before the round as well
    correction = desk.record(a_report(corrects=early.sequence, comment="It was wrong."))
    after = datetime(2018, 7, 1, tzinfo=UTC)
    later = desk.record(a_report(corrects=early.sequence, comment="Still wrong."), at=after)
    withdrawal = desk.record(about(NewWithdrawal, withdraws=early.sequence), at=after)
    found = desk.extract(date(2018, 7, 1))
    assert found.entries == (correction, later, withdrawal)
    assert {each.withdrawn_by for each in found.statements} == {withdrawal}


def test_what_is_recorded_while_the_extract_is_made_is_not_in_it() -> None:
    """The last entry is named on the extract; what comes after it would be there without being told."""
    desk = Desk()
    first = desk.report("1.1")
    find, reports = desk.log.find, iter(["1.2"])

    def find_and_let_another_one_in(*given: Any, **named: Any) -> list[LogEntry]:
        found = find(*given, **named)
        for initiative in reports:
            desk.report(initiative)
        return found

    desk.log.find = find_and_let_another_one_in  # type: ignore[method-assign]
    found = desk.extract()
    assert found.entries == (first,)
    assert found.last == first
    assert numbers(found.now.missing) == ["1.2", "1.3"]


def test_what_is_withdrawn_while_the_extract_is_made_is_not_missing_in_it() -> None:
    """The withdrawal is not in it, so nobody could tell why a report that is would not count."""
    desk = Desk()
    first = desk.report("1.1", question=a_question("HOD", round="spring"))
    find, withdrawals = desk.log.find, iter([about(NewWithdrawal, withdraws=first.sequence)])

    def find_and_let_a_withdrawal_in(*given: Any, **named: Any) -> list[LogEntry]:
        found = find(*given, **named)
        for withdrawal in withdrawals:
            desk.record(withdrawal)
        return found

    desk.log.find = find_and_let_a_withdrawal_in  # type: ignore[method-assign]
    found = desk.extract()
    assert found.entries == (first,)
    assert [each.state for each in found.statements] == [State.SUBMITTED]
    assert numbers(found.now.missing) == ["1.2", "1.3"]
    assert [owed.progress.entry for owed in found.now.bodies[1].owes] == [first]


def test_an_extract_of_an_empty_log_has_no_last_entry() -> None:
    found = Desk().extract()
    assert (found.entries, found.last, found.digests) == ((), None, {})


def of(title: str, opens: date = DAY, there: tuple[Round, ...] = ()) -> str:
    return round_id(title, opens=opens, closes=opens + timedelta(days=30), opened_by="local", rounds=there)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Autumn", "autumn-2018"),
        ("Høstrunden 2018", "hostrunden-2018"),
        ("Vår – for Ærlige Åser!", "var-for-aerlige-aser-2018"),
        ("2018 spring", "2018-spring"),
        ("秋", "round-2018"),
        ("Élan", "elan-2018"),
        ("x" * 200, f"{'x' * 50}-2018"),
        ("a 20181", "a-20181-2018"),  # no year, though its first figures are one
    ],
)
def test_the_id_of_a_round_is_its_title_and_the_year_in_plain_letters(title: str, expected: str) -> None:
    assert of(title) == expected


def test_another_round_of_that_title_gets_a_number_and_the_same_one_keeps_its_id() -> None:
    def opened(title: str, opens: date, there: tuple[Round, ...]) -> Round:
        return Round(
            id=of(title, opens, there),
            title=title,
            opens=opens,
            closes=opens + timedelta(days=30),
            opened_at=NOON,
            opened_by="local",
        )

    first = opened("Autumn", DAY, ())
    second = opened("Autumn!", DAY, (first,))
    third = opened("Autumn", DAY + timedelta(days=1), (first, second))
    assert [each.id for each in (first, second, third)] == ["autumn-2018", "autumn-2018-2", "autumn-2018-3"]
    assert of("Autumn", DAY, (first, second, third)) == "autumn-2018"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (DAY - timedelta(days=1), "day_over"),
        (DAY, None),
        (DAY + timedelta(days=366), None),
        (DAY + timedelta(days=367), "day_too_far"),
    ],
)
def test_a_last_day_lies_within_a_year_from_today(day: date, code: str | None) -> None:
    if code is None:
        check_last_day(day, today=DAY)
        return
    with pytest.raises(Refused) as refused:
        check_last_day(day, today=DAY)
    assert refused.value.code == code


def test_a_report_is_a_report_whatever_kind_of_status_it_gives() -> None:
    """Guards the builders above: what they record is what the read model looks for."""
    assert isinstance(a_report(), NewReport)
    assert Desk().report().kind is EventKind.STATUS_REPORT
