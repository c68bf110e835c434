"""What waits for answers, who disagrees, who is silent, and what is different between two days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.measures.observations import Measures
from monitor.reporting.events import (
    EventKind,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.log import Wanted
from monitor.reporting.rounds import StepKind
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.desk import Desk
from monitor.review.overview import Overview
from monitor.review.submissions import missing_answers, numbered
from tests import fakes
from tests.builders import (
    a_catalogue,
    a_question,
    a_report,
    a_round,
    a_step,
    about,
    an_initiative,
)
from tests.fakes import InMemoryRounds, InMemoryStatusLog

DAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
AFTER = date(2018, 6, 16)
CATALOGUE = a_catalogue(*(an_initiative(id=number) for number in ("1.1", "1.2", "1.3")))


@pytest.fixture
def rounds() -> InMemoryRounds:
    return InMemoryRounds()


@pytest.fixture
def log(rounds: InMemoryRounds) -> InMemoryStatusLog:
    return InMemoryStatusLog(rounds)


def desk(log: InMemoryStatusLog, as_of: date = DAY) -> Desk:
    return Desk(CATALOGUE, (), Measures({}), log, date(2019, 1, 1), as_of)


def put(log: InMemoryStatusLog, *events: NewEvent, day: date = DAY) -> None:
    fakes.put(log, *events, at=NOON + (day - DAY))


def answer(body: str, to: int = 1, verdict: Verdict = Verdict.CONFIRMED, **over: object) -> NewEvent:
    return about(NewAnswer, answers=to, verdict=verdict, acting_for=body, **over)


def overview(log: InMemoryStatusLog, as_of: date = DAY) -> Overview:
    return desk(log, as_of).overview(DAY - timedelta(days=1))


ASKED = a_report(question=a_question("HOD", "JD"))


def test_what_waits_for_answers_stands_with_those_it_has(log: InMemoryStatusLog) -> None:
    put(log, a_report(initiative="1.2"), ASKED, answer("JD", to=2, verdict=Verdict.DISAGREED))
    [waiting] = desk(log).pending()
    assert (waiting.entry.initiative, waiting.state, waiting.silent) == ("1.1", State.SUBMITTED, ("HOD",))
    assert [each.acting_for for each in waiting.disagreements] == ["JD"]
    assert desk(log, AFTER).pending() == []


def test_missing_answers_are_listed_by_the_day_they_are_due(
    log: InMemoryStatusLog, rounds: InMemoryRounds
) -> None:
    rounds.open(a_round(), opened_at=NOON)
    rounds.add(a_step(), recorded_at=NOON)
    more = a_step(idempotency_key="more", kind=StepKind.MORE_TIME, due=date(2018, 6, 20))
    rounds.add(more, recorded_at=NOON)
    put(log, a_report(question=a_question("HOD", "JD", round="spring")))
    put(log, a_report(initiative="1.2", question=a_question(answer_by=date(2018, 6, 10))))
    assert [
        (missing.body, missing.progress.entry.initiative, missing.due)
        for missing in missing_answers(desk(log).pending())
    ] == [
        ("JD", "1.2", date(2018, 6, 10)),
        ("HOD", "1.1", date(2018, 6, 15)),
        ("JD", "1.1", date(2018, 6, 20)),
    ]


def test_a_report_in_force_shows_who_disagrees_and_who_did_not_answer(log: InMemoryStatusLog) -> None:
    put(log, ASKED, answer("JD", verdict=Verdict.DISAGREED, comment="Not so."))
    put(log, a_report(initiative="1.2"))
    assert (overview(log).disagreements, overview(log).unanswered) == ([], [])  # not published yet
    [disputed] = overview(log, AFTER).disagreements
    assert (disputed.entry.initiative, disputed.disagreements[0].comment) == ("1.1", "Not so.")
    [silent] = overview(log, AFTER).unanswered
    assert silent.silent == ("HOD",)


def test_a_disagreement_goes_with_the_report_it_is_about(log: InMemoryStatusLog) -> None:
    put(log, ASKED, answer("JD", verdict=Verdict.DISAGREED), answer("HOD"))
    put(log, a_report(status=Status.COMPLETED))
    assert overview(log).disagreements == []


def test_a_correction_in_force_stands_with_the_answers_to_itself(log: InMemoryStatusLog) -> None:
    put(log, ASKED, answer("JD", verdict=Verdict.DISAGREED), answer("HOD"))
    put(log, a_report(corrects=1, question=a_question()), answer("JD", to=4))
    [answered] = desk(log).answered().values()
    report = answered.report
    assert report is not None
    assert (report.entry.sequence, report.entry.kind) == (4, EventKind.CORRECTION)
    assert (list(report.answers), report.disagreements) == (["JD"], ())


def test_history_tells_how_far_each_statement_has_come(log: InMemoryStatusLog) -> None:
    put(log, a_report(), a_report(corrects=1), a_report(question=a_question("HOD")))
    put(log, about(NewWithdrawal, withdraws=3), a_report(initiative="1.2", acting_for="HOD"))
    states = {
        told.entry.sequence: told.progress.state if told.progress else None
        for told in desk(log).told(Wanted())
    }
    assert states == {
        5: State.PUBLISHED,
        4: None,  # a withdrawal is no statement
        3: State.WITHDRAWN,
        2: State.PUBLISHED,
        1: State.CORRECTED,
    }
    assert [told.entry.sequence for told in desk(log).told(Wanted(body="HOD"))] == [5]
    # A filter that leaves out what refers to a statement does not change what is told of it.
    [first] = desk(log).told(Wanted(recorded_to=DAY, initiatives=frozenset({"1.1"})))[-1:]
    assert first.progress is not None
    assert first.progress.corrected_by is not None
    assert desk(log, DAY - timedelta(days=1)).told(Wanted()) == []


def test_a_page_of_the_log_tells_as_much_of_each_statement_as_the_whole(log: InMemoryStatusLog) -> None:
    put(log, *(a_report(initiative=f"1.{number}") for number in (1, 2, 3)), a_report(corrects=1))
    put(log, about(NewWithdrawal, withdraws=2, initiative="1.2"))
    whole = desk(log).told(Wanted())
    assert desk(log).count(Wanted()) == len(whole) == 5
    assert [desk(log).told(Wanted(), limit=2, offset=offset) for offset in (0, 2, 4)] == [
        whole[:2],
        whole[2:4],
        whole[4:],
    ]
    assert desk(log, DAY - timedelta(days=1)).count(Wanted()) == 0


def test_only_what_stands_is_in_the_course_of_an_initiative(
    log: InMemoryStatusLog,
) -> None:
    put(log, a_report(effective_on=date(2018, 5, 1)), ASKED, a_report(status=Status.COMPLETED))
    put(log, about(NewWithdrawal, withdraws=3))
    [course] = [course for course in desk(log).courses() if course.standing.initiative.id == "1.1"]
    assert [entry.sequence for entry in course.reports] == [1]


def test_between_two_days_one_sees_new_reports_and_withdrawn_ones(log: InMemoryStatusLog) -> None:
    put(log, a_report(), a_report(initiative="1.2"), a_report(initiative="1.3"))
    put(log, a_report(status=Status.COMPLETED), day=DAY + timedelta(days=1))
    put(log, about(NewWithdrawal, withdraws=2, initiative="1.2"), day=DAY + timedelta(days=2))
    found = desk(log, DAY + timedelta(days=5)).differences(DAY)
    assert [each.initiative for each in found] == ["1.2", "1.1"]
    gone, changed = found
    assert (gone.old.sequence if gone.old else None, gone.new) == (2, None)
    assert changed.new is not None
    assert changed.new.status is Status.COMPLETED
    assert [entry.sequence for entry in changed.entries] == [4]
    assert desk(log, DAY).differences(DAY) == []


def test_a_publication_by_silence_is_a_difference_without_an_entry(log: InMemoryStatusLog) -> None:
    put(log, ASKED)
    [difference] = desk(log, AFTER).differences(DAY)
    assert (difference.old, difference.entries) == (None, ())
    assert difference.new is not None


def test_differences_are_narrowed_by_initiative_body_and_person(log: InMemoryStatusLog) -> None:
    put(log, a_report(acting_for="HOD"), a_report(initiative="1.2", recorded_by="person-2"))

    def found(**wanted: object) -> list[str]:
        seen = desk(log).differences(DAY - timedelta(days=1), Wanted(**wanted))  # type: ignore[arg-type]
        return [difference.initiative for difference in seen]

    assert found() == ["1.2", "1.1"]
    assert found(body="HOD") == ["1.1"]
    assert found(person="person-2") == ["1.2"]
    assert found(initiatives=frozenset({"1.2"})) == ["1.2"]
    assert found(body="KDI") == []


def test_a_revised_deadline_moves_the_schedule_and_the_original_stays(log: InMemoryStatusLog) -> None:
    revised = about(NewDeadline, revised_deadline=PartialDate.parse("2020"))
    put(log, revised)
    before, after = (desk(log, day).standing("1.1") for day in (DAY - timedelta(days=1), DAY))
    assert before is not None
    assert after is not None
    assert (before.schedule.deadline, before.schedule.revised_by) == (PartialDate.parse("2018"), None)
    assert (after.schedule.deadline, after.schedule.original) == (
        PartialDate.parse("2020"),
        PartialDate.parse("2018"),
    )
    assert after.schedule.revised_by == log.entries()[0]


@pytest.mark.parametrize(("decided", "deadline"), [("2018-07-01", "2021"), ("2018-06-01", "2020")])
def test_of_a_revision_in_the_strategy_and_one_in_the_log_the_one_decided_last_holds(
    log: InMemoryStatusLog, decided: str, deadline: str
) -> None:
    reason = {"nb": "Fordi", "en": "Because"}
    revision = {"due": "2021", "decided": decided, "reason": reason}
    catalogue = a_catalogue(an_initiative(deadline={"due": "2018", "revised": [revision]}))
    put(log, about(NewDeadline, revised_deadline=PartialDate.parse("2020")))
    row = replace(desk(log, date(2018, 12, 1)), catalogue=catalogue).standing("1.1")
    assert row is not None
    assert row.schedule.deadline == PartialDate.parse(deadline)
    assert (row.schedule.revision is None) is (row.schedule.revised_by is not None)


def test_an_initiative_without_a_deadline_can_be_given_one(log: InMemoryStatusLog) -> None:
    put(log, about(NewDeadline, revised_deadline=PartialDate.parse("2017")))
    row = replace(desk(log), catalogue=a_catalogue(an_initiative(deadline=None))).standing("1.1")
    assert row is not None
    assert (row.schedule.original, row.schedule.late) == (None, True)


def test_an_answer_is_told_with_the_next_one_of_the_same_ministry(log: InMemoryStatusLog) -> None:
    put(log, ASKED, answer("JD"), answer("HOD"))
    put(log, answer("JD", verdict=Verdict.DISAGREED), answer("JD"), day=AFTER)

    def replaced(day: date) -> dict[int, int | None]:
        return {
            told.entry.sequence: told.replaced_by.sequence if told.replaced_by else None
            for told in desk(log, day).about(1)
        }

    assert replaced(DAY) == {2: None, 3: None}
    assert replaced(AFTER) == {2: 4, 3: None, 4: 5, 5: None}
    one = desk(log, AFTER).entry(2)
    assert one is not None
    assert one.replaced_by is not None
    assert one.replaced_by.sequence == 4
    statement = desk(log, AFTER).entry(1)
    assert statement is not None
    assert statement.progress is not None
    assert [each.sequence for each in statement.progress.earlier] == [2, 4]


def test_an_answer_after_publication_is_told_as_late_and_the_one_that_published_is_not(
    log: InMemoryStatusLog,
) -> None:
    put(log, ASKED, answer("JD"), answer("HOD"))
    put(
        log,
        a_report(initiative="1.2", question=a_question("HOD", "JD")),
        answer("JD", to=4, initiative="1.2"),
    )
    put(log, answer("JD", verdict=Verdict.DISAGREED), answer("HOD", to=4, initiative="1.2"), day=AFTER)
    late = {told.entry.sequence for told in desk(log, AFTER).told(Wanted()) if told.late}
    assert late == {6, 7}


def test_only_the_newest_entries_of_each_initiative_are_read_where_that_is_asked_for(
    log: InMemoryStatusLog,
) -> None:
    put(log, *(a_report(effective_on=DAY) for _number in range(5)), a_report(initiative="1.2"))
    since = DAY - timedelta(days=1)
    whole = desk(log).changes(since)
    newest = desk(log).changes(since, newest=2)
    read = {row.initiative: [told.entry.sequence for told in row.recorded] for row in newest.rows}
    assert read == {"1.1": [4, 5], "1.2": [6]}
    assert {row.initiative: row.others for row in newest.rows} == {"1.1": 3, "1.2": 0}
    assert newest.recorded == whole.recorded == 6
    assert [row.initiative for row in newest.rows] == [row.initiative for row in whole.rows]
    assert [(row.old, row.new) for row in newest.rows] == [(row.old, row.new) for row in whole.rows]
    narrowed = desk(log).changes(since, Wanted(body="HOD"), newest=2)
    assert (narrowed.rows, narrowed.recorded) == ((), 0)


@pytest.mark.parametrize("revision", [0, 1, 3, 60, 120])
def test_what_came_after_an_entry_is_read_however_much_it_is_and_nothing_older(
    log: InMemoryStatusLog, revision: int
) -> None:
    put(log, *(a_report(initiative="1.2" if number == 2 else "1.1") for number in range(1, 121)))
    read: list[int] = []
    find = log.find

    def noted(*given: Any, **named: Any) -> list[LogEntry]:
        found = find(*given, **named)
        read.extend(entry.sequence for entry in found)
        return found

    log.find = noted  # type: ignore[method-assign]
    found = [told.entry.sequence for told in desk(log).recorded_after("1.1", revision)]
    assert found == [number for number in range(revision + 1, 121) if number != 2]
    assert len(read) <= len(found) + 50


def test_any_number_of_entries_is_asked_for_in_parts(log: InMemoryStatusLog) -> None:
    put(log, *(a_report() for _number in range(1100)))
    find, sizes = log.find, []

    def noted(wanted: Wanted, **named: Any) -> list[LogEntry]:
        sizes.append(len(wanted.sequences or ()))
        return find(wanted, **named)

    log.find = noted  # type: ignore[method-assign]
    found = numbered(log, range(1, 1101), known_by=DAY)
    assert {entry.sequence for entry in found} == set(range(1, 1101))
    assert sizes == [500, 500, 100]


def test_an_answer_to_another_statement_replaces_nothing(log: InMemoryStatusLog) -> None:
    put(log, ASKED, answer("JD"), ASKED, answer("JD", to=3))
    assert [told.replaced_by for told in desk(log).told(Wanted())] == [None] * 4
