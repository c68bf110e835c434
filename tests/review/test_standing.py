"""What is reported, on public record and on schedule, beside each other and never merged."""

from datetime import date

import pytest

from monitor.evidence.record import PublicStatus
from monitor.reporting.status import Status
from monitor.review.standing import CONTRADICTIONS, missing_by_body, standings
from tests.builders import (
    a_catalogue,
    a_standing,
    an_entry,
    an_initiative,
    for_bodies,
    some_evidence,
)

# Written out in full beside the table of the program: which report and which record cannot both be right.
CONTRADICTED = {
    (Status.COMPLETED, PublicStatus.PARTLY),
    (Status.COMPLETED, PublicStatus.NOT_ACHIEVED),
    (Status.IN_PROGRESS, PublicStatus.DONE),
    (Status.IN_PROGRESS, PublicStatus.DONE_LATE),
    (Status.NOT_STARTED, PublicStatus.DONE),
    (Status.NOT_STARTED, PublicStatus.DONE_LATE),
    (Status.NOT_STARTED, PublicStatus.PARTLY),
    (Status.DISCONTINUED, PublicStatus.DONE),
    (Status.DISCONTINUED, PublicStatus.DONE_LATE),
}


def test_every_status_has_its_row_in_the_table_of_contradictions():
    assert set(CONTRADICTIONS) == set(Status)


@pytest.mark.parametrize("record", PublicStatus)
@pytest.mark.parametrize("status", Status)
def test_report_and_record_contradict_each_other_where_both_cannot_be_right(
    status: Status, record: PublicStatus
):
    row = a_standing(report=an_entry(status=status), record=record)
    assert row.contradicted is ((status, record) in CONTRADICTED)


@pytest.mark.parametrize("record", PublicStatus)
def test_nothing_reported_contradicts_nothing(record: PublicStatus):
    assert not a_standing(record=record).contradicted


def test_each_initiative_has_its_own_report_and_record():
    catalogue = a_catalogue(an_initiative(), an_initiative(id="1.2"))
    rows = standings(
        catalogue,
        [
            some_evidence(initiative="1.2"),
            some_evidence(id="whole", initiative=None, supports="not_achieved"),
        ],
        {"1.1": an_entry()},
        as_of=date(2020, 1, 1),
        today=date(2026, 1, 1),
    )
    assert [(row.initiative.id, row.status, row.record.status) for row in rows] == [
        ("1.1", Status.IN_PROGRESS, PublicStatus.NOT_EVIDENCED),
        ("1.2", None, PublicStatus.DONE),
    ]


def test_a_missing_report_is_missing_for_every_responsible_body_most_missing_first():
    rows = [
        a_standing(initiative=an_initiative(responsible=for_bodies("HOD", "JD"))),
        a_standing(initiative=an_initiative(id="1.2", responsible=for_bodies("JD"))),
        a_standing(initiative=an_initiative(id="1.3", responsible=for_bodies("KDI")), report=an_entry()),
    ]
    missing = missing_by_body(rows)
    assert {body: [entry.id for entry in entries] for body, entries in missing.items()} == {
        "JD": ["1.1", "1.2"],
        "HOD": ["1.1"],
    }
    assert list(missing) == ["JD", "HOD"]
