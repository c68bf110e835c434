"""The one writer of the log: check everything, then write everything."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import history
from monitor.reporting.conclusions import check_may_conclude
from monitor.reporting.days import day_of
from monitor.reporting.events import (
    LogEntry,
    NewAnswer,
    NewConclusion,
    NewEvent,
    NewRedaction,
    NewWithdrawal,
    Question,
    Statement,
)
from monitor.reporting.kinds import refers_to, subject_of
from monitor.reporting.log import StatusLog
from monitor.reporting.moves import (
    check_may_answer,
    check_may_correct,
    check_may_redact,
    check_may_withdraw,
)
from monitor.reporting.progress import Progress, progress_of
from monitor.reporting.rules import Circumstances, check_may_report

Ask = Callable[[Statement], Question | None]
"""Returns the question that is put to the ministries with a statement, `None` to publish it as it is recorded."""


def ask_nobody(_statement: Statement) -> None:
    """Answers are switched off: what is submitted is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules of reporting need to know of the catalogue.

    `deadlines` are those in force, by initiative; one without a deadline is left out. `earliest` is the first day a
    report may hold from and `reporters` names the bodies that may report on each initiative; `None` restricts neither.
    `committee_ids` are the committees that may conclude.
    """

    initiative_ids: Collection[str]
    body_ids: Collection[str]
    deadlines: Mapping[str, PartialDate]
    earliest: date | None = None
    reporters: Mapping[str, Collection[str]] | None = None
    committee_ids: Collection[str] = ()


def record(
    log: StatusLog,
    reports: Sequence[NewEvent],
    facts: Facts,
    *,
    clock: Callable[[], datetime],
    ask: Ask = ask_nobody,
) -> list[LogEntry]:
    """Record every event or none, and return the entries in the order given.

    `clock` returns the present instant with its zone; the same instant is stored with every event, and its day in
    Norway is today. `ask` puts the question of each statement; whatever question it came with is dropped.

    An event whose key is in the log with the same content is not checked again: it was accepted once, and
    what came after must not turn its repetition into an error.

    Raises `Refused`: what `check_may_report` and the guards in `moves` raise, `unknown_entry` when an event
    refers to none on its initiative, `key_reused`, or `stale_revision` when somebody reported on the
    initiative after the person had looked. Nothing is written then.
    """
    now = clock()
    today = day_of(now)
    stamped: list[NewEvent] = []
    for report in reports:
        if log.already_recorded(report) is None:
            # What is read here may be old by the time of writing. The log refuses the event then, because a later
            # event on the initiative makes its expected revision stale.
            check_may_report(report, circumstances(log, report, facts, today=today))
            _check_target(log, report, today=today, committee_ids=facts.committee_ids)
        stamped.append(replace(report, question=ask(report)) if isinstance(report, Statement) else report)
    return log.append_all(stamped, recorded_at=now)


def circumstances(log: StatusLog, event: NewEvent, facts: Facts, *, today: date) -> Circumstances:
    """Return what has to be known beside an event on a day to say whether it is acceptable."""
    return Circumstances(
        initiative_ids=facts.initiative_ids,
        body_ids=facts.body_ids,
        deadline=facts.deadlines.get(event.initiative),
        before=reports_before(log, event.initiative, effective_on=event.effective_on),
        corrected=corrected_by(log, event, today=today),
        today=today,
        earliest=facts.earliest,
        reporters=facts.reporters.get(event.initiative, ()) if facts.reporters is not None else None,
        committee_ids=facts.committee_ids,
    )


def reports_before(log: StatusLog, initiative: str, *, effective_on: date) -> list[LogEntry]:
    """Return the reports that one effective on a day follows: those effective by that day, the latest first.

    All that is in the log counts, however late it was recorded and whether it is published yet or not; what
    was withdrawn or corrected does not.
    """
    entries = log.entries(initiative=initiative)
    # By the last day there is, every question is settled.
    standing = history.in_force(entries, as_of=effective_on, known_by=date.max, more_time=log.more_time())
    return [entry for entry in reversed(standing) if entry.status is not None]


def corrected_by(log: StatusLog, event: NewEvent, *, today: date) -> LogEntry | None:
    """Return what an event takes the place of if it is a correction: the last published correction, or the original.

    `None` when it is no correction or its original is not there.
    """
    if not isinstance(event, Statement) or event.corrects is None:
        return None
    progress = progress_on(log, event.initiative, known_by=today).get(event.corrects)
    return None if progress is None else progress.corrected_by or progress.entry


def progress_on(log: StatusLog, initiative: str, *, known_by: date) -> dict[int, Progress]:
    """Return how far each statement on an initiative had come by a day, by sequence number."""
    entries = log.entries(initiative=initiative)
    return progress_of(entries, known_by=known_by, more_time=log.more_time())


def _check_target(log: StatusLog, event: NewEvent, *, today: date, committee_ids: Collection[str]) -> None:
    target = refers_to(event)
    if target is None:
        return
    if isinstance(event, NewRedaction | NewConclusion):
        entries = log.entries(initiative=event.initiative)
        entry = next((each for each in entries if each.sequence == target), None)
        if entry is None:
            raise _unknown_entry(event, target)
        if isinstance(event, NewRedaction):
            check_may_redact(entry, fields=event.fields)
        else:
            known = progress_of(entries, known_by=today, more_time=log.more_time())
            check_may_conclude(event, entry, entries, known, committee_ids=committee_ids)
        return
    progress = progress_on(log, event.initiative, known_by=today).get(target)
    if progress is None:
        raise _unknown_entry(event, target)
    match event:
        case NewAnswer():
            check_may_answer(progress, body=event.acting_for)
        case NewWithdrawal():
            check_may_withdraw(progress)
        case _:
            check_may_correct(progress, subject=subject_of(event))


def _unknown_entry(event: NewEvent, target: int) -> Refused:
    return Refused(
        "unknown_entry",
        f"Initiative {event.initiative} has no entry {target} in the log that this could be about.",
        initiative=event.initiative,
        sequence=target,
    )
