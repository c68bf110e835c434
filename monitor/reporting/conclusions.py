"""What committees concluded: when a conclusion may be recorded, which ones stand, and what they answer.

A conclusion is never changed, corrected or withdrawn. A later one may take its place, and says so by pointing at
it; both stay in the log.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from monitor.errors import Refused
from monitor.reporting.days import end_of_day_utc
from monitor.reporting.events import DecisionNeeded, EventKind, LogEntry, NewConclusion
from monitor.reporting.progress import Progress
from monitor.reporting.workflow import State

FIELDS: Final = {"comment": "concluded", "next_step": "task_what"}
"""What the texts of a conclusion are called, by the field of the log that holds them."""


@dataclass(frozen=True)
class Concluded:
    """A conclusion that stands. `asked` is the report whose question it answers, None of its own accord."""

    conclusion: LogEntry
    asked: LogEntry | None


def in_force(entries: Iterable[LogEntry], *, as_of: date, known_by: date) -> list[Concluded]:
    """Return the conclusions reached by `as_of` that no later one replaces, as known by the end of `known_by`.

    They are ordered by the day of the meeting, then as they were recorded. `entries` must hold what they refer to,
    whenever that was recorded: by the clock of another machine it may have been a little later.
    """
    end = end_of_day_utc(known_by)
    given = {entry.sequence: entry for entry in entries}
    reached = [
        entry
        for entry in given.values()
        if entry.kind is EventKind.CONCLUSION and entry.recorded_at < end and entry.effective_on <= as_of
    ]
    replaced = {entry.refers_to for entry in reached}
    standing = [Concluded(entry, _asked(entry, given)) for entry in reached if entry.sequence not in replaced]
    return sorted(standing, key=lambda each: (each.conclusion.effective_on, each.conclusion.sequence))


def answer_to(report: LogEntry, standing: Iterable[Concluded]) -> Concluded | None:
    """Return the conclusion that answers what a report asks to have decided, None while that is open.

    A correction that asks the same is answered by what was concluded on the report it corrects, and the other way
    round; one that asks something else has to be answered itself. So has a later report that asks again.
    """
    if report.decision is None:
        return None
    return next(
        (
            each
            for each in standing
            if each.asked is not None
            and each.asked.original == report.original
            and (each.asked.sequence == report.sequence or _same(each.asked.decision, report.decision))
        ),
        None,
    )


def faults(
    event: NewConclusion, *, committee_ids: Collection[str], body_ids: Collection[str]
) -> Iterator[Refused]:
    """Yield what is wrong with a conclusion by itself.

    The codes are `unknown_committee`, `task_incomplete` with the `field` that is missing, `unknown_body`, and
    `task_day_past`.
    """
    initiative = event.initiative
    if event.acting_for not in committee_ids:
        yield Refused(
            "unknown_committee",
            f"There is no committee {event.acting_for!r} in the strategy.",
            initiative=initiative,
            committee=event.acting_for,
        )
    if bool(event.next_step.strip()) != bool(event.task and event.task.of):
        yield Refused(
            "task_incomplete",
            "What is to be done comes with the body that is to do it, and the body with what is to be done.",
            initiative=initiative,
            field="task_of" if event.next_step.strip() else "task_what",
        )
    if event.task is None:
        return
    if event.task.of and event.task.of not in body_ids:
        yield Refused(
            "unknown_body",
            f"There is no body {event.task.of!r} in the strategy.",
            initiative=initiative,
            field="task_of",
            body=event.task.of,
        )
    if event.task.until is not None and event.task.until < event.effective_on:
        yield Refused(
            "task_day_past",
            f"What is to be done is due on {event.task.until}, before the meeting on {event.effective_on}; choose a "
            "later day.",
            initiative=initiative,
        )


def check_may_conclude(
    event: NewConclusion,
    target: LogEntry,
    entries: Iterable[LogEntry],
    progress: Mapping[int, Progress],
    *,
    committee_ids: Collection[str],
) -> None:
    """Raise `Refused` unless a conclusion may answer or replace the entry it points at.

    `entries` are all there are on the initiative and `progress` says how far its statements have come. For an answer
    the codes are `decision_not_asked`, `decision_not_open` (the report is not published, or counts no longer),
    `asked_of_another` (it was asked of another committee; what is asked of a body any committee may conclude on),
    `meeting_before_asked` and `already_concluded`; for a replacement `not_a_conclusion`, `not_its_conclusion`,
    `conclusion_replaced` and `meeting_before_asked`. Field `entry` is the entry that stands against it.
    """
    standing = in_force(entries, as_of=date.max, known_by=date.max)
    if event.replaces is not None:
        _check_replaces(event, target, standing)
        return
    decision, asked = target.decision, progress.get(target.sequence)
    if decision is None or asked is None:
        raise _refused("decision_not_asked", f"Entry {target.sequence} asks for no decision.", target)
    if asked.state is not State.PUBLISHED:
        raise _refused(
            "decision_not_open",
            f"Entry {target.sequence} is {asked.state}; conclude on a report that is published and stands.",
            target,
        )
    if decision.of in committee_ids and decision.of != event.acting_for:
        raise _refused(
            "asked_of_another",
            f"Entry {target.sequence} asks {decision.of} to decide, not {event.acting_for}.",
            target,
        )
    _check_meeting(event, target)
    if (found := answer_to(target, standing)) is not None:
        raise _refused(
            "already_concluded",
            f"Entry {found.conclusion.sequence} has concluded on it already; replace that one.",
            found.conclusion,
        )


def _check_replaces(event: NewConclusion, target: LogEntry, standing: Collection[Concluded]) -> None:
    if target.kind is not EventKind.CONCLUSION:
        raise _refused("not_a_conclusion", f"Entry {target.sequence} is no conclusion.", target)
    if target.acting_for != event.acting_for:
        raise _refused(
            "not_its_conclusion",
            f"Entry {target.sequence} is a conclusion of {target.acting_for}, not of {event.acting_for}.",
            target,
        )
    stands = next((each for each in standing if each.conclusion.sequence == target.sequence), None)
    if stands is None:
        raise _refused(
            "conclusion_replaced",
            f"Entry {target.sequence} has been replaced already; replace the conclusion that stands.",
            target,
        )
    if stands.asked is not None:
        _check_meeting(event, stands.asked)


def _check_meeting(event: NewConclusion, asked: LogEntry) -> None:
    if event.effective_on < asked.effective_on:
        raise _refused(
            "meeting_before_asked",
            f"The meeting on {event.effective_on} was before {asked.effective_on}, the day of the report that asks.",
            asked,
        )


def _asked(conclusion: LogEntry, given: Mapping[int, LogEntry]) -> LogEntry | None:
    """The report that a conclusion answers; where it replaces others, the report that the first of them answers."""
    about = conclusion
    while about.kind is EventKind.CONCLUSION:
        if about.refers_to is None:
            return None
        about = given[about.refers_to]
    return about


def _same(one: DecisionNeeded | None, other: DecisionNeeded | None) -> bool:
    """Whether two reports ask for the same. Words that were redacted cannot be told apart from any others."""
    if one is None or other is None or (one.of, one.by) != (other.of, other.by):
        return False
    return one.what is None or other.what is None or one.what == other.what


def _refused(code: str, message: str, entry: LogEntry) -> Refused:
    return Refused(code, message, initiative=entry.initiative, entry=entry)
