"""The port to the status log. `monitor.storage` fulfils it, and so does a fake in the tests."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from monitor.reporting.events import LogEntry, NewReport


class StatusLog(Protocol):
    """An append-only log of what bodies report.

    "As of a day D" everywhere means: effective on D or before, and recorded by the end of D in Norway.
    Every method raises `Unreadable` when the log cannot be read or written.
    """

    def append(self, report: NewReport, *, recorded_at: datetime) -> LogEntry:
        """Append one report. The same as `append_all` with one report."""
        ...

    def append_all(self, reports: Sequence[NewReport], *, recorded_at: datetime) -> list[LogEntry]:
        """Append every report or none, and return the entries in the order given.

        A key that was seen before with the same content gives the first result and writes nothing.

        Raises `Refused`: `key_reused` when a key was seen with other content, `stale_revision` when the
        initiative has a later event than the person had seen (field `entry` holds it, or `None`).
        """
        ...

    def already_recorded(self, report: NewReport) -> LogEntry | None:
        """Return what an earlier try of this report left in the log, or `None`.

        Raises `Refused("key_reused")` when the key was used for other content.
        """
        ...

    def revision(self) -> int:
        """Return the sequence number of the last event in the log, 0 when it is empty."""
        ...

    def last_recorded_at(self) -> datetime | None:
        """Return when the last event in the log was recorded, in UTC, `None` when it is empty."""
        ...

    def initiative_revision(self, initiative: str) -> int:
        """Return the sequence number of the last event of one initiative, 0 when it has none."""
        ...

    def latest(self, *, as_of: date) -> dict[str, LogEntry]:
        """Return the latest status report of each initiative as of a day.

        An initiative without one is not in the result. Latest is by effective day, then sequence.
        """
        ...

    def entries(
        self, *, initiative: str | None = None, as_of: date | None = None, limit: int | None = None
    ) -> list[LogEntry]:
        """Return events, newest first by effective day and then sequence.

        Without `as_of` all events are returned, also those recorded later than any day of interest.
        """
        ...
