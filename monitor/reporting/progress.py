"""How far statements have come, read from the events: the plain reference for the queries in storage.

A statement without a question is published as it is recorded. One with a question is published when each
body that was asked has answered or has let its time run out. Neither can be undone: an answer is replaced but
never taken back, and more time is only given while there is time left. So what was published once stays so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from monitor.reporting.days import end_of_day_utc
from monitor.reporting.events import STATEMENTS, EventKind, LogEntry, Question, Verdict
from monitor.reporting.rounds import MoreTime
from monitor.reporting.workflow import State


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A statement, and how far it has come as known by a day.

    `answers` holds the last answer of each body, `earlier` those it replaced in the order they were recorded,
    `due` the last day each asked body has for one.
    `published_at` is the instant it was or will be published if nobody answers any more. `corrected_by` is
    the correction that stands in its place, `withdrawn_by` the withdrawal of it or of what it corrects.
    """

    entry: LogEntry
    state: State
    answers: Mapping[str, LogEntry]
    due: Mapping[str, date]
    published_at: datetime
    corrected_by: LogEntry | None = None
    withdrawn_by: LogEntry | None = None
    redactions: tuple[LogEntry, ...] = ()
    earlier: tuple[LogEntry, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """The bodies that were asked and have not answered. Once published: "X has not answered"."""
        return tuple(body for body in self.due if body not in self.answers)

    @property
    def disagreements(self) -> tuple[LogEntry, ...]:
        """The answers that disagree; the reason is in their comment."""
        return tuple(answer for answer in self.answers.values() if answer.verdict is Verdict.DISAGREED)

    @property
    def late(self) -> tuple[LogEntry, ...]:
        """The answers that were given after publication. The one that published it was not."""
        return tuple(answer for answer in self.answers.values() if answer.recorded_at > self.published_at)


def progress_of(
    entries: Iterable[LogEntry], *, known_by: date, more_time: Collection[MoreTime] = ()
) -> dict[int, Progress]:
    """Return how far each statement among `entries` had come by the end of `known_by`, by sequence number.

    `entries` must hold everything that refers to these statements and, for a correction, to what it corrects:
    all events of an initiative do. Statements recorded later are left out.
    """
    end = end_of_day_utc(known_by)
    known = sorted((entry for entry in entries if entry.recorded_at < end), key=lambda entry: entry.sequence)
    about: dict[int, list[LogEntry]] = {}
    for entry in known:
        if entry.refers_to is not None:
            about.setdefault(entry.refers_to, []).append(entry)
    given = [time for time in more_time if time.recorded_at < end]

    def referring(sequence: int, kind: EventKind) -> list[LogEntry]:
        return [entry for entry in about.get(sequence, ()) if entry.kind is kind]

    def withdrawal(entry: LogEntry) -> LogEntry | None:
        found = [
            *referring(entry.sequence, EventKind.WITHDRAWAL),
            *referring(entry.original, EventKind.WITHDRAWAL),
        ]
        return found[0] if found else None

    def published(entry: LogEntry) -> datetime:
        return published_at(entry, referring(entry.sequence, EventKind.APPROVAL), given)

    def correction(entry: LogEntry) -> LogEntry | None:
        standing = [
            other
            for other in referring(entry.original, EventKind.CORRECTION)
            if other.sequence > entry.sequence and published(other) < end and withdrawal(other) is None
        ]
        return standing[-1] if standing else None

    found = {}
    for entry in known:
        if entry.kind not in STATEMENTS:
            continue
        withdrawn_by, corrected_by, at = withdrawal(entry), correction(entry), published(entry)
        given_answers = referring(entry.sequence, EventKind.APPROVAL)
        answers = {answer.acting_for: answer for answer in given_answers}
        if withdrawn_by is not None:
            state = State.WITHDRAWN
        elif at >= end:
            state = State.SUBMITTED
        else:
            state = State.PUBLISHED if corrected_by is None else State.CORRECTED
        found[entry.sequence] = Progress(
            entry=entry,
            state=state,
            answers=answers,
            due=due(entry.question, given),
            published_at=at,
            corrected_by=corrected_by,
            withdrawn_by=withdrawn_by,
            redactions=tuple(referring(entry.sequence, EventKind.REDACTION)),
            earlier=tuple(each for each in given_answers if each is not answers[each.acting_for]),
        )
    return found


def published_at(
    entry: LogEntry, answers: Iterable[LogEntry], more_time: Iterable[MoreTime] = ()
) -> datetime:
    """Return when a statement was published, or will be if nobody answers any more.

    `answers` are the answers to it and `more_time` the time that was given, both as far as they are known.
    """
    if entry.question is None:
        return entry.recorded_at
    settled = {body: end_of_day_utc(day) for body, day in due(entry.question, more_time).items()}
    for answer in answers:
        if answer.acting_for in settled:
            settled[answer.acting_for] = min(settled[answer.acting_for], answer.recorded_at)
    return max(settled.values())


def due(question: Question | None, more_time: Iterable[MoreTime]) -> dict[str, date]:
    """The last day for each body that is asked, with the time it was given since; empty where nobody is asked."""
    if question is None:
        return {}
    last_days = dict.fromkeys(question.asked, question.answer_by)
    for time in more_time:
        if time.round == question.round and time.body in last_days:
            last_days[time.body] = max(last_days[time.body], time.due)
    return last_days
