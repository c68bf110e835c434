"""The invented round of the demonstration."""

from datetime import date

from monitor.demonstration.reports import fill
from monitor.demonstration.rounds import open_demonstration_round
from monitor.reporting.rounds import round_on
from monitor.review.rounds import read_round
from monitor.settings import ROOT
from monitor.sources.catalogue_file import read_catalogue
from tests.builders import a_round
from tests.fakes import InMemoryRounds, InMemoryStatusLog

TODAY = date(2026, 11, 1)


def test_it_runs_today_and_every_responsible_ministry_is_asked():
    rounds, catalogue = InMemoryRounds(), read_catalogue(ROOT)
    open_demonstration_round(rounds, catalogue, today=TODAY)
    round_ = round_on(rounds.rounds(), today=TODAY)
    assert round_ is not None
    assert {asked.body for asked in round_.asked()} == {"JD", "ASD", "HOD", "KMD", "KD"}
    assert "Oppdiktet" in round_.title and "Invented" in round_.title
    assert all("Invented" in (asked.contact or "") for asked in round_.asked())


def test_some_are_reminded_one_has_more_time_and_not_all_has_come_in():
    rounds, catalogue = InMemoryRounds(), read_catalogue(ROOT)
    log = InMemoryStatusLog(rounds)
    fill(log, catalogue, today=TODAY)
    open_demonstration_round(rounds, catalogue, today=TODAY)
    now = read_round(rounds.rounds()[0], catalogue, log, as_of=TODAY)
    assert sum(bool(body.asked.reminded_at) for body in now.bodies) == 2
    assert sum(body.asked.due > now.round.closes for body in now.bodies) == 1
    assert 0 < len(now.missing) < 18
    assert any(body.by_it for body in now.bodies)


def test_it_is_opened_once_and_only_where_there_is_no_round():
    rounds, catalogue = InMemoryRounds(), read_catalogue(ROOT)
    open_demonstration_round(rounds, catalogue, today=TODAY)
    before = rounds.rounds()
    open_demonstration_round(rounds, catalogue, today=date(2026, 11, 5))
    assert rounds.rounds() == before
    other = InMemoryRounds()
    other.open(a_round(), opened_at=before[0].opened_at)
    open_demonstration_round(other, catalogue, today=TODAY)
    assert [round_.id for round_ in other.rounds()] == ["spring"]
