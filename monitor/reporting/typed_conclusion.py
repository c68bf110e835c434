"""From what a person typed to a conclusion of a committee that can be checked."""

from dataclasses import dataclass
from datetime import date

from monitor.catalogue.dates import day_from
from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewConclusion, Task


@dataclass(frozen=True, kw_only=True)
class TypedConclusion:
    """A conclusion as typed: every field is text. `answers` and `replaces` are those of `NewConclusion`."""

    initiative: str
    committee: str
    meeting_on: str
    concluded: str = ""
    task_what: str = ""
    task_of: str = ""
    task_until: str = ""
    answers: int | None = None
    replaces: int | None = None


def as_typed(entry: LogEntry) -> TypedConclusion:
    """The content of a conclusion as it would be typed, to be replaced. Words that were redacted are left out."""
    task = entry.task
    return TypedConclusion(
        initiative=entry.initiative,
        committee=entry.acting_for,
        meeting_on=entry.effective_on.isoformat(),
        concluded=entry.comment or "",
        task_what=entry.next_step or "",
        task_of=task.of if task else "",
        task_until=task.until.isoformat() if task and task.until else "",
        replaces=entry.sequence,
    )


def read_conclusion(
    typed: TypedConclusion, *, idempotency_key: str, expected_revision: int, recorded_by: str, today: date
) -> tuple[NewConclusion, list[Refused]]:
    """The conclusion that was typed, and every field of it that cannot be read. It may be recorded only if none is
    named.

    A field that cannot be read gives way to a harmless one, so that the rules can look at the others. The codes are
    `meeting_day_missing`, `meeting_day_unreadable` and `task_day_unreadable`.
    """
    faults: list[Refused] = []
    meeting = _day(typed.meeting_on, "meeting_day_unreadable", typed, faults)
    if not typed.meeting_on.strip():
        faults.append(
            Refused(
                "meeting_day_missing",
                "No day of the meeting is given; write it as 2018-12-31.",
                initiative=typed.initiative,
            )
        )
    until = _day(typed.task_until, "task_day_unreadable", typed, faults)
    has_task = bool(typed.task_of or typed.task_until.strip())
    return (
        NewConclusion(
            idempotency_key=idempotency_key,
            expected_revision=expected_revision,
            initiative=typed.initiative,
            effective_on=meeting or today,
            recorded_by=recorded_by,
            acting_for=typed.committee,
            comment=typed.concluded.strip(),
            answers=typed.answers,
            replaces=typed.replaces,
            next_step=typed.task_what.strip(),
            task=Task(of=typed.task_of, until=until) if has_task else None,
        ),
        faults,
    )


def _day(said: str, code: str, typed: TypedConclusion, faults: list[Refused]) -> date | None:
    said = said.strip()
    if not said:
        return None
    try:
        return day_from(said)
    except ValueError:
        message = f"{said!r} cannot be read as a day; write it as 2018-12-31."
        faults.append(Refused(code, message, said=said, initiative=typed.initiative))
        return None
