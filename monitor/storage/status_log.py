"""The status log in the database."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, func, select

from monitor.reporting.days import start_of_day_utc
from monitor.reporting.events import LogEntry, NewEvent, NewRedaction
from monitor.reporting.history import order
from monitor.reporting.log import Wanted
from monitor.reporting.rounds import MoreTime
from monitor.storage.appending import append, first_result, head, initiative_revision
from monitor.storage.engine import empty_journal, reading, writing
from monitor.storage.entries import BATCH, read, read_many, rows_of
from monitor.storage.handed import as_parameter
from monitor.storage.initiatives import KnownInitiatives
from monitor.storage.instants import end_of_day_text, instant_text
from monitor.storage.log_tables import events
from monitor.storage.standing import ask_standing, parameters, pending_query, reports_query
from monitor.storage.tables import round_steps


class SqlStatusLog:
    """`monitor.reporting.log.StatusLog` over a database that `open_engine` opened and `migrate` prepared.

    Safe to share between threads. Every append is one transaction: the key, the expected revision and the
    chain are looked up and the event is written under the same lock.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._initiatives = KnownInitiatives()

    def append(self, report: NewEvent, *, recorded_at: datetime) -> LogEntry:
        """See `StatusLog.append`."""
        return self.append_all([report], recorded_at=recorded_at)[0]

    def append_all(self, reports: Sequence[NewEvent], *, recorded_at: datetime) -> list[LogEntry]:
        """See `StatusLog.append_all`."""
        instant = instant_text(recorded_at)
        with writing(self._engine) as connection:
            entries = [append(connection, report, instant) for report in reports]
        if any(isinstance(report, NewRedaction) for report in reports):
            empty_journal(self._engine)
        return entries

    def already_recorded(self, report: NewEvent) -> LogEntry | None:
        """See `StatusLog.already_recorded`."""
        with reading(self._engine) as connection:
            return first_result(connection, report)

    def revision(self) -> int:
        """See `StatusLog.revision`."""
        with reading(self._engine) as connection:
            return head(connection)[0]

    def last_recorded_at(self) -> datetime | None:
        """See `StatusLog.last_recorded_at`."""
        with reading(self._engine) as connection:
            found = connection.execute(
                select(events.c.recorded_at).order_by(events.c.sequence.desc()).limit(1)
            ).scalar_one_or_none()
        return datetime.fromisoformat(found) if found is not None else None

    def initiative_revision(self, initiative: str) -> int:
        """See `StatusLog.initiative_revision`."""
        with reading(self._engine) as connection:
            return initiative_revision(connection, initiative)

    def latest(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """See `StatusLog.latest`."""
        return self._standing("status", as_of, known_by or as_of)

    def reports(self, *, as_of: date, known_by: date | None = None) -> list[LogEntry]:
        """See `StatusLog.reports`."""
        days = parameters(as_of=as_of, known_by=known_by or as_of)
        with reading(self._engine) as connection:
            return order(read(connection, reports_query(), days))

    def deadlines(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """See `StatusLog.deadlines`."""
        return self._standing("revised_deadline", as_of, known_by or as_of)

    def entries(
        self,
        *,
        initiative: str | None = None,
        as_of: date | None = None,
        known_by: date | None = None,
        limit: int | None = None,
    ) -> list[LogEntry]:
        """See `StatusLog.entries`."""
        query = rows_of().order_by(events.c.effective_on.desc(), events.c.sequence.desc())
        if initiative is not None:
            query = query.where(events.c.initiative == initiative)
        if as_of is not None:
            query = query.where(events.c.effective_on <= as_of)
        if (day := known_by or as_of) is not None:
            query = query.where(events.c.recorded_at < end_of_day_text(day))
        if limit is not None:
            query = query.limit(limit)
        with reading(self._engine) as connection:
            return read(connection, query)

    def find(
        self, wanted: Wanted, *, known_by: date | None = None, limit: int | None = None, offset: int = 0
    ) -> list[LogEntry]:
        """See `StatusLog.find`."""
        query = rows_of().where(*_wishes(wanted, known_by)).order_by(events.c.sequence.desc())
        if limit is not None:
            query = query.limit(limit)
        if offset:
            query = query.offset(offset)
        with reading(self._engine) as connection:
            return read(connection, query)

    def count(self, wanted: Wanted, *, known_by: date | None = None) -> int:
        """See `StatusLog.count`."""
        query = select(func.count()).select_from(events).where(*_wishes(wanted, known_by))
        with reading(self._engine) as connection:
            return connection.execute(query).scalar_one()

    def counts(self, wanted: Wanted, *, known_by: date | None = None) -> dict[str, int]:
        """See `StatusLog.counts`."""
        query = (
            select(events.c.initiative, func.count().label("number"))
            .where(*_wishes(wanted, known_by))
            .group_by(events.c.initiative)
        )
        with reading(self._engine) as connection:
            return {row.initiative: row.number for row in connection.execute(query)}

    def referring(self, sequences: Collection[int], *, known_by: date | None = None) -> list[LogEntry]:
        """See `StatusLog.referring`."""
        wanted, found = sorted(set(sequences)), []
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), BATCH):
                query = rows_of().where(events.c.refers_to.in_(wanted[start : start + BATCH]))
                if known_by is not None:
                    query = query.where(events.c.recorded_at < end_of_day_text(known_by))
                found += read(connection, query)
        return sorted(found, key=lambda entry: entry.sequence)

    def digests(self, sequences: Collection[int]) -> dict[int, str]:
        """See `StatusLog.digests`."""
        wanted = sorted(set(sequences))
        found: dict[int, str] = {}
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), BATCH):
                query = select(events.c.sequence, events.c.digest).where(
                    events.c.sequence.in_(wanted[start : start + BATCH])
                )
                found |= {row.sequence: row.digest for row in connection.execute(query)}
        return found

    def pending(self, *, known_by: date) -> list[LogEntry]:
        """See `StatusLog.pending`."""
        days = parameters(as_of=known_by, known_by=known_by)
        with reading(self._engine) as connection:
            # Sorted here: SQLite would read the whole log to have it in order.
            return sorted(read(connection, pending_query(), days), key=lambda found: found.sequence)

    def more_time(self) -> list[MoreTime]:
        """See `StatusLog.more_time`."""
        query = select(round_steps).where(round_steps.c.due.is_not(None)).order_by(round_steps.c.number)
        with reading(self._engine) as connection:
            return [
                MoreTime(
                    round=row.round,
                    body=row.body,
                    due=row.due,
                    recorded_at=datetime.fromisoformat(row.recorded_at),
                )
                for row in connection.execute(query)
            ]

    def _standing(self, column: str, as_of: date, known_by: date) -> dict[str, LogEntry]:
        dialect = self._engine.dialect.name
        with reading(self._engine) as connection:
            initiatives = as_parameter(dialect, sorted(self._initiatives.read(connection)))
            days = parameters(as_of=as_of, known_by=known_by)
            found = read_many(connection, ask_standing(dialect, column), {"initiatives": initiatives} | days)
        return {entry.initiative: entry for entry in found}


def _wishes(wanted: Wanted, known_by: date | None) -> list[ColumnElement[bool]]:
    column = events.c
    found: list[ColumnElement[bool]] = []
    if known_by is not None:
        found.append(column.recorded_at < end_of_day_text(known_by))
    if wanted.sequences is not None:
        found.append(column.sequence.in_(sorted(wanted.sequences)))
    if wanted.initiatives is not None:
        found.append(column.initiative.in_(sorted(wanted.initiatives)))
    if wanted.kinds is not None:
        found.append(column.kind.in_(sorted(kind.value for kind in wanted.kinds)))
    if wanted.body is not None:
        found.append(column.acting_for == wanted.body)
    if wanted.person is not None:
        found.append(column.recorded_by == wanted.person)
    if wanted.effective_from is not None:
        found.append(column.effective_on >= wanted.effective_from)
    if wanted.effective_to is not None:
        found.append(column.effective_on <= wanted.effective_to)
    if wanted.recorded_from is not None:
        found.append(column.recorded_at >= instant_text(start_of_day_utc(wanted.recorded_from)))
    if wanted.recorded_to is not None:
        found.append(column.recorded_at < end_of_day_text(wanted.recorded_to))
    return found
