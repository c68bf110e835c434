"""The port to the status log. `monitor.storage` fulfils it, and so does a fake in the tests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from monitor.reporting.events import EventKind, LogEntry, NewEvent
from monitor.reporting.rounds import MoreTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries of the log to find; what is `None` filters nothing.

    `sequences` are numbers of entries. `body` is the body an entry was recorded for, `person` the pseudonymous
    id of who recorded it. The two periods include both their days; a recorded day is the day in Norway.
    """

    sequences: frozenset[int] | None = None
    initiatives: frozenset[str] | None = None
    kinds: frozenset[EventKind] | None = None
    body: str | None = None
    person: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    recorded_from: date | None = None
    recorded_to: date | None = None


class StatusLog(Protocol):
    """An append-only log of what bodies report.

    Two days answer "what did we know on day K about day D": `as_of` D takes what was effective on D or before,
    `known_by` K what was recorded by the end of K in Norway. Without `known_by` it is the same day as `as_of`.
    Every method raises `Unreadable` when the log cannot be read or written.
    """

    def append(self, report: NewEvent, *, recorded_at: datetime) -> LogEntry:
        """Append one event. The same as `append_all` with one event."""
        ...

    def append_all(self, reports: Sequence[NewEvent], *, recorded_at: datetime) -> list[LogEntry]:
        """Append every event or none, and return the entries in the order given.

        A key that was seen before with the same content gives the first result and writes nothing. With a
        redaction, the texts it names are gone when this returns.

        Raises `Refused`: `key_reused` when a key was seen with other content, `stale_revision` when the
        initiative has a later event than the person had seen (field `entry` holds it, or `None`).
        """
        ...

    def already_recorded(self, report: NewEvent) -> LogEntry | None:
        """Return what an earlier try of this event left in the log, or `None`.

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

    def latest(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """Return the reported status of each initiative: its latest statement with a status that stands.

        A statement stands when it is published and neither withdrawn nor corrected. An initiative without one
        is not in the result. Latest is by effective day, then sequence.
        """
        ...

    def reports(self, *, as_of: date, known_by: date | None = None) -> list[LogEntry]:
        """Return every statement with a status that stands, not only the latest, oldest first; see `latest`."""
        ...

    def deadlines(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """Return the latest revision of each initiative's deadline that stands; see `latest`."""
        ...

    def entries(
        self,
        *,
        initiative: str | None = None,
        as_of: date | None = None,
        known_by: date | None = None,
        limit: int | None = None,
    ) -> list[LogEntry]:
        """Return events of every kind, newest first by effective day and then sequence.

        Without `as_of` and `known_by` all events are returned, also those recorded later than any day of
        interest.
        """
        ...

    def find(
        self, wanted: Wanted, *, known_by: date | None = None, limit: int | None = None, offset: int = 0
    ) -> list[LogEntry]:
        """Return the events that satisfy every part of a wish, the one recorded last first.

        `offset` of them are passed over, and at most `limit` returned.
        """
        ...

    def count(self, wanted: Wanted, *, known_by: date | None = None) -> int:
        """Return how many events `find` would give without a limit."""
        ...

    def counts(self, wanted: Wanted, *, known_by: date | None = None) -> dict[str, int]:
        """Return how many of the events that `find` would give are on each initiative; one without any is left out."""
        ...

    def referring(self, sequences: Collection[int], *, known_by: date | None = None) -> list[LogEntry]:
        """Return the events that refer to one of the entries, in the order they were recorded."""
        ...

    def digests(self, sequences: Collection[int]) -> dict[int, str]:
        """Return the digest of each of the entries by its number, in hexadecimal; a number without one is left out.

        A redaction leaves it as it was.
        """
        ...

    def pending(self, *, known_by: date) -> list[LogEntry]:
        """Return what was submitted and neither published nor withdrawn by a day, in the order recorded."""
        ...

    def more_time(self) -> list[MoreTime]:
        """Return the time that was given for answers in the rounds."""
        ...
