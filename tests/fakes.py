"""Stand-ins for where reports, rounds and drafts are kept. Each passes the same contract tests as the real thing."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from threading import Lock

from monitor.errors import Refused
from monitor.reporting import history
from monitor.reporting.days import day_of, end_of_day_utc
from monitor.reporting.drafts import Draft
from monitor.reporting.events import (
    LogEntry,
    NewConclusion,
    NewEvent,
    NewRedaction,
    Statement,
)
from monitor.reporting.log import Wanted
from monitor.reporting.progress import progress_of
from monitor.reporting.requests import entry_of, is_same_request
from monitor.reporting.round_rules import check_may_add, check_may_open
from monitor.reporting.rounds import MoreTime, NewRound, NewStep, Round, Step, is_same_step
from monitor.reporting.workflow import State


class InMemoryRounds:
    """`Rounds` in a list."""

    def __init__(self) -> None:
        self._rounds: dict[str, Round] = {}

    def open(self, new: NewRound, *, opened_at: datetime) -> Round:
        check_may_open(new, self._rounds.values())
        if new.id not in self._rounds:
            self._rounds[new.id] = Round(
                id=new.id,
                title=new.title,
                opens=new.opens,
                closes=new.closes,
                opened_at=opened_at.astimezone(UTC),
                opened_by=new.opened_by,
            )
        return self._rounds[new.id]

    def add(self, step: NewStep, *, recorded_at: datetime) -> Round:
        steps = [there for round_ in self._rounds.values() for there in round_.steps]
        for there in steps:
            if there.idempotency_key == step.idempotency_key:
                if not is_same_step(there, step):
                    raise Refused("key_reused", "The key was used for another step.", round=step.round)
                return self._rounds[step.round]
        if step.round not in self._rounds:
            raise Refused("unknown_round", "There is no such round.", round=step.round)
        round_ = self._rounds[step.round]
        check_may_add(step, round_, at=recorded_at)
        added = Step(
            number=len(steps) + 1,
            idempotency_key=step.idempotency_key,
            round=step.round,
            kind=step.kind,
            body=step.body,
            contact=step.contact,
            deputy=step.deputy,
            due=step.due,
            recorded_at=recorded_at.astimezone(UTC),
            recorded_by=step.recorded_by,
        )
        self._rounds[step.round] = replace(round_, steps=(*round_.steps, added))
        return self._rounds[step.round]

    def rounds(self) -> list[Round]:
        return sorted(self._rounds.values(), key=lambda each: (each.opens, each.opened_at), reverse=True)

    def round(self, id: str) -> Round | None:  # noqa: A002
        return self._rounds.get(id)


class InMemoryDrafts:
    """`Drafts` in a dictionary."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, str], Draft] = {}

    def save(self, draft: Draft) -> None:
        there = self._drafts.get((draft.person, draft.initiative))
        if there is None or there.saved_at <= draft.saved_at:
            self._drafts[draft.person, draft.initiative] = draft

    def draft(self, person: str, initiative: str) -> Draft | None:
        return self._drafts.get((person, initiative))

    def drafts(self, person: str) -> list[Draft]:
        found = [draft for draft in self._drafts.values() if draft.person == person]
        return sorted(sorted(found, key=lambda d: d.initiative), key=lambda d: d.saved_at, reverse=True)

    def discard(self, person: str, initiative: str, *, form: str) -> None:
        there = self._drafts.get((person, initiative))
        if there is not None and there.form == form:
            del self._drafts[person, initiative]


class InMemoryStatusLog:
    """A `StatusLog` in a list. `rounds` are where time was given for answers."""

    def __init__(self, rounds: InMemoryRounds | None = None) -> None:
        self._entries: list[LogEntry] = []
        self._rounds = rounds or InMemoryRounds()
        self._lock = Lock()

    def append(self, report: NewEvent, *, recorded_at: datetime) -> LogEntry:
        return self.append_all([report], recorded_at=recorded_at)[0]

    def append_all(self, reports: Sequence[NewEvent], *, recorded_at: datetime) -> list[LogEntry]:
        if recorded_at.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        with self._lock:
            before = list(self._entries)
            try:
                return [self._append(report, recorded_at.astimezone(UTC)) for report in reports]
            except Refused:
                self._entries = before
                raise

    def already_recorded(self, report: NewEvent) -> LogEntry | None:
        for entry in self._entries:
            if entry.idempotency_key == report.idempotency_key:
                if not is_same_request(entry, report):
                    raise Refused(
                        "key_reused",
                        "The key was used for other content.",
                        initiative=report.initiative,
                        entry=entry,
                    )
                return entry
        return None

    def revision(self) -> int:
        return len(self._entries)

    def last_recorded_at(self) -> datetime | None:
        return self._entries[-1].recorded_at if self._entries else None

    def initiative_revision(self, initiative: str) -> int:
        return max((entry.sequence for entry in self._entries if entry.initiative == initiative), default=0)

    def latest(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        return history.latest(
            self._entries, as_of=as_of, known_by=known_by or as_of, more_time=self.more_time()
        )

    def reports(self, *, as_of: date, known_by: date | None = None) -> list[LogEntry]:
        return history.reports(
            self._entries, as_of=as_of, known_by=known_by or as_of, more_time=self.more_time()
        )

    def deadlines(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        return history.deadlines(
            self._entries, as_of=as_of, known_by=known_by or as_of, more_time=self.more_time()
        )

    def entries(
        self,
        *,
        initiative: str | None = None,
        as_of: date | None = None,
        known_by: date | None = None,
        limit: int | None = None,
    ) -> list[LogEntry]:
        day = known_by or as_of
        found = [
            entry
            for entry in reversed(history.order(self._entries))
            if (initiative is None or entry.initiative == initiative)
            and (as_of is None or entry.effective_on <= as_of)
            and (day is None or entry.recorded_at < end_of_day_utc(day))
        ]
        return found[:limit]

    def find(
        self, wanted: Wanted, *, known_by: date | None = None, limit: int | None = None, offset: int = 0
    ) -> list[LogEntry]:
        def fits(entry: LogEntry) -> bool:
            day = day_of(entry.recorded_at)
            return (
                (wanted.sequences is None or entry.sequence in wanted.sequences)
                and (wanted.initiatives is None or entry.initiative in wanted.initiatives)
                and (wanted.kinds is None or entry.kind in wanted.kinds)
                and wanted.body in (None, entry.acting_for)
                and wanted.person in (None, entry.recorded_by)
                and (wanted.effective_from or date.min) <= entry.effective_on
                and entry.effective_on <= (wanted.effective_to or date.max)
                and (wanted.recorded_from or date.min) <= day <= (wanted.recorded_to or date.max)
                and day <= (known_by or date.max)
            )

        found = [entry for entry in reversed(self._entries) if fits(entry)][offset:]
        return found[:limit]

    def count(self, wanted: Wanted, *, known_by: date | None = None) -> int:
        return len(self.find(wanted, known_by=known_by))

    def counts(self, wanted: Wanted, *, known_by: date | None = None) -> dict[str, int]:
        return Counter(entry.initiative for entry in self.find(wanted, known_by=known_by))

    def referring(self, sequences: Collection[int], *, known_by: date | None = None) -> list[LogEntry]:
        return [
            entry
            for entry in self._entries
            if entry.refers_to in sequences
            and (known_by is None or entry.recorded_at < end_of_day_utc(known_by))
        ]

    def digests(self, sequences: Collection[int]) -> dict[int, str]:
        return {
            entry.sequence: sha256(f"{entry.sequence} {entry.idempotency_key}".encode()).hexdigest()
            for entry in self._entries
            if entry.sequence in sequences
        }

    def pending(self, *, known_by: date) -> list[LogEntry]:
        progress = progress_of(self._entries, known_by=known_by, more_time=self.more_time())
        return [each.entry for each in progress.values() if each.state is State.SUBMITTED]

    def more_time(self) -> list[MoreTime]:
        return [
            MoreTime(round=step.round, body=step.body, due=step.due, recorded_at=step.recorded_at)
            for round_ in self._rounds.rounds()
            for step in round_.steps
            if step.due is not None
        ]

    def _append(self, report: NewEvent, recorded_at: datetime) -> LogEntry:
        if (first := self.already_recorded(report)) is not None:
            return first
        found = self.initiative_revision(report.initiative)
        if found != report.expected_revision:
            raise Refused(
                "stale_revision",
                "The initiative has a later entry.",
                initiative=report.initiative,
                expected=report.expected_revision,
                found=found,
                entry=self._entries[found - 1] if found else None,
            )
        asks = isinstance(report, Statement) and report.question is not None
        assigns = isinstance(report, NewConclusion) and report.task is not None
        entry = entry_of(
            report,
            sequence=len(self._entries) + 1,
            form=3 if assigns else 2 if asks or isinstance(report, NewRedaction) else 1,
            recorded_at=recorded_at,
        )
        if isinstance(report, NewRedaction):
            self._redact(report)
        self._entries.append(entry)
        return entry

    def _redact(self, redaction: NewRedaction) -> None:
        target = self._entries[redaction.redacts - 1]
        decision = target.decision
        if decision is not None and "decision_what" in redaction.fields:
            decision = replace(decision, what=None)
        gone = dict.fromkeys((field for field in redaction.fields if field != "decision_what"), None)
        self._entries[redaction.redacts - 1] = target._replace(decision=decision, **gone)


def put(log: InMemoryStatusLog, *events: NewEvent, at: datetime) -> None:
    """Record events one after another, each with a key of its own and having seen what stands in the log."""
    for event in events:
        log.append(
            replace(
                event,
                idempotency_key=f"key-{log.revision()}",
                expected_revision=log.initiative_revision(event.initiative),
            ),
            recorded_at=at,
        )
