"""The status log in the database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, func, insert, select

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import (
    DecisionNeeded,
    EventKind,
    LogEntry,
    NewReport,
    is_same_request,
    texts_of,
)
from monitor.reporting.history import end_of_day_utc
from monitor.reporting.status import Status
from monitor.storage import canonical
from monitor.storage.engine import reading, writing
from monitor.storage.tables import event_texts, events

_BATCH = 500  # sequence numbers in one query for texts: below what every SQLite accepts as parameters


class SqlStatusLog:
    """`monitor.reporting.log.StatusLog` over a database that `open_engine` opened and `migrate` prepared.

    Safe to share between threads. Every append is one transaction: the key, the expected revision and the
    chain are looked up and the event is written under the same lock.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, report: NewReport, *, recorded_at: datetime) -> LogEntry:
        """See `StatusLog.append`."""
        return self.append_all([report], recorded_at=recorded_at)[0]

    def append_all(self, reports: Sequence[NewReport], *, recorded_at: datetime) -> list[LogEntry]:
        """See `StatusLog.append_all`."""
        instant = instant_text(recorded_at)
        with writing(self._engine) as connection:
            return [_append(connection, report, instant) for report in reports]

    def already_recorded(self, report: NewReport) -> LogEntry | None:
        """See `StatusLog.already_recorded`."""
        with reading(self._engine) as connection:
            return _first_result(connection, report)

    def revision(self) -> int:
        """See `StatusLog.revision`."""
        with reading(self._engine) as connection:
            return _head(connection)[0]

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
            return _initiative_revision(connection, initiative)

    def latest(self, *, as_of: date) -> dict[str, LogEntry]:
        """See `StatusLog.latest`."""
        with reading(self._engine) as connection:
            found = _read(connection, _latest_query(as_of))
        return {entry.initiative: entry for entry in found}

    def entries(
        self, *, initiative: str | None = None, as_of: date | None = None, limit: int | None = None
    ) -> list[LogEntry]:
        """See `StatusLog.entries`."""
        query = select(events).order_by(events.c.effective_on.desc(), events.c.sequence.desc())
        if initiative is not None:
            query = query.where(events.c.initiative == initiative)
        if as_of is not None:
            query = query.where(events.c.effective_on <= as_of, events.c.recorded_at < _end_of_day(as_of))
        if limit is not None:
            query = query.limit(limit)
        with reading(self._engine) as connection:
            return _read(connection, query)


def instant_text(instant: datetime) -> str:
    """Return an instant as UTC text of fixed width, which sorts in the order of time.

    Raises ValueError for a time without a zone: it could not be placed on a day in Norway.
    """
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def _end_of_day(day: date) -> str:
    return instant_text(end_of_day_utc(day))


def _append(connection: Connection, report: NewReport, recorded_at: str) -> LogEntry:
    if (first := _first_result(connection, report)) is not None:
        return first
    _refuse_stale(connection, report)
    head, previous_digest = _head(connection)
    row, texts = _rows(report, sequence=head + 1, previous_digest=previous_digest, recorded_at=recorded_at)
    connection.execute(insert(events), row)
    if texts:
        connection.execute(insert(event_texts), texts)
    return _one(connection, select(events).where(events.c.sequence == head + 1))


def _first_result(connection: Connection, report: NewReport) -> LogEntry | None:
    query = select(events).where(events.c.idempotency_key == report.idempotency_key)
    found = _read(connection, query)
    if not found:
        return None
    if not is_same_request(found[0], report):
        raise Refused(
            "key_reused",
            f"This form was already used for entry {found[0].sequence} with other content; open a new form.",
            initiative=report.initiative,
            entry=found[0],
        )
    return found[0]


def _refuse_stale(connection: Connection, report: NewReport) -> None:
    found = _initiative_revision(connection, report.initiative)
    if found == report.expected_revision:
        return
    entry = _one(connection, select(events).where(events.c.sequence == found)) if found else None
    raise Refused(
        "stale_revision",
        f"Initiative {report.initiative} has had a new entry since the form was opened: "
        f"entry {found}, where {report.expected_revision} was the last one seen.",
        initiative=report.initiative,
        expected=report.expected_revision,
        found=found,
        entry=entry,
    )


def _head(connection: Connection) -> tuple[int, str]:
    row = connection.execute(
        select(events.c.sequence, events.c.digest).order_by(events.c.sequence.desc()).limit(1)
    ).one_or_none()
    return (row.sequence, row.digest) if row else (0, canonical.GENESIS)


def _initiative_revision(connection: Connection, initiative: str) -> int:
    query = select(func.max(events.c.sequence)).where(events.c.initiative == initiative)
    return connection.execute(query).scalar_one() or 0


def _rows(
    report: NewReport, *, sequence: int, previous_digest: str, recorded_at: str
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the row of the event and the rows of its texts, with their digests."""
    texts: list[dict[str, object]] = []
    digests: dict[str, str] = {}
    for field, text in texts_of(report).items():
        if text:
            salt = canonical.new_salt()
            digests[field] = canonical.field_digest(field, text, salt)
            texts.append(
                {"sequence": sequence, "field": field, "text": text, "salt": salt, "digest": digests[field]}
            )
    # Columns of kinds that are not recorded yet stay empty, and the digest says that they are.
    row: dict[str, object] = dict.fromkeys(canonical.FORM_1) | {
        "sequence": sequence,
        "form": canonical.FORM,
        "kind": EventKind.STATUS_REPORT.value,
        "idempotency_key": report.idempotency_key,
        "expected_revision": report.expected_revision,
        "initiative": report.initiative,
        "status": report.status.value,
        "effective_on": report.effective_on,
        "recorded_at": recorded_at,
        "recorded_by": report.recorded_by,
        "acting_for": report.acting_for,
        "expected_completion": report.expected_completion.text if report.expected_completion else None,
        "evidence_url": report.evidence_url,
        "decision_of": report.decision.of if report.decision else None,
        "decision_by": report.decision.by if report.decision else None,
        "text_digest": canonical.text_digest(digests),
        "previous_digest": previous_digest,
    }
    return row | {"digest": canonical.event_digest(row)}, texts


def _latest_query(as_of: date) -> Select[Any]:
    """Ask for the latest report of each initiative with one index search each, however long the log is."""
    ids = select(func.min(events.c.initiative).label("initiative")).cte("ids", recursive=True)
    following = (
        select(func.min(events.c.initiative)).where(events.c.initiative > ids.c.initiative).scalar_subquery()
    )
    ids = ids.union_all(select(following).where(ids.c.initiative.is_not(None)))
    candidate = events.alias("candidate")
    newest = (
        select(candidate.c.sequence)
        .where(
            candidate.c.initiative == ids.c.initiative,
            candidate.c.kind == EventKind.STATUS_REPORT.value,
            candidate.c.effective_on <= as_of,
            candidate.c.recorded_at < _end_of_day(as_of),
        )
        .order_by(candidate.c.effective_on.desc(), candidate.c.sequence.desc())
        .limit(1)
        .correlate(ids)
        .scalar_subquery()
    )
    return select(events).join_from(ids, events, events.c.sequence == newest)


def _one(connection: Connection, query: Select[Any]) -> LogEntry:
    return _read(connection, query)[0]


def _read(connection: Connection, query: Select[Any]) -> list[LogEntry]:
    rows = connection.execute(query).mappings().all()
    texts: dict[int, dict[str, str | None]] = {row["sequence"]: {} for row in rows}
    sequences = list(texts)
    for start in range(0, len(sequences), _BATCH):
        some = select(event_texts.c.sequence, event_texts.c.field, event_texts.c.text).where(
            event_texts.c.sequence.in_(sequences[start : start + _BATCH])
        )
        for sequence, field, text in connection.execute(some):
            texts[sequence][field] = text
    return [_entry(row, texts[row["sequence"]]) for row in rows]


def _entry(row: RowMapping, texts: Mapping[str, str | None]) -> LogEntry:
    decision = None
    if row["decision_of"] is not None:
        decision = DecisionNeeded(
            what=texts.get("decision_what", ""), of=row["decision_of"], by=row["decision_by"]
        )
    completion = row["expected_completion"]
    return LogEntry(
        sequence=row["sequence"],
        kind=EventKind(row["kind"]),
        form=row["form"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        idempotency_key=row["idempotency_key"],
        expected_revision=row["expected_revision"],
        initiative=row["initiative"],
        status=Status(row["status"]) if row["status"] is not None else None,
        effective_on=row["effective_on"],
        recorded_by=row["recorded_by"],
        acting_for=row["acting_for"],
        done_since_last=texts.get("done_since_last", ""),
        next_step=texts.get("next_step", ""),
        obstacle=texts.get("obstacle", ""),
        help_needed=texts.get("help_needed", ""),
        comment=texts.get("comment", ""),
        expected_completion=PartialDate.parse(completion) if completion is not None else None,
        evidence_url=row["evidence_url"],
        decision=decision,
        refers_to=row["refers_to"],
    )
