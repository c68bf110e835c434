"""Where initiatives stand: what is reported, what is on public record, what the calendar says. Never merged."""

from datetime import date

from pydantic import Field

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.provenance import Confidence
from monitor.catalogue.text import LocalText
from monitor.evidence.record import PublicStatus
from monitor.reporting.status import Status
from monitor.review.schedule import ScheduleState
from monitor.review.standing import Standing
from monitor.web.api.asked import Asked
from monitor.web.api.paging import part
from monitor.web.api.reports import Report, report
from monitor.web.api.shapes import Absence, Listing, Shape


class Reported(Shape):
    """What the responsible body reported last: the report that is published and stands."""

    status: Status | None
    missing: Absence | None = Field(description="Why there is no status; null where there is one")
    report: Report | None


class PublicRecord(Shape):
    """Our reading of dated public sources, not assessed by the ministries. Not evidenced is not: not done."""

    status: PublicStatus
    confidence: Confidence | None = Field(description="Null where no evidence supports a status")
    deciding: str | None = Field(description="Id of the evidence it rests on; null where there is none")
    left_out: int = Field(description="Entries that support something and cannot be placed before today")


class Schedule(Shape):
    """What the calendar says of the deadline in force. "Late" is this alone, and never a reported status."""

    state: ScheduleState
    deadline: PartialDate | None
    last_day: date | None = Field(description="The last day of the deadline: a year is read as its end")
    missing: Absence | None = Field(description="Why there is no deadline; null where there is one")
    original: PartialDate | None = Field(description="As first printed; null where there is no deadline")
    revised_in: int | None = Field(
        description="Number of the entry of the log that set it; null: the strategy did"
    )
    late: bool = Field(
        description="It has passed, and neither completed nor discontinued is reported nor is the initiative closed"
    )
    completed_late: bool = Field(description="Completed is reported from a day after it")


class Stands(Shape):
    """The three statuses of one initiative, side by side."""

    reported: Reported
    public_record: PublicRecord
    schedule: Schedule
    contradicted: bool = Field(
        description="Whether what is reported and what is on public record cannot both be right"
    )


class StatusOf(Stands):
    """Where one initiative stands."""

    initiative: str
    number: str
    title: LocalText


class StatusList(Listing):
    """Where every initiative in force on the day stands, in the order of the strategy."""

    data: list[StatusOf]


def status(asked: Asked) -> StatusList:
    """Answer /status."""
    rows = asked.desk.standings()
    found = part(asked, rows, (row.initiative.id for row in rows))
    return StatusList(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        total=found.total,
        next=found.next,
        data=[
            StatusOf(
                initiative=row.initiative.id,
                number=row.initiative.number,
                title=row.initiative.title,
                **dict(stands(row, published_only=asked.published_only)),
            )
            for row in found.entries
        ],
    )


def stands(row: Standing, *, published_only: bool) -> Stands:
    """The three statuses of an initiative."""
    entry, record, plan = row.report, row.record, row.schedule
    return Stands(
        reported=Reported(
            status=row.status,
            missing=Absence.NOT_REPORTED if row.status is None else None,
            report=report(entry, published_only=published_only) if entry else None,
        ),
        public_record=PublicRecord(
            status=record.status,
            confidence=record.confidence,
            deciding=record.deciding.id if record.deciding else None,
            left_out=record.left_out,
        ),
        schedule=Schedule(
            state=plan.state,
            deadline=plan.deadline,
            last_day=plan.deadline.last_day if plan.deadline else None,
            missing=None if plan.deadline else Absence.NO_DEADLINE,
            original=plan.original,
            revised_in=plan.revised_by.sequence if plan.revised_by else None,
            late=plan.late,
            completed_late=plan.completed_late,
        ),
        contradicted=row.contradicted,
    )
