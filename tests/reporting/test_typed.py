"""From what a person typed to a report: everything that cannot be read is told at once."""

from datetime import date

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import NewReport
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED, Typed, read

TODAY = date(2026, 11, 22)


def reading(last: Status | None = None, **over: object) -> tuple[NewReport, list[Refused]]:
    content = {"initiative": "1.5", "acting_for": "JD", "status": "in_progress", "effective_on": "2026-11-01"}
    typed = Typed(**(content | over))  # type: ignore[arg-type]
    return read(typed, idempotency_key="k", expected_revision=0, recorded_by="p", last=last, today=TODAY)


@pytest.mark.parametrize("said", ["2018-12-31", "31.12.2018", " 31. 12. 2018 "])
def test_a_day_is_read_as_norwegians_and_as_machines_write_it(said: str):
    report, faults = reading(effective_on=said)
    assert (report.effective_on, faults) == (date(2018, 12, 31), [])


def test_everything_that_cannot_be_read_is_told_at_once():
    _report, faults = reading(
        status="",
        effective_on="31.02.2018",
        expected_completion="next year",
        needs_decision=True,
        decision_by="soon",
    )
    assert [fault.code for fault in faults] == [
        "status_missing",
        "day_unreadable",
        "decision_day_unreadable",
        "date_unreadable",
    ]
    assert {fault.fields["initiative"] for fault in faults} == {"1.5"}


def test_unchanged_repeats_the_status_of_the_report_before():
    assert reading(Status.COMPLETED, status=UNCHANGED)[0].status is Status.COMPLETED


def test_unchanged_is_no_status_where_nothing_was_reported():
    assert [fault.code for fault in reading(status=UNCHANGED)[1]] == ["status_missing"]


def test_what_is_typed_is_trimmed_and_an_empty_field_is_nothing():
    report, faults = reading(comment="  Because.  ", evidence_url="  ", expected_completion=" 2027-H1 ")
    assert (report.comment, report.evidence_url, faults) == ("Because.", None, [])
    assert report.expected_completion == PartialDate("2027-H1")


def test_a_case_number_and_a_ground_for_exempting_it_are_read_and_an_empty_one_is_none():
    report, faults = reading(case_number=" 18/1234-5 ", access_ground="offl. § 15")
    assert (report.case_number, report.access_ground, faults) == ("18/1234-5", "offl. § 15", [])
    report, faults = reading(case_number="  ")
    assert (report.case_number, report.access_ground, faults) == (None, None, [])


def test_a_day_for_a_decision_nobody_asks_for_is_not_read():
    report, faults = reading(needs_decision=False, decision_by="soon")
    assert (report.decision, faults) == (None, [])
