"""The one writer of status reports: check everything, then write everything."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from monitor.catalogue.dates import PartialDate
from monitor.reporting import history
from monitor.reporting.events import EventKind, LogEntry, NewReport
from monitor.reporting.log import StatusLog
from monitor.reporting.rules import check_may_report


def record(
    log: StatusLog,
    reports: Sequence[NewReport],
    *,
    initiative_ids: Collection[str],
    body_ids: Collection[str],
    deadlines: Mapping[str, PartialDate],
    clock: Callable[[], datetime],
) -> list[LogEntry]:
    """Record every report or none, and return the entries in the order given.

    `deadlines` gives the deadline in force by initiative; one without a deadline is left out. `clock`
    returns the present instant with its zone; the same instant is stored with every report, and its day in
    Norway is today.

    A report whose key is in the log with the same content is not checked again: it was accepted once, and
    what came after must not turn its repetition into an error.

    Raises `Refused`: what `check_may_report` raises, `key_reused`, or `stale_revision` when somebody
    reported on the initiative after the person had looked. Nothing is written then.
    """
    now = clock()
    today = now.astimezone(history.OSLO).date()
    for report in reports:
        if log.already_recorded(report) is None:
            check_may_report(
                report,
                initiative_ids=initiative_ids,
                body_ids=body_ids,
                deadline=deadlines.get(report.initiative),
                # What is read here may be old by the time of writing. The log refuses the report then,
                # because a later event on the initiative makes its expected revision stale.
                previous=previous_report(log, report.initiative, effective_on=report.effective_on),
                today=today,
            )
    return log.append_all(reports, recorded_at=now)


def previous_report(log: StatusLog, initiative: str, *, effective_on: date) -> LogEntry | None:
    """Return the report that one effective on a day follows: the latest effective on that day or before.

    All that is in the log counts, however late it was recorded.
    """
    return next(
        (
            entry
            for entry in log.entries(initiative=initiative)
            if entry.kind is EventKind.STATUS_REPORT and entry.effective_on <= effective_on
        ),
        None,
    )
