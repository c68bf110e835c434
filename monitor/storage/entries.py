"""Reading entries of the log: rows of events, their texts beside them, made into what the core knows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    Connection,
    FromClause,
    Select,
    select,
)

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import DecisionNeeded, EventKind, LogEntry, Question, Task, Verdict
from monitor.reporting.status import Status
from monitor.storage.asked import Asked
from monitor.storage.handed import as_parameter, handed
from monitor.storage.log_tables import event_texts, events

_NAMES: Final = tuple(column.name for column in events.columns if not column.name.endswith("digest"))
BATCH: Final = 500  # numbers in one query: below what every SQLite accepts as parameters


def rows_of(log: FromClause = events) -> Select[Any]:
    """Select what an entry is read from, of `events` or an alias of it: all but the digests."""
    return select(*(log.c[name] for name in _NAMES))


def read_one(connection: Connection, query: Select[Any]) -> LogEntry:
    """Read the one entry that a query that begins with `rows_of` finds."""
    return read(connection, query)[0]


def read(
    connection: Connection,
    query: Select[Any],
    days: Mapping[str, object] = MappingProxyType({}),
) -> list[LogEntry]:
    """Read the entries that a query that begins with `rows_of` finds, in its order."""
    return _entries(connection, connection.execute(query, days).all())


def read_many(connection: Connection, asked: Asked, values: Mapping[str, object]) -> list[LogEntry]:
    """The same of a query that may find thousands."""
    return _entries(connection, asked(connection, **values))


def _entries(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[LogEntry]:
    texts: dict[int, dict[str, str | None]] = {row[_SEQUENCE]: {} for row in rows}
    if texts:
        for sequence, field, text in _texts(connection, list(texts)):
            texts[sequence][field] = text
    return [_entry(row, texts[row[_SEQUENCE]]) for row in rows]


def _texts(connection: Connection, sequences: list[int]) -> list[tuple[Any, ...]]:
    dialect = connection.dialect.name
    return _ask_texts(dialect)(connection, sequences=as_parameter(dialect, sequences))


@cache
def _ask_texts(dialect: str) -> Asked:
    """Ask for the texts of events by their numbers."""
    wanted = event_texts.c.sequence.in_(select(handed(dialect, "sequences", int).c.value))
    return Asked(select(event_texts.c.sequence, event_texts.c.field, event_texts.c.text).where(wanted))


def _day(stored: date | str) -> date:
    return stored if isinstance(stored, date) else date.fromisoformat(stored)


def _entry(row: Sequence[Any], texts: Mapping[str, str | None]) -> LogEntry:
    # In the order of `rows_of`: names looked up row by row would take as long as all the rest.
    (
        sequence, form, kind, idempotency_key, expected_revision, initiative, refers_to, status, effective_on,
        recorded_at, recorded_by, acting_for, expected_completion, revised_deadline, milestone, answer, evidence_url,
        decision_of, decision_by, case_number, access_ground, round_, asked, answer_by, redacted_fields,
        task_of, task_until,
    ) = row  # fmt: skip
    # And what is not there is asked for here: a call for each would take a fifth of the time of an entry.
    text = texts.get
    return LogEntry(
        sequence=sequence,
        kind=_KINDS[kind],
        form=form,
        recorded_at=datetime.fromisoformat(recorded_at),
        idempotency_key=idempotency_key,
        expected_revision=expected_revision,
        initiative=initiative,
        status=_STATUSES[status] if status is not None else None,
        effective_on=_day(effective_on),
        recorded_by=recorded_by,
        acting_for=acting_for,
        done_since_last=text("done_since_last", ""),
        next_step=text("next_step", ""),
        obstacle=text("obstacle", ""),
        help_needed=text("help_needed", ""),
        comment=text("comment", ""),
        expected_completion=PartialDate.parse(expected_completion)
        if expected_completion is not None
        else None,
        evidence_url=evidence_url,
        decision=(
            DecisionNeeded(
                what=text("decision_what", ""),
                of=decision_of,
                by=_day(decision_by) if decision_by is not None else None,
            )
            if decision_of is not None
            else None
        ),
        refers_to=refers_to,
        revised_deadline=PartialDate.parse(revised_deadline) if revised_deadline is not None else None,
        milestone=milestone,
        verdict=Verdict(answer) if answer is not None else None,
        case_number=case_number,
        access_ground=access_ground,
        question=(
            Question(asked=tuple(asked.split(" ")), answer_by=_day(answer_by), round=round_)
            if asked is not None and answer_by is not None  # neither is there without the other
            else None
        ),
        redacted=tuple(redacted_fields.split(" ")) if redacted_fields is not None else (),
        task=Task(of=task_of, until=_day(task_until) if task_until is not None else None)
        if task_of is not None
        else None,
    )


_SEQUENCE: Final = _NAMES.index("sequence")
_KINDS: Final = {kind.value: kind for kind in EventKind}
_STATUSES: Final = {status.value: status for status in Status}
