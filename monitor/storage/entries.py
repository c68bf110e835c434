"""Reading entries of the log: rows of events, their texts beside them, made into what the core knows."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import CompoundSelect, Connection, RowMapping, Select, select

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import DecisionNeeded, EventKind, LogEntry, Question, Verdict
from monitor.reporting.status import Status
from monitor.storage.tables import event_texts

BATCH = 500  # numbers in one query: below what every SQLite accepts as parameters


def read_one(connection: Connection, query: Select[Any]) -> LogEntry:
    """Read the one entry that a query for rows of `events` finds."""
    return read(connection, query)[0]


def read(
    connection: Connection,
    query: Select[Any] | CompoundSelect[Any],
    days: Mapping[str, object] = MappingProxyType({}),
) -> list[LogEntry]:
    """Read the entries that a query for rows of `events` finds, in its order."""
    rows = connection.execute(query, days).mappings().all()
    texts: dict[int, dict[str, str | None]] = {row["sequence"]: {} for row in rows}
    sequences = list(texts)
    for start in range(0, len(sequences), BATCH):
        some = select(event_texts.c.sequence, event_texts.c.field, event_texts.c.text).where(
            event_texts.c.sequence.in_(sequences[start : start + BATCH])
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
