"""What is different between two days: reports, deadlines of either origin, and the public record."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.evidence.record import Evidence
from monitor.measures.observations import Measures
from monitor.reporting.events import EventKind, NewDeadline, NewEvent, NewWithdrawal
from monitor.reporting.log import Wanted
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.changes import Changes
from monitor.review.desk import Desk
from tests import fakes
from tests.builders import a_catalogue, a_question, a_report, about, an_initiative, both, some_evidence
from tests.fakes import InMemoryStatusLog

DAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=30)
PRINTED = {"due": "2018", "revised": [{"due": "2020", "decided": "2018-06-15", "reason": both("Late")}]}
CATALOGUE = a_catalogue(
    an_initiative(),
    an_initiative(id="1.2"),
    an_initiative(id="1.3", deadline=PRINTED),
    an_initiative(id="1.4"),
)


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def put(log: InMemoryStatusLog, *events: NewEvent, day: date = DAY) -> None:
    fakes.put(log, *events, at=NOON + (day - DAY))


def between(
    log: InMemoryStatusLog,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    *,
    record: Iterable[Evidence] = (),
    since: date = BEFORE,
    until: date = AFTER,
) -> Changes:
    desk = Desk(CATALOGUE, tuple(record), Measures({}), log, date(2026, 11, 1), until)
    return desk.changes(since, wanted)


def test_a_status_is_told_with_what_it_was_and_the_entries_that_changed_it(log: InMemoryStatusLog):
    put(log, a_report(status=Status.NOT_STARTED, effective_on=BEFORE), day=BEFORE)
    put(log, a_report(), a_report(status=Status.COMPLETED))
    [row] = [row for row in between(log).rows if row.initiative == "1.1"]
    assert (row.old_status, row.new_status, row.status_changed) == (
        Status.NOT_STARTED,
        Status.COMPLETED,
        True,
    )
    assert [told.entry.sequence for told in row.recorded] == [2, 3]
    assert not row.deadline_changed


def test_a_new_deadline_is_told_whether_the_log_or_the_strategy_set_it(log: InMemoryStatusLog):
    put(log, about(NewDeadline, revised_deadline=PartialDate("2019")))
    rows = {row.initiative: row for row in between(log).rows}
    assert list(rows) == ["1.1", "1.3"]
    for initiative, deadline, entries in (("1.1", "2019", 1), ("1.3", "2020", 0)):
        row = rows[initiative]
        assert (str(row.old_deadline), str(row.new_deadline)) == ("2018", deadline)
        assert len(row.recorded) == entries
    assert [row.initiative for row in between(log, since=date(2018, 6, 15)).rows] == []


def test_what_was_withdrawn_later_is_told_as_it_stands_on_the_last_day(log: InMemoryStatusLog):
    put(log, a_report())
    put(log, about(NewWithdrawal, withdraws=1), day=DAY + timedelta(days=2))

    def states(until: date) -> list[State | None]:
        [row] = [row for row in between(log, until=until).rows if row.initiative == "1.1"]
        return [told.progress.state if told.progress else None for told in row.recorded]

    assert states(DAY) == [State.PUBLISHED]
    assert states(DAY + timedelta(days=2)) == [State.WITHDRAWN, None]


def test_filters_for_body_person_and_kind_leave_out_what_no_entry_accounts_for(log: InMemoryStatusLog):
    put(log, a_report(acting_for="HOD"), a_report(initiative="1.2", recorded_by="person-2"))
    record = [some_evidence(publication_day="2018-06-10")]
    for wanted, initiatives in (
        (Wanted(), ["1.2", "1.1", "1.3"]),
        (Wanted(body="HOD"), ["1.1"]),
        (Wanted(person="person-2"), ["1.2"]),
        (Wanted(kinds=frozenset({EventKind.WITHDRAWAL})), []),
        (Wanted(initiatives=frozenset({"1.3"})), ["1.3"]),
        (Wanted(initiatives=frozenset({"1.4"})), []),
    ):
        found = between(log, wanted, record=record)
        assert [row.initiative for row in found.rows] == initiatives, wanted
        everybody = wanted == Wanted()
        assert len(found.published) == everybody, wanted


def test_the_public_record_counts_from_the_day_after_the_first_to_the_last(log: InMemoryStatusLog):
    days = {"before": str(BEFORE), "first": str(DAY), "last": str(AFTER), "after": "2018-07-02", "none": None}
    record = [some_evidence(id=id_, publication_day=day) for id_, day in days.items()]
    assert [entry.id for entry in between(log, record=record).published] == ["last", "first"]
    of_all = [some_evidence(initiative=None, kind="finding", supports=None, publication_day=str(DAY))]
    assert len(between(log, record=of_all).published) == 1
    assert len(between(log, Wanted(initiatives=frozenset({"1.1"})), record=of_all).published) == 0


def test_the_whole_strategy_is_counted_on_both_days_whatever_is_filtered(log: InMemoryStatusLog):
    put(log, a_report(effective_on=BEFORE), day=BEFORE)
    put(log, a_report(initiative="1.2"), a_report(initiative="1.4", question=a_question(answer_by=AFTER)))
    found = between(log, Wanted(body="HOD"))
    assert (found.total, found.recorded) == (4, 0)
    assert found.by_status_before == {Status.IN_PROGRESS: 1, None: 3}
    assert found.by_status_after == {
        Status.IN_PROGRESS: 2,
        None: 2,
    }  # 1.4 waits for an answer until that day is over
    assert between(log).recorded == 2


def test_an_initiative_that_the_catalogue_has_lost_is_told_by_its_id(log: InMemoryStatusLog):
    put(log, a_report(initiative="9.9"))
    row = between(log).rows[0]
    assert (row.initiative, row.new_status) == ("9.9", Status.IN_PROGRESS)
    assert (row.before, row.after, row.deadline_changed) == (None, None, False)


def test_between_a_day_and_itself_nothing_is_different(log: InMemoryStatusLog):
    put(log, a_report())
    found = between(log, since=DAY, until=DAY, record=[some_evidence(publication_day=str(DAY))])
    assert (found.rows, found.published) == ((), ())
