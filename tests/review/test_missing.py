"""Which reports a body still owes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.measures.observations import Measures
from monitor.reporting.events import EventKind, LogEntry, NewMilestone, NewWithdrawal
from monitor.reporting.rounds import Round
from monitor.review.desk import Desk
from monitor.review.missing import missing_reports
from tests.builders import a_catalogue, a_question, a_report, about, an_initiative, for_bodies
from tests.fakes import InMemoryStatusLog

TODAY = date(2018, 6, 1)
CATALOGUE = a_catalogue(
    an_initiative(id="1.1"),
    an_initiative(id="1.2"),
    an_initiative(id="1.3", responsible=for_bodies("HOD")),
)
RUNNING = Round(
    id="spring",
    title="Spring",
    opens=date(2018, 5, 15),
    closes=date(2018, 6, 15),
    opened_at=datetime(2018, 5, 14, tzinfo=UTC),
    opened_by="secretary",
)


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def missing(log: InMemoryStatusLog, body: str = "JD", running: Round | None = RUNNING) -> list[str]:
    desk = Desk(CATALOGUE, [], Measures({}), log, TODAY, TODAY)
    return [each.id for each in missing_reports(desk, desk.standings(), body, running).initiatives]


def told(log: InMemoryStatusLog, instant: datetime, **over: object) -> LogEntry:
    report = a_report(idempotency_key=f"key-{log.revision()}", **over)
    return log.append(
        replace(report, expected_revision=log.initiative_revision(report.initiative)), recorded_at=instant
    )


def test_a_report_of_the_first_day_counts_and_one_of_the_evening_before_does_not(log: InMemoryStatusLog):
    """Midnight in Norway is ten in the evening, by the clock that the log keeps."""
    told(log, datetime(2018, 5, 14, 21, 59, tzinfo=UTC), initiative="1.1", effective_on=date(2018, 5, 14))
    told(log, datetime(2018, 5, 14, 22, 0, tzinfo=UTC), initiative="1.2", effective_on=date(2018, 5, 14))
    assert missing(log) == ["1.1"]
    assert missing(log, running=None) == []


def test_whoever_reported_and_whether_it_is_published_yet_it_is_not_missing(log: InMemoryStatusLog):
    noon = datetime(2018, 5, 20, 12, tzinfo=UTC)
    told(log, noon, initiative="1.1", acting_for="KDI", question=a_question("JD"))
    assert missing(log) == ["1.2"]


def test_what_was_withdrawn_is_missing_again_and_a_milestone_is_no_report(log: InMemoryStatusLog):
    noon = datetime(2018, 5, 20, 12, tzinfo=UTC)
    told(log, noon, initiative="1.1")
    log.append(about(NewWithdrawal, withdraws=1, idempotency_key="w"), recorded_at=noon)
    milestone = about(NewMilestone, milestone="x", initiative="1.2", expected_revision=0, idempotency_key="m")
    entry = log.append(milestone, recorded_at=noon)
    assert entry.kind is EventKind.MILESTONE_REACHED
    assert missing(log) == ["1.1", "1.2"]


def test_a_body_that_answers_for_none_is_shown_all_it_may_report_on(log: InMemoryStatusLog):
    assert missing(log, "HOD") == ["1.3"]
    assert missing(log, "KDI") == ["1.1", "1.2", "1.3"]
