"""Reading the log as of a day: the plain reference that the fast queries in storage are checked against.

Two times are kept apart. The effective day says when a status was true; the recorded instant says when the
log learnt of it. "What did we know on the day of the meeting" uses the same day for both; "what was true on
that day, as we know it now" uses that day for the first and now for the second.
"""

from collections.abc import Collection, Iterable
from datetime import date

from monitor.reporting.days import end_of_day_utc
from monitor.reporting.events import LogEntry
from monitor.reporting.progress import progress_of
from monitor.reporting.rounds import MoreTime
from monitor.reporting.workflow import State


def order(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Return the entries from oldest to newest by effective day, and by sequence within a day."""
    return sorted(entries, key=lambda entry: (entry.effective_on, entry.sequence))


def known(entries: Iterable[LogEntry], *, as_of: date, known_by: date) -> list[LogEntry]:
    """Return, oldest first, the entries effective by `as_of` and recorded by the end of `known_by`."""
    limit = end_of_day_utc(known_by)
    return order(entry for entry in entries if entry.effective_on <= as_of and entry.recorded_at < limit)


def in_force(
    entries: Iterable[LogEntry], *, as_of: date, known_by: date, more_time: Collection[MoreTime] = ()
) -> list[LogEntry]:
    """Return, oldest first, the statements effective by `as_of` that stood by the end of `known_by`.

    A statement stands when it is published and neither withdrawn nor corrected. `entries` must be complete in
    the sense of `progress_of`.
    """
    progress = progress_of(entries, known_by=known_by, more_time=more_time).values()
    return order(
        each.entry for each in progress if each.state is State.PUBLISHED and each.entry.effective_on <= as_of
    )


def latest(
    entries: Iterable[LogEntry], *, as_of: date, known_by: date, more_time: Collection[MoreTime] = ()
) -> dict[str, LogEntry]:
    """Return the reported status of each initiative on `as_of`, as known by the end of `known_by`.

    It is the latest statement with a status among those `in_force`. Where that is a correction, its content
    and its effective day have taken the place of what it corrects.
    """
    found = in_force(entries, as_of=as_of, known_by=known_by, more_time=more_time)
    return {entry.initiative: entry for entry in found if entry.status is not None}


def reports(
    entries: Iterable[LogEntry], *, as_of: date, known_by: date, more_time: Collection[MoreTime] = ()
) -> list[LogEntry]:
    """Return, oldest first, the statements with a status among those `in_force`."""
    found = in_force(entries, as_of=as_of, known_by=known_by, more_time=more_time)
    return [entry for entry in found if entry.status is not None]


def deadlines(
    entries: Iterable[LogEntry], *, as_of: date, known_by: date, more_time: Collection[MoreTime] = ()
) -> dict[str, LogEntry]:
    """Return the deadline revision in force of each initiative on `as_of`, as known by the end of `known_by`."""
    found = in_force(entries, as_of=as_of, known_by=known_by, more_time=more_time)
    return {entry.initiative: entry for entry in found if entry.revised_deadline is not None}
