"""Reading the log as of a day: the plain reference that the fast queries in storage are checked against.

Two times are kept apart. The effective day says when a status was true; the recorded instant says when the
log learnt of it. "What did we know on the day of the meeting" uses the same day for both; "what was true on
that day, as we know it now" uses that day for the first and now for the second.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.reporting.days import OSLO, end_of_day_utc
from monitor.reporting.events import LogEntry
from monitor.reporting.progress import progress_of
from monitor.reporting.rounds import MoreTime
from monitor.reporting.workflow import State

__all__ = [
    "OSLO",
    "Change",
    "changed_between",
    "deadlines",
    "end_of_day_utc",
    "in_force",
    "known",
    "latest",
    "order",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new latest report of an initiative between two days. `old` is `None` when there was none before."""

    initiative: str
    old: LogEntry | None
    new: LogEntry

    @property
    def status_changed(self) -> bool:
        """Whether the status itself differs, and not only the words, the date or the link."""
        return self.old is None or self.old.status is not self.new.status


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


def deadlines(
    entries: Iterable[LogEntry], *, as_of: date, known_by: date, more_time: Collection[MoreTime] = ()
) -> dict[str, LogEntry]:
    """Return the deadline revision in force of each initiative on `as_of`, as known by the end of `known_by`."""
    found = in_force(entries, as_of=as_of, known_by=known_by, more_time=more_time)
    return {entry.initiative: entry for entry in found if entry.revised_deadline is not None}


def changed_between(before: Mapping[str, LogEntry], after: Mapping[str, LogEntry]) -> list[Change]:
    """Return the initiatives whose latest report in `after` is another than in `before`, newest report first.

    Both mappings are results of `latest`, the first for an earlier day. A report that repeats the status is a
    change too; `Change.status_changed` tells the two apart.
    """
    changes = [
        Change(initiative=initiative, old=before.get(initiative), new=new)
        for initiative, new in after.items()
        if initiative not in before or before[initiative].sequence != new.sequence
    ]
    return sorted(changes, key=lambda change: (change.new.effective_on, change.new.sequence), reverse=True)
