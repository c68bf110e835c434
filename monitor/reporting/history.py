"""Reading the log as of a day: the plain reference that the fast queries in storage are checked against.

Two times are kept apart. The effective day says when a status was true; the recorded instant says when the
log learnt of it. "What did we know on the day of the meeting" uses the same day for both; "what was true on
that day, as we know it now" uses that day for the first and now for the second.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from monitor.reporting.events import EventKind, LogEntry

OSLO: Final = ZoneInfo("Europe/Oslo")
"""The zone whose midnight ends a day in the log."""


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


def end_of_day_utc(day: date) -> datetime:
    """Return the first instant after `day` in Norway, in UTC. What was recorded before it belongs to the day.

    The last day of the calendar has no day after it, so it ends at the last instant that can be written.
    """
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), OSLO).astimezone(UTC)


def order(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Return the entries from oldest to newest by effective day, and by sequence within a day."""
    return sorted(entries, key=lambda entry: (entry.effective_on, entry.sequence))


def known(entries: Iterable[LogEntry], *, as_of: date, known_by: date) -> list[LogEntry]:
    """Return, oldest first, the entries effective by `as_of` and recorded by the end of `known_by`."""
    limit = end_of_day_utc(known_by)
    return order(entry for entry in entries if entry.effective_on <= as_of and entry.recorded_at < limit)


def latest(entries: Iterable[LogEntry], *, as_of: date, known_by: date) -> dict[str, LogEntry]:
    """Return the latest status report of each initiative on `as_of`, as known by the end of `known_by`."""
    reports = (entry for entry in entries if entry.kind is EventKind.STATUS_REPORT)
    return {entry.initiative: entry for entry in known(reports, as_of=as_of, known_by=known_by)}


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
