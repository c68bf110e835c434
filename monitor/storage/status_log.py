"""The status log in the database."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    Engine,
    FromClause,
    RowMapping,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    union_all,
    update,
)

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.days import end_of_day_utc, start_of_day_utc
from monitor.reporting.events import (
    DecisionNeeded,
    EventKind,
    LogEntry,
    NewEvent,
    NewRedaction,
    Question,
    Verdict,
    entry_of,
    is_same_request,
    texts_of,
)
from monitor.reporting.log import Wanted
from monitor.reporting.rounds import MoreTime
from monitor.reporting.status import Status
from monitor.storage import canonical
from monitor.storage.engine import reading, writing
from monitor.storage.tables import event_texts, events, round_steps, rounds

_BATCH = 500  # numbers in one query: below what every SQLite accepts as parameters


class SqlStatusLog:
    """`monitor.reporting.log.StatusLog` over a database that `open_engine` opened and `migrate` prepared.

    Safe to share between threads. Every append is one transaction: the key, the expected revision and the
    chain are looked up and the event is written under the same lock.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, report: NewEvent, *, recorded_at: datetime) -> LogEntry:
        """See `StatusLog.append`."""
        return self.append_all([report], recorded_at=recorded_at)[0]

    def append_all(self, reports: Sequence[NewEvent], *, recorded_at: datetime) -> list[LogEntry]:
        """See `StatusLog.append_all`."""
        instant = instant_text(recorded_at)
        with writing(self._engine) as connection:
            entries = [_append(connection, report, instant) for report in reports]
        if any(isinstance(report, NewRedaction) for report in reports):
            _empty_journal(self._engine)
        return entries

    def already_recorded(self, report: NewEvent) -> LogEntry | None:
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

    def latest(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """See `StatusLog.latest`."""
        return self._standing(EventKind.STATUS_REPORT, "status", as_of, known_by or as_of)

    def deadlines(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """See `StatusLog.deadlines`."""
        return self._standing(EventKind.DEADLINE_REVISED, "revised_deadline", as_of, known_by or as_of)

    def entries(
        self,
        *,
        initiative: str | None = None,
        as_of: date | None = None,
        known_by: date | None = None,
        limit: int | None = None,
    ) -> list[LogEntry]:
        """See `StatusLog.entries`."""
        query = select(events).order_by(events.c.effective_on.desc(), events.c.sequence.desc())
        if initiative is not None:
            query = query.where(events.c.initiative == initiative)
        if as_of is not None:
            query = query.where(events.c.effective_on <= as_of)
        if (day := known_by or as_of) is not None:
            query = query.where(events.c.recorded_at < _end_of_day(day))
        if limit is not None:
            query = query.limit(limit)
        with reading(self._engine) as connection:
            return _read(connection, query)

    def find(
        self, wanted: Wanted, *, known_by: date | None = None, limit: int | None = None, offset: int = 0
    ) -> list[LogEntry]:
        """See `StatusLog.find`."""
        query = select(events).where(*_wishes(wanted, known_by)).order_by(events.c.sequence.desc())
        if limit is not None:
            query = query.limit(limit)
        if offset:
            query = query.offset(offset)
        with reading(self._engine) as connection:
            return _read(connection, query)

    def count(self, wanted: Wanted, *, known_by: date | None = None) -> int:
        """See `StatusLog.count`."""
        query = select(func.count()).select_from(events).where(*_wishes(wanted, known_by))
        with reading(self._engine) as connection:
            return connection.execute(query).scalar_one()

    def referring(self, sequences: Collection[int], *, known_by: date | None = None) -> list[LogEntry]:
        """See `StatusLog.referring`."""
        wanted, found = sorted(set(sequences)), []
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), _BATCH):
                query = select(events).where(events.c.refers_to.in_(wanted[start : start + _BATCH]))
                if known_by is not None:
                    query = query.where(events.c.recorded_at < _end_of_day(known_by))
                found += _read(connection, query)
        return sorted(found, key=lambda entry: entry.sequence)

    def pending(self, *, known_by: date) -> list[LogEntry]:
        """See `StatusLog.pending`."""
        days = _days(as_of=known_by, known_by=known_by)
        with reading(self._engine) as connection:
            # Sorted here: SQLite would read the whole log to have it in order.
            return sorted(_read(connection, _pending_query(), days), key=lambda found: found.sequence)

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

    def _standing(self, kind: EventKind, column: str, as_of: date, known_by: date) -> dict[str, LogEntry]:
        with reading(self._engine) as connection:
            found = _read(connection, _standing_query(kind, column), _days(as_of=as_of, known_by=known_by))
        # There are up to two for an initiative: the latest statement of the kind and the latest correction.
        found.sort(key=lambda entry: (entry.effective_on, entry.sequence))
        return {entry.initiative: entry for entry in found}


def instant_text(instant: datetime) -> str:
    """Return an instant as UTC text of fixed width, which sorts in the order of time.

    Raises ValueError for a time without a zone: it could not be placed on a day in Norway.
    """
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def _end_of_day(day: date) -> str:
    return instant_text(end_of_day_utc(day))


def _append(connection: Connection, report: NewEvent, recorded_at: str) -> LogEntry:
    if (first := _first_result(connection, report)) is not None:
        return first
    _refuse_stale(connection, report)
    head, previous_digest = _head(connection)
    row, texts = _rows(report, sequence=head + 1, previous_digest=previous_digest, recorded_at=recorded_at)
    connection.execute(insert(events), row)
    if texts:
        connection.execute(insert(event_texts), texts)
    if isinstance(report, NewRedaction):
        _remove_texts(connection, report)
    return _one(connection, select(events).where(events.c.sequence == head + 1))


def _remove_texts(connection: Connection, redaction: NewRedaction) -> None:
    if connection.dialect.name == "sqlite":
        # Without this the words would stay readable in the file, in space that is merely marked as free.
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.execute(
        update(event_texts)
        .where(event_texts.c.sequence == redaction.redacts, event_texts.c.field.in_(redaction.fields))
        .values(text=None, salt=None)
    )


def _empty_journal(engine: Engine) -> None:
    """Take out of SQLite's write-ahead log the pages that hold redacted words, as far as nobody reads them now."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as raw, suppress(engine.dialect.loaded_dbapi.Error):
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _first_result(connection: Connection, report: NewEvent) -> LogEntry | None:
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


def _refuse_stale(connection: Connection, report: NewEvent) -> None:
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
    query = select(events.c.sequence, events.c.digest).order_by(events.c.sequence.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.sequence, row.digest) if row else (0, canonical.GENESIS)


def _initiative_revision(connection: Connection, initiative: str) -> int:
    query = select(func.max(events.c.sequence)).where(events.c.initiative == initiative)
    return connection.execute(query).scalar_one() or 0


def _rows(
    report: NewEvent, *, sequence: int, previous_digest: str, recorded_at: str
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
    entry = entry_of(report, sequence=sequence, form=1, recorded_at=datetime.fromisoformat(recorded_at))
    row: dict[str, object] = {
        "sequence": sequence,
        "kind": entry.kind.value,
        "idempotency_key": entry.idempotency_key,
        "expected_revision": entry.expected_revision,
        "initiative": entry.initiative,
        "refers_to": entry.refers_to,
        "status": entry.status.value if entry.status else None,
        "effective_on": entry.effective_on,
        "recorded_at": recorded_at,
        "recorded_by": entry.recorded_by,
        "acting_for": entry.acting_for,
        "expected_completion": entry.expected_completion.text if entry.expected_completion else None,
        "revised_deadline": entry.revised_deadline.text if entry.revised_deadline else None,
        "milestone": entry.milestone,
        "answer": entry.verdict.value if entry.verdict else None,
        "evidence_url": entry.evidence_url,
        "decision_of": entry.decision.of if entry.decision else None,
        "decision_by": entry.decision.by if entry.decision else None,
        "case_number": entry.case_number,
        "access_ground": entry.access_ground,
        "round": entry.question.round if entry.question else None,
        "asked": " ".join(entry.question.asked) if entry.question else None,
        "answer_by": entry.question.answer_by if entry.question else None,
        "redacted_fields": " ".join(entry.redacted) or None,
        "text_digest": canonical.text_digest(digests),
        "previous_digest": previous_digest,
    }
    row["form"] = canonical.form_for(row)
    return row | {"digest": canonical.event_digest(row)}, texts


def _wishes(wanted: Wanted, known_by: date | None) -> list[ColumnElement[bool]]:
    column = events.c
    found: list[ColumnElement[bool]] = []
    if known_by is not None:
        found.append(column.recorded_at < _end_of_day(known_by))
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
        found.append(column.recorded_at < _end_of_day(wanted.recorded_to))
    return found


# What follows says in SQL what `monitor.reporting.progress` says in plain steps; the contract tests compare
# the two. Every condition speaks of what was known by the end of a day.


_AS_OF: Final = bindparam("as_of", type_=Date)
_KNOWN_BY: Final = bindparam("known_by", type_=Date)
_END: Final = bindparam("end_of_known_by", type_=String)


def _days(*, as_of: date, known_by: date) -> dict[str, object]:
    return {"as_of": as_of, "known_by": known_by, "end_of_known_by": _end_of_day(known_by)}


def _known(event: FromClause) -> ColumnElement[bool]:
    return event.c.recorded_at < _END


def _withdrawn(event: FromClause) -> ColumnElement[bool]:
    withdrawal = events.alias()
    return exists(
        select(literal(1))
        .where(
            or_(
                withdrawal.c.refers_to == event.c.sequence,
                and_(event.c.kind == EventKind.CORRECTION.value, withdrawal.c.refers_to == event.c.refers_to),
            ),
            withdrawal.c.kind == EventKind.WITHDRAWAL.value,
            _known(withdrawal),
        )
        .correlate(event)
    )


def _published(event: FromClause) -> ColumnElement[bool]:
    """Nobody was asked, everybody has answered, or time is up for everybody who has not."""
    given = round_steps.alias()
    answered = _answer_of(event, given)
    asked, name = literal(" ") + event.c.asked + " ", literal(" ") + given.c.body + " "
    still_has_time = exists(
        select(literal(1))
        .where(
            given.c.round == event.c.round,
            given.c.due >= _KNOWN_BY,
            _known(given),
            func.replace(asked, name, "") != asked,
            not_(answered),
        )
        .correlate(event)
    )
    number_asked = func.length(event.c.asked) - func.length(func.replace(event.c.asked, " ", "")) + 1
    return or_(
        event.c.asked.is_(None),
        _number_answered(event) >= number_asked,
        and_(event.c.answer_by < _KNOWN_BY, not_(still_has_time)),
    )


def _earliest_still_open() -> ColumnElement[date]:
    """The earliest last day that something still open on a day can have: of a round in which time was given."""
    extended = (
        select(func.min(rounds.c.closes))
        .join_from(rounds, round_steps, round_steps.c.round == rounds.c.id)
        .where(rounds.c.closes < _KNOWN_BY, round_steps.c.due >= _KNOWN_BY)
        .scalar_subquery()
    )
    return func.coalesce(extended, _KNOWN_BY)


def _answer_of(event: FromClause, given: FromClause) -> ColumnElement[bool]:
    answer = events.alias()
    return exists(
        select(literal(1))
        .where(
            answer.c.refers_to == event.c.sequence,
            answer.c.kind == EventKind.APPROVAL.value,
            answer.c.acting_for == given.c.body,
            _known(answer),
        )
        .correlate(event, given)
    )


def _number_answered(event: FromClause) -> ScalarSelect[int]:
    """How many bodies have answered: their first answers, because a count of distinct bodies is sorted."""
    answer, earlier = events.alias(), events.alias()
    first = not_(
        exists(
            select(literal(1))
            .where(
                earlier.c.refers_to == answer.c.refers_to,
                earlier.c.kind == EventKind.APPROVAL.value,
                earlier.c.acting_for == answer.c.acting_for,
                earlier.c.sequence < answer.c.sequence,
                _known(earlier),
            )
            .correlate(answer)
        )
    )
    return (
        select(func.count())
        .select_from(answer)
        .where(
            answer.c.refers_to == event.c.sequence,
            answer.c.kind == EventKind.APPROVAL.value,
            _known(answer),
            first,
        )
        .correlate(event)
        .scalar_subquery()
    )


def _corrected(event: FromClause) -> ColumnElement[bool]:
    correction = events.alias()
    original = func.coalesce(
        event.c.refers_to, event.c.sequence
    )  # of a statement: what it corrects, or itself
    return exists(
        select(literal(1))
        .where(
            correction.c.refers_to == original,
            correction.c.kind == EventKind.CORRECTION.value,
            correction.c.sequence > event.c.sequence,
            _known(correction),
            _published(correction),
            not_(_withdrawn(correction)),
        )
        .correlate(event)
    )


@cache
def _pending_query() -> Select[Any]:
    entry = events.alias("entry")
    return select(entry).where(
        entry.c.answer_by >= _earliest_still_open(),
        _known(entry),
        not_(_published(entry)),
        not_(_withdrawn(entry)),
    )


@cache
def _standing_query(kind: EventKind, column: str) -> CompoundSelect[Any]:
    """Ask for the latest statements that stand, with two index searches an initiative, however long the log is.

    One search is for statements of the kind, the other for corrections that fill `column`, which is what a
    statement of the kind must fill.
    """
    ids = select(func.min(events.c.initiative).label("initiative")).cte("ids", recursive=True)
    following = (
        select(func.min(events.c.initiative)).where(events.c.initiative > ids.c.initiative).scalar_subquery()
    )
    ids = ids.union_all(select(following).where(ids.c.initiative.is_not(None)))

    def newest(candidate: FromClause, kind: EventKind) -> ScalarSelect[int]:
        return (
            select(candidate.c.sequence)
            .where(
                candidate.c.initiative == ids.c.initiative,
                candidate.c.kind == kind.value,
                candidate.c[column].is_not(None),
                candidate.c.effective_on <= _AS_OF,
                _known(candidate),
                _published(candidate),
                not_(_withdrawn(candidate)),
                not_(_corrected(candidate)),
            )
            .order_by(candidate.c.effective_on.desc(), candidate.c.sequence.desc())
            .limit(1)
            .correlate(ids)
            .scalar_subquery()
        )

    return union_all(
        select(events).join_from(ids, events, events.c.sequence == newest(events.alias("candidate"), kind)),
        select(events).join_from(
            ids, events, events.c.sequence == newest(events.alias("correcting"), EventKind.CORRECTION)
        ),
    )


def _one(connection: Connection, query: Select[Any]) -> LogEntry:
    return _read(connection, query)[0]


def _read(
    connection: Connection,
    query: Select[Any] | CompoundSelect[Any],
    days: Mapping[str, object] = MappingProxyType({}),
) -> list[LogEntry]:
    rows = connection.execute(query, days).mappings().all()
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
    decision = question = None
    if row["decision_of"] is not None:
        decision = DecisionNeeded(
            what=texts.get("decision_what", ""), of=row["decision_of"], by=row["decision_by"]
        )
    if row["asked"] is not None:
        question = Question(
            asked=tuple(row["asked"].split(" ")), answer_by=row["answer_by"], round=row["round"]
        )
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
        expected_completion=_partial_date(row["expected_completion"]),
        evidence_url=row["evidence_url"],
        decision=decision,
        refers_to=row["refers_to"],
        revised_deadline=_partial_date(row["revised_deadline"]),
        milestone=row["milestone"],
        verdict=Verdict(row["answer"]) if row["answer"] is not None else None,
        case_number=row["case_number"],
        access_ground=row["access_ground"],
        question=question,
        redacted=tuple(row["redacted_fields"].split(" ")) if row["redacted_fields"] is not None else (),
    )


def _partial_date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text is not None else None
