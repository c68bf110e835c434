"""What a ministry may answer, and what the publication of a submission would change."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.measures.observations import Measures
from monitor.reporting.events import NewAnswer, NewDeadline, NewEvent, NewMilestone, NewWithdrawal, Verdict
from monitor.reporting.status import Status
from monitor.review.answers import Submission, ToAnswer
from monitor.review.desk import Desk
from tests import fakes
from tests.builders import a_catalogue, a_question, a_report, about, an_initiative, for_bodies
from tests.fakes import InMemoryStatusLog

DAY = date(2018, 6, 1)
CATALOGUE = a_catalogue(
    *(an_initiative(id=number, responsible=for_bodies("JD", "HOD")) for number in ("1.1", "1.2")),
    an_initiative(id="1.3", responsible=for_bodies("KDI")),
)
ASKED = a_report(question=a_question("HOD", "JD"))


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def put(log: InMemoryStatusLog, *events: NewEvent, day: date = DAY) -> None:
    fakes.put(log, *events, at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def desk(log: InMemoryStatusLog, today: date = DAY) -> Desk:
    return Desk(CATALOGUE, (), Measures({}), log, today, today)


def found(log: InMemoryStatusLog, body: str = "JD", today: date = DAY) -> ToAnswer:
    return desk(log, today).to_answer(body)


def only(log: InMemoryStatusLog) -> Submission:
    [submission] = found(log).waiting
    return submission


def answer(body: str, to: int, verdict: Verdict = Verdict.CONFIRMED) -> NewEvent:
    return about(NewAnswer, answers=to, verdict=verdict, acting_for=body)


def numbers(submissions: tuple[Submission, ...]) -> list[int]:
    return [each.entry.sequence for each in submissions]


def test_what_awaits_a_body_is_sorted_by_its_last_day(log: InMemoryStatusLog):
    put(log, ASKED, replace(ASKED, initiative="1.2", question=a_question("JD", answer_by=date(2018, 6, 3))))
    assert numbers(found(log).waiting) == [2, 1]
    assert numbers(found(log, "HOD").waiting) == [1]
    assert found(log, "KDI") == ToAnswer()


def test_what_a_body_answered_waits_for_it_no_more_and_may_be_answered_anew(log: InMemoryStatusLog):
    put(log, ASKED, answer("JD", 1, Verdict.DISAGREED))
    assert (numbers(found(log).waiting), numbers(found(log).given)) == ([], [1])
    [given] = found(log).given
    assert given.answer is not None
    assert given.answer.verdict is Verdict.DISAGREED
    assert given.revision == 2


def test_what_was_published_without_its_answer_can_be_answered_late(log: InMemoryStatusLog):
    put(log, ASKED, answer("JD", 1))
    after = date(2018, 6, 16)
    assert numbers(found(log, "HOD", after).unanswered) == [1]
    assert (numbers(found(log, "JD", after).unanswered), numbers(found(log, "JD", after).given)) == ([], [1])


def test_what_was_withdrawn_or_corrected_cannot_be_answered(log: InMemoryStatusLog):
    put(log, ASKED, about(NewWithdrawal, withdraws=1))
    put(log, replace(ASKED, initiative="1.2"))
    after = date(2018, 6, 16)
    put(log, a_report(initiative="1.2", corrects=3), day=after)
    assert found(log, today=after) == ToAnswer()


def test_a_first_report_leads_from_not_reported_to_itself(log: InMemoryStatusLog):
    put(log, ASKED)
    assert (only(log).was, only(log).becomes) == (None, only(log).entry)


def test_a_report_from_an_earlier_day_than_the_one_in_force_changes_nothing(log: InMemoryStatusLog):
    put(log, a_report(), replace(ASKED, effective_on=date(2018, 5, 1)))
    assert only(log).becomes is only(log).was
    assert only(log).was is not None


def test_a_correction_takes_the_place_of_what_it_corrects(log: InMemoryStatusLog):
    put(log, a_report(status=Status.NOT_STARTED, effective_on=date(2018, 4, 1)), a_report())
    put(log, replace(ASKED, corrects=2, effective_on=date(2018, 3, 1)))
    # Moved to an earlier day, it leaves the report before it in force.
    was, becomes = only(log).was, only(log).becomes
    assert (was and was.sequence, becomes and becomes.sequence) == (2, 1)


def test_a_deadline_leads_from_the_one_in_force_to_the_new_one(log: InMemoryStatusLog):
    deadline = about(NewDeadline, revised_deadline=PartialDate("2019"))
    put(log, deadline, replace(deadline, revised_deadline=PartialDate("2020"), question=a_question("JD")))
    assert (only(log).deadline_was, only(log).deadline_becomes) == (PartialDate("2019"), PartialDate("2020"))
    assert only(log).becomes is None


def test_a_milestone_changes_neither_status_nor_deadline(log: InMemoryStatusLog):
    put(log, about(NewMilestone, milestone="Law passed", question=a_question("JD")))
    assert (only(log).becomes, only(log).deadline_becomes) == (None, None)


def test_an_initiative_that_the_catalogue_has_lost_can_still_be_answered(log: InMemoryStatusLog):
    put(log, replace(ASKED, initiative="9.9"))
    assert only(log).becomes is only(log).entry


def test_ministries_that_answer_for_something_may_have_something_to_answer(log: InMemoryStatusLog):
    assert [body.id for body in desk(log).answering_bodies()] == ["JD", "HOD"]
    put(log, replace(ASKED, question=a_question("KDI")))  # asked once, whatever it is now
    assert [body.id for body in desk(log).answering_bodies()] == ["JD", "HOD", "KDI"]


def test_an_initiative_that_no_ministry_was_asked_about_is_left_out(log: InMemoryStatusLog):
    put(log, a_report(), replace(ASKED, initiative="1.2"))
    answered = desk(log).answered()
    assert list(answered) == ["1.2"]
    assert answered["1.2"].report is None
    assert [progress.entry.sequence for progress in answered["1.2"].waiting] == [2]


def test_overview_gathers_what_counts_and_what_waits(log: InMemoryStatusLog):
    deadline = about(NewDeadline, revised_deadline=PartialDate("2019"), question=a_question("JD"))
    put(log, deadline, answer("JD", 1, Verdict.DISAGREED))
    put(log, ASKED)
    put(log, replace(ASKED, initiative="1.2", question=a_question("HOD", answer_by=date(2018, 6, 9))))
    view = desk(log).overview(date(2018, 1, 1))
    assert [progress.entry.sequence for progress in view.disagreements] == [1]
    assert [progress.entry.sequence for progress in view.pending] == [4, 3]
    assert view.unanswered == []
    later = desk(log, date(2018, 6, 16)).overview(date(2018, 1, 1))
    assert [progress.silent for progress in later.unanswered] == [("HOD", "JD"), ("HOD",)]
    assert later.pending == []


def test_what_waits_for_answers_is_not_missing_and_counts_nowhere_as_reported(log: InMemoryStatusLog):
    before = desk(log).overview(date(2018, 1, 1))
    put(log, ASKED)
    view = desk(log).overview(date(2018, 1, 1))
    assert view.reported == before.reported == 0
    names = {initiative.id for initiatives in before.missing.values() for initiative in initiatives}
    left = {initiative.id for initiatives in view.missing.values() for initiative in initiatives}
    assert names - left == {"1.1"}
