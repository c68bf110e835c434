"""A year of invented reports."""

from datetime import date, timedelta

import pytest

from monitor.demonstration.reports import fill
from monitor.demonstration.rounds import open_demonstration_round
from monitor.measures.observations import Measures
from monitor.reporting.asking import DAYS_TO_ANSWER
from monitor.reporting.days import OSLO
from monitor.reporting.events import EventKind
from monitor.reporting.log import Wanted
from monitor.reporting.rules import Circumstances, objections
from monitor.reporting.status import Status
from monitor.review.desk import Desk
from monitor.settings import ROOT
from monitor.sources.catalogue_file import read_catalogue
from tests.builders import a_catalogue, a_report
from tests.fakes import InMemoryRounds, InMemoryStatusLog

TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def log() -> InMemoryStatusLog:
    filled = InMemoryStatusLog()
    fill(filled, read_catalogue(ROOT), today=TODAY)
    return filled


def test_it_shows_every_status_and_leaves_some_initiatives_unreported(log: InMemoryStatusLog):
    now = log.latest(as_of=TODAY)
    assert {entry.status for entry in now.values()} == set(Status)
    assert 0 < len(now) < 18


def test_it_spans_the_year_before_today_and_nothing_lies_ahead(log: InMemoryStatusLog):
    days = [entry.effective_on for entry in log.entries()]
    assert min(days) <= TODAY - timedelta(days=330)
    assert max(days) < TODAY
    assert len(set(days)) >= 4


def test_each_report_is_recorded_on_its_own_day(log: InMemoryStatusLog):
    assert all(entry.recorded_at.astimezone(OSLO).date() == entry.effective_on for entry in log.entries())


def test_every_report_says_in_both_languages_that_it_is_invented(log: InMemoryStatusLog):
    for entry in log.entries():
        said = entry.done_since_last or ""
        assert "Oppdiktet" in said
        assert "Invented" in said


def test_a_decision_is_asked_of_a_committee(log: InMemoryStatusLog):
    asked = [entry.decision.of for entry in log.latest(as_of=TODAY).values() if entry.decision]
    assert asked == ["reintegration-committee"]


def test_the_reports_would_pass_the_rules_of_reporting(log: InMemoryStatusLog):
    catalogue = read_catalogue(ROOT)
    bodies = set(catalogue.body) | {entry.id for entry in catalogue.committees}
    for entry in log.entries():
        report = a_report(
            initiative=entry.initiative,
            status=entry.status,
            effective_on=entry.effective_on,
            acting_for=entry.acting_for,
            comment=entry.comment,
            decision=entry.decision,
            expected_completion=entry.expected_completion,
        )
        deadline = catalogue.initiative[entry.initiative].deadline
        assert deadline is not None
        given = Circumstances(
            initiative_ids=set(catalogue.initiative),
            body_ids=bodies,
            deadline=deadline.original,
            today=TODAY,
        )
        found = objections(report, given)
        assert [error.message for error in found] == []


def test_a_strategy_without_committees_can_be_shown_too():
    filled = InMemoryStatusLog()
    fill(filled, a_catalogue(committees=[]), today=TODAY)
    assert filled.revision() == 5


@pytest.fixture(scope="module")
def asked() -> Desk:
    """The demonstration while ministries are asked, read today."""
    filled = InMemoryStatusLog()
    catalogue = read_catalogue(ROOT)
    fill(filled, catalogue, today=TODAY, answers=True)
    return Desk(catalogue, (), Measures({}), filled, TODAY, TODAY)


def test_while_ministries_are_asked_two_wait_one_is_disputed_and_one_was_left_unanswered(asked: Desk):
    view = asked.overview(TODAY - timedelta(days=90))
    assert [progress.entry.initiative for progress in view.pending] == ["1.5", "2.1"]
    assert [len(progress.answers) for progress in view.pending] == [1, 0]
    assert [progress.entry.initiative for progress in view.disagreements] == ["1.4"]
    assert [progress.entry.initiative for progress in view.unanswered] == ["1.1"]
    for progress in view.disagreements:
        reason = progress.disagreements[0].comment or ""
        assert "Oppdiktet" in reason and "Invented" in reason


def test_answers_are_due_as_the_program_would_ask_for_them_on_the_day_of_the_report(asked: Desk):
    rounds = InMemoryRounds()
    open_demonstration_round(rounds, asked.catalogue, today=TODAY)
    (running,) = rounds.rounds()
    found = sorted((entry for entry in asked.log.entries() if entry.question), key=lambda e: e.sequence)
    before, *within = found
    assert before.effective_on < running.opens
    assert before.question is not None
    assert (before.question.round, before.question.answer_by) == (
        None,
        before.effective_on + timedelta(days=DAYS_TO_ANSWER),
    )
    assert before.question.answer_by < TODAY
    assert {(entry.question.round, entry.question.answer_by) for entry in within if entry.question} == {
        (running.id, running.closes)
    }
    for answer in asked.log.find(Wanted(kinds=frozenset({EventKind.APPROVAL}))):
        assert answer.effective_on < TODAY


def test_every_report_that_was_asked_about_says_that_it_is_invented(asked: Desk):
    found = [entry for entry in asked.log.entries() if entry.question]
    assert len(found) == 4
    assert all("Oppdiktet" in (entry.done_since_last or "") for entry in found)
    assert all("Invented" in (entry.done_since_last or "") for entry in found)


def test_it_is_recorded_in_the_order_of_time_and_nobody_is_asked_while_answers_are_off(
    asked: Desk, log: InMemoryStatusLog
):
    instants = [entry.recorded_at for entry in asked.log.find(Wanted())]
    assert instants == sorted(instants, reverse=True)
    assert not [entry for entry in log.entries() if entry.question or entry.verdict]


def test_where_no_initiative_is_shared_by_three_ministries_nobody_is_asked():
    filled = InMemoryStatusLog()
    fill(filled, a_catalogue(), today=TODAY, answers=True)
    assert not [entry for entry in filled.entries() if entry.question]
