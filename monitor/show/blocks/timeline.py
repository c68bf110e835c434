"""The table beside the timeline."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.review.timeline import Course
from monitor.show.addresses import Addresses
from monitor.show.marks import record_mark, schedule_mark, status_mark
from monitor.show.rows import initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import join
from monitor.show.words import Words


def timeline_table(courses: Sequence[Course], to: Addresses, _: Words) -> Markup:
    """Every initiative by deadline: schedule, each report with its day, each dated evidence with its day."""
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("Schedule")),
        Column(_("Reports, oldest first")),
        Column(_("Public record")),
    ]
    rows: list[list[Cell]] = [
        [
            initiative_link(course.standing.initiative, to, _),
            schedule_mark(course.standing.schedule, _),
            join(
                (
                    Markup("{} {}").format(_.day(entry.effective_on), status_mark(entry.status, _))
                    for entry in sorted(
                        course.reports, key=lambda entry: (entry.effective_on, entry.sequence)
                    )
                ),
                Markup("<br>"),
            )
            or status_mark(None, _),
            _evidence(course, _),
        ]
        for course in courses
    ]
    return table(_("Initiatives by deadline"), columns, rows)


def _evidence(course: Course, _: Words) -> Markup:
    parts = [record_mark(course.standing.record, _)]
    for entry in course.evidence:
        if entry.event_day is not None:
            parts.append(Markup("{}").format(_("event {day}").format(day=_.partial(entry.event_day))))
        elif entry.publication_day is not None:
            parts.append(
                Markup("{}").format(_("published {day}").format(day=_.partial(entry.publication_day)))
            )
    if not course.evidence and course.standing.record.deciding is not None:
        parts.append(Markup('<span class="m-muted">{}</span>').format(_("undated")))
    return join(parts, Markup("<br>"))
