"""The one writer: check everything, then write everything."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import reporter
from monitor.reporting.events import LogEntry, NewReport
from monitor.reporting.status import Status
from tests.builders import a_report
from tests.fakes import InMemoryStatusLog

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def record(log: InMemoryStatusLog, *reports: NewReport, now: datetime = NOON) -> list[LogEntry]:
    return reporter.record(
        log,
        reports,
        initiative_ids={"1.1", "1.2"},
        body_ids={"JD"},
        deadlines={"1.1": PartialDate.parse("2018")},
        clock=lambda: now,
    )


def test_several_reports_are_recorded_at_one_instant_and_given_back_in_order() -> None:
    log = InMemoryStatusLog()
    entries = record(log, a_report(initiative="1.2"), a_report(idempotency_key="form-2"))
    assert [entry.initiative for entry in entries] == ["1.2", "1.1"]
    assert {entry.recorded_at for entry in entries} == {NOON}


def test_one_unacceptable_report_keeps_all_of_them_out() -> None:
    log = InMemoryStatusLog()
    with pytest.raises(Refused):
        record(log, a_report(), a_report(idempotency_key="form-2", initiative="9.9"))
    assert log.revision() == 0


def test_today_is_the_day_in_norway() -> None:
    # At 22:30 UTC on 1 June the second of June has begun in Norway.
    entries = record(
        InMemoryStatusLog(),
        a_report(effective_on=date(2018, 6, 2)),
        now=datetime(2018, 6, 1, 22, 30, tzinfo=UTC),
    )
    assert entries[0].effective_on == date(2018, 6, 2)


def test_the_deadline_in_force_of_the_initiative_is_the_one_that_counts() -> None:
    later = datetime(2019, 6, 1, 12, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        record(InMemoryStatusLog(), a_report(effective_on=date(2019, 6, 1)), now=later)
    assert refused.value.fields["reason"] == "deadline_passed"
    record(InMemoryStatusLog(), a_report(initiative="1.2", effective_on=date(2019, 6, 1)), now=later)


def test_a_repeated_request_gives_the_first_result_even_when_it_would_be_refused_by_now() -> None:
    log = InMemoryStatusLog()
    first = a_report(expected_completion=PartialDate.parse("2018-09"))
    [entry] = record(log, first)
    record(
        log,
        a_report(
            idempotency_key="form-2",
            expected_revision=1,
            expected_completion=PartialDate.parse("2018-12"),
            comment="Delayed.",
        ),
    )
    assert record(log, first) == [entry]
    assert log.revision() == 2


def test_a_key_that_was_used_for_other_content_is_refused() -> None:
    log = InMemoryStatusLog()
    record(log, a_report())
    with pytest.raises(Refused) as refused:
        record(log, a_report(comment="Something else."))
    assert refused.value.code == "key_reused"


def test_the_expected_completion_is_compared_with_the_report_before_on_the_effective_day() -> None:
    log = InMemoryStatusLog()
    record(log, a_report(effective_on=date(2018, 5, 1)))
    later = a_report(
        idempotency_key="form-2",
        expected_revision=1,
        effective_on=date(2018, 5, 20),
        expected_completion=PartialDate.parse("2018-09"),
    )
    with pytest.raises(Refused) as refused:
        record(log, later)
    assert refused.value.fields["reason"] == "new_expected_completion"
    record(log, replace(later, comment="The plan is ready."))
    # A report for a day between the two follows the first, which had no expected completion.
    record(log, a_report(idempotency_key="form-3", expected_revision=2, effective_on=date(2018, 5, 10)))


def test_two_reports_on_one_initiative_cannot_go_in_together() -> None:
    log = InMemoryStatusLog()
    with pytest.raises(Refused) as refused:
        record(log, a_report(), a_report(idempotency_key="form-2", status=Status.COMPLETED))
    assert refused.value.code == "stale_revision"
    assert log.revision() == 0
