"""A year of invented reports."""

from datetime import date, timedelta

import pytest

from monitor.demonstration.reports import fill
from monitor.reporting.history import OSLO
from monitor.reporting.rules import Circumstances, objections
from monitor.reporting.status import Status
from monitor.settings import ROOT
from monitor.sources.catalogue_file import read_catalogue
from tests.builders import a_catalogue, a_report
from tests.fakes import InMemoryStatusLog

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
