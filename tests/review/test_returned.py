"""A workbook that came back beside the log: what it would change, and what only a person who has read may accept."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import rules
from monitor.reporting.events import NewReport
from monitor.reporting.reporter import reports_before
from monitor.reporting.status import Status
from monitor.reporting.workbook import FilledRow, Returned, Sent
from monitor.review.returned import ORDER, Proposal, RowState, cell_of, check_ours, proposals
from tests.builders import a_catalogue, a_report, an_initiative
from tests.fakes import InMemoryStatusLog
from tests.workbooks import a_passport

TODAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def a_row(initiative: str = "1.1", number: int = 3, **cells: str) -> FilledRow:
    return FilledRow(number=number, initiative=initiative, cells=cells)


def beside(log: InMemoryStatusLog, *rows: FilledRow, today: date = TODAY, **sent: Sent) -> list[Proposal]:
    """The rows beside the log; by default the workbook knew 1.1 and 1.2 with nothing reported."""
    known = {"1.1": Sent(revision=0, status=None), "1.2": Sent(revision=0, status=None)}
    known |= {name.replace("_", "."): what for name, what in sent.items()}

    def objections(reports: Sequence[NewReport]) -> list[Refused]:
        return [
            objection
            for report in reports
            for objection in rules.objections(
                report,
                rules.Circumstances(
                    initiative_ids={"1.1", "1.2"},
                    body_ids={"JD"},
                    before=reports_before(log, report.initiative, effective_on=report.effective_on),
                    today=today,
                ),
            )
        ]

    returned = Returned(passport=a_passport(sent=known), rows=rows)
    return proposals(returned, log, today=today, person="person-1", objections=objections)


def log_with(**over: Any) -> InMemoryStatusLog:
    log = InMemoryStatusLog()
    log.append(a_report(**over), recorded_at=NOON)
    return log


def test_a_filled_row_is_new_and_expects_what_the_workbook_knew():
    (found,) = beside(InMemoryStatusLog(), a_row(status="completed"))
    assert found.state is RowState.NEW
    assert found.report is not None
    assert found.report.expected_revision == 0
    assert (found.report.acting_for, found.report.recorded_by) == ("JD", "person-1")
    assert found.report.effective_on == TODAY
    assert found.report.idempotency_key == "0123456789abcdef0123456789abcdef-1.1"


def test_an_end_that_a_workbook_repeats_keeps_its_day():
    log = log_with(status=Status.COMPLETED, effective_on=date(2017, 12, 1))
    sent = Sent(revision=1, status=Status.COMPLETED)
    for status in ("unchanged", "completed"):
        (found,) = beside(log, a_row(status=status), **{"1_1": sent})
        assert found.report is not None
        assert found.report.effective_on == date(2017, 12, 1)
    (other,) = beside(log, a_row(status="in_progress"), **{"1_1": sent})
    assert other.report is not None
    assert other.report.effective_on == TODAY


def test_an_untouched_row_reports_nothing_whatever_came_in_meanwhile():
    (found,) = beside(log_with(), a_row())
    assert (found.state, found.report, found.since) == (RowState.UNTOUCHED, None, ())


def test_what_was_recorded_meanwhile_is_a_conflict_that_shows_it():
    log = log_with()
    (found,) = beside(log, a_row(status="completed"))
    assert found.state is RowState.CONFLICT
    assert [told.entry.sequence for told in found.since] == [1]
    assert found.report is not None
    assert found.report.expected_revision == 1  # as shown, no longer as the workbook knew


def test_a_report_that_repeats_the_status_is_a_conflict_too():
    sent = Sent(revision=0, status=Status.IN_PROGRESS)
    (found,) = beside(log_with(), a_row(status="completed"), **{"1_1": sent})
    assert found.state is RowState.CONFLICT
    assert [told.entry.sequence for told in found.since] == [1]


def test_what_the_workbook_knew_is_no_conflict():
    sent = Sent(revision=1, status=Status.IN_PROGRESS)
    (found,) = beside(log_with(), a_row(status="completed"), **{"1_1": sent})
    assert (found.state, found.since) == (RowState.NEW, ())


def test_another_status_without_another_entry_is_a_conflict():
    sent = Sent(revision=1, status=None)  # what waited for answers when the workbook was made
    (found,) = beside(log_with(), a_row(status="completed"), **{"1_1": sent})
    assert found.state is RowState.CONFLICT
    assert [told.entry.sequence for told in found.since] == [1]


def test_unchanged_means_what_the_workbook_showed_and_not_what_came_in_since():
    log = log_with(status=Status.COMPLETED)
    sent = Sent(revision=0, status=Status.NOT_STARTED)
    (found,) = beside(log, a_row(status="unchanged"), **{"1_1": sent})
    assert found.state is RowState.CONFLICT
    assert found.report is not None
    assert found.report.status is Status.NOT_STARTED


def test_unchanged_where_nothing_was_reported_says_so_of_its_cell():
    row = a_row(number=9, status="unchanged")
    (found,) = beside(InMemoryStatusLog(), row)
    assert found.state is RowState.FAULTY
    assert [(fault.code, cell_of(fault, row)) for fault in found.faults] == [("workbook_unchanged", "E9")]


@pytest.mark.parametrize(
    ("status", "expected", "kept"),
    [
        ("in_progress", "2019", "2019"),
        ("unchanged", "2019", "2019"),
        ("in_progress", "2018-06-01", "2018-06-01"),  # the last day there is
        ("in_progress", "2018-05-31", None),  # has passed, and would be refused
        ("completed", "2019", None),
        ("discontinued", "2019", None),
    ],
)
def test_what_was_expected_stays_while_there_is_something_to_expect(
    status: str, expected: str, kept: str | None
):
    log = log_with(expected_completion=PartialDate(expected), effective_on=date(2018, 5, 1))
    sent = Sent(revision=1, status=Status.IN_PROGRESS)
    (found,) = beside(log, a_row(status=status, comment="Why."), **{"1_1": sent})
    assert found.report is not None
    assert found.report.expected_completion == (PartialDate(kept) if kept else None)


def test_a_row_that_was_recorded_says_so_and_is_not_offered_again():
    log = InMemoryStatusLog()
    row = a_row(status="in_progress", next_step="This.")
    (first,) = beside(log, row)
    assert first.report is not None
    log.append(first.report, recorded_at=NOON)
    for today in (TODAY, date(2018, 7, 1)):  # a row without a day held from the day it was recorded
        (again,) = beside(log, row, today=today)
        assert (again.state, again.report) == (RowState.RECORDED, None)
        assert again.recorded is not None
        assert again.recorded.sequence == 1


@pytest.mark.parametrize(
    "cells",
    [{"status": "completed"}, {"status": "in_progress", "effective_on": "2018-05-01"}, {"comment": "x"}],
)
def test_a_recorded_row_that_says_something_else_is_faulty(cells: dict[str, str]):
    log = InMemoryStatusLog()
    (first,) = beside(log, a_row(status="in_progress"))
    assert first.report is not None
    log.append(first.report, recorded_at=NOON)
    (again,) = beside(log, a_row(**cells))
    assert again.state is RowState.FAULTY
    assert [fault.code for fault in again.faults] == ["workbook_used"]


def test_a_fault_that_the_reader_found_hides_what_follows_from_it():
    """A status that could not be read is not said to be missing as well."""
    fault = Refused("workbook_status", "x", cell="E3", said="almost")
    row = FilledRow(number=3, initiative="1.1", cells={"effective_on": "soon"}, faults=(fault,))
    (found,) = beside(InMemoryStatusLog(), row)
    assert [(each.code, cell_of(each, row)) for each in found.faults] == [
        ("workbook_status", "E3"),
        ("day_unreadable", "F3"),
    ]


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({}, "status_missing", "E9"),
        ({"effective_on": "soon"}, "day_unreadable", "F9"),
        ({"effective_on": "2018-06-02"}, "effective_in_future", "F9"),
        ({"expected_completion": "soon"}, "date_unreadable", "L9"),
        ({"status": "in_progress", "expected_completion": "2017"}, "expected_in_past", "L9"),
        ({"evidence_url": "http://x"}, "link_invalid", "M9"),
        ({"status": "discontinued"}, "comment_required", "K9"),
        ({"done_since_last": "a\x07"}, "text_invalid", "G9"),
        ({"next_step": "x" * 4001}, "text_too_long", "H9"),
        ({"obstacle": "a\u202e"}, "text_invalid", "I9"),
        ({"help_needed": "a\ud800"}, "text_invalid", "J9"),
        ({"comment": "\x00"}, "text_invalid", "K9"),
    ],
)
def test_what_the_rules_say_is_said_of_the_cell_it_is_about(cells: dict[str, str], code: str, cell: str):
    given = {"comment": "Why."} | ({"status": "completed"} if code != "status_missing" else {}) | cells
    if code == "comment_required":
        del given["comment"]
    row = a_row(number=9, **given)
    (found,) = beside(InMemoryStatusLog(), row)
    assert [(fault.code, cell_of(fault, row)) for fault in found.faults] == [(code, cell)]


def test_what_needs_a_person_comes_first_and_rows_keep_their_order():
    log = log_with()
    found = beside(
        log,
        a_row("1.2", 3),
        a_row("1.1", 4, status="completed"),
        FilledRow(number=5, initiative="1.2", cells={"status": "completed"}),
        FilledRow(number=6, initiative="1.2", cells={"comment": "x"}),
    )
    assert [(each.state, each.row.number) for each in found] == [
        (RowState.FAULTY, 6),
        (RowState.CONFLICT, 4),
        (RowState.NEW, 5),
        (RowState.UNTOUCHED, 3),
    ]
    assert set(ORDER) == set(RowState)


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"strategy": "another"}, "workbook_strategy"),
        ({"demo": True}, "workbook_demonstration"),
        ({"body": "KDI"}, "workbook_body"),  # in the catalogue, and reports on nothing
        ({"body": "XX"}, "workbook_body"),
        ({"sent": {"1.1": Sent(revision=2, status=None)}}, "workbook_log"),
    ],
)
def test_a_workbook_that_was_not_made_from_this_is_refused(over: dict[str, Any], code: str):
    catalogue = a_catalogue(an_initiative())
    sound = {"sent": {"1.1": Sent(revision=1, status=Status.IN_PROGRESS)}}
    check_ours(a_passport(**sound), catalogue, log_with(), demo=False)
    with pytest.raises(Refused) as refused:
        check_ours(a_passport(**sound | over), catalogue, log_with(), demo=False)
    assert refused.value.code == code
